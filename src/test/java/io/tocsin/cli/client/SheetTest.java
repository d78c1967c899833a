package io.tocsin.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.ingest.row.sheet.ShownTime;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SheetTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private List<String> csv(Path workbook) throws IOException {
        try (UploadFile upload = UploadFile.of(workbook)) {
            return Files.readAllLines(upload.path());
        }
    }

    @Test
    void cells_that_show_a_time_are_that_time_and_other_numbers_stay_numbers() throws IOException {
        Path file = folder.resolve("times.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                Workbook book = new Workbook(out, "tocsin", "1.0");
                Worksheet sheet = book.newWorksheet("1")) {
            List<String> header = List.of("ref", "phone", "notBefore", "expiresAt", "day", "amount");
            for (int i = 0; i < header.size(); i++) {
                sheet.value(0, i, header.get(i));
            }
            sheet.value(1, 0, "A-1");
            sheet.value(1, 1, 13_800_138_000L);
            sheet.value(1, 2, LocalDateTime.of(2026, 11, 26, 12, 57, 36));
            sheet.style(1, 2).format("yyyy/m/d h:mm").set();
            sheet.value(1, 3, LocalDate.of(2026, 11, 27));
            sheet.style(1, 3).format("yyyy\"年\"m\"月\"d\"日\"").set();
            sheet.value(1, 4, LocalDate.of(2026, 11, 28));
            sheet.style(1, 4).format("yyyy-mm-dd").set();
            sheet.value(1, 5, 46352.54);
            sheet.style(1, 5).format("[Red]#,##0.00\"days\"").set();
        }
        assertThat(csv(file)).containsExactly("ref,phone,notBefore,expiresAt,day,amount",
                "A-1,13800138000,2026-11-26 12:57:36,2026-11-27 00:00,2026-11-28,46352.54");
    }

    @Test
    void a_time_is_counted_as_the_workbook_counts_it() {
        assertThat(ShownTime.of(new BigDecimal("46352.54"), false)).contains("2026-11-26 12:57:36");
        assertThat(ShownTime.of(new BigDecimal("46352"), true)).contains("2030-11-27");
        assertThat(ShownTime.of(new BigDecimal("0.5"), false)).contains("12:00");
        assertThat(ShownTime.of(new BigDecimal("59"), false)).contains("1900-02-28");
        assertThat(ShownTime.of(new BigDecimal("61"), false)).contains("1900-03-01");
        assertThat(ShownTime.of(new BigDecimal("-1"), false)).isEmpty();
        assertThat(ShownTime.of(new BigDecimal("1e300"), false)).isEmpty();
        assertThat(ShownTime.isFormat(22, null)).isTrue();
        assertThat(ShownTime.isFormat(1, "0")).isFalse();
        assertThat(ShownTime.isFormat(170, "0.00_s\\d\"month\"")).isFalse();
    }

    @Test
    void what_is_no_workbook_is_told_what_was_expected() throws IOException {
        Path text = Files.writeString(folder.resolve("text.xlsx"), "ref,phone");
        assertThatThrownBy(() -> UploadFile.of(text)).isInstanceOf(IOException.class)
                .hasMessage("got text.xlsx, which is no workbook, expected a workbook that Excel saved as .xlsx;"
                        + " or save it as CSV UTF-8 (.csv)");
        Path old = Files.write(folder.resolve("old.xlsx"),
                new byte[]{(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1,
                        0});
        assertThatThrownBy(() -> UploadFile.of(old)).isInstanceOf(IOException.class)
                .hasMessageContaining("Excel 97-2003").hasMessageContaining("saved as .xlsx");
        Path damaged = Files.writeString(folder.resolve("damaged.xlsx"), "PK\u0003\u0004 and no more");
        assertThatThrownBy(() -> UploadFile.of(damaged)).isInstanceOf(IOException.class)
                .hasMessageContaining("got damaged.xlsx, which is damaged");
        assertThatThrownBy(() -> UploadFile.of(folder.resolve("a.xls"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("save the old workbook as .xlsx");
    }
}

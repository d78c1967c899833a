package io.tocsin.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.fuzz.Fuzz;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Workbooks that {@code submit} opens: whatever is in them, it is a table or an IOException. */
@Tag("fuzz")
class SheetFuzzTest {
    private static final String SHEET = "xl/worksheets/sheet1.xml";
    private static final String[] WORDS = {"<", ">", "</c>", "<v>", "</v>", "t=\"s\"", "t=\"b\"", "r=\"ZZZ99999999\"",
            "1e999999999", "<!DOCTYPE x [<!ENTITY a \"aaaa\">]>", "&a;", "-1", "99999999999"};

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private static byte[] workbook() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(bytes, "tocsin", "1.0"); Worksheet sheet = book.newWorksheet("1")) {
            sheet.value(0, 0, "ref");
            sheet.value(0, 1, "phone");
            sheet.value(1, 0, "A-1");
            sheet.value(1, 1, 13_800_138_000L);
            sheet.value(2, 0, true);
            sheet.formula(2, 1, "1+1");
        }
        return bytes.toByteArray();
    }

    /** By the directory at the end, as fastexcel's entries have no sizes of their own. */
    private Map<String, byte[]> parts(byte[] workbook) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(Files.write(folder.resolve("whole.xlsx"), workbook).toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return parts;
    }

    private static byte[] zipped(Map<String, byte[]> parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private long read(byte[] workbook) throws IOException {
        Path file = Files.write(folder.resolve("fuzz.xlsx"), workbook);
        try (UploadFile upload = UploadFile.of(file)) {
            return Math.min(upload.size(), 999);
        }
    }

    /** The file's bytes themselves, and each of its parts inside a file that is whole. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.tocsin.fuzz.Fuzz#seeds")
    void any_workbook_is_a_table_or_cannot_be_read(long seed) throws Exception {
        byte[] whole = workbook();
        Fuzz.of(List.of(whole)).declaring(IOException.class).allocating(8 << 20, 1024).oneIn(1000).alone()
                .run(seed, this::read);
        Map<String, byte[]> parts = parts(whole);
        for (Map.Entry<String, byte[]> part : parts.entrySet()) {
            Fuzz.of(List.of(part.getValue())).words(WORDS).declaring(IOException.class).allocating(8 << 20, 1024)
                    .oneIn(4000).alone().run(seed, input -> {
                        Map<String, byte[]> spoilt = new LinkedHashMap<>(parts);
                        spoilt.put(part.getKey(), input);
                        return read(zipped(spoilt));
                    });
        }
    }

    @Test
    void a_number_with_a_billion_digits_is_not_written_out() throws IOException {
        Map<String, byte[]> parts = parts(workbook());
        parts.computeIfPresent(SHEET, (_, xml) -> new String(xml, StandardCharsets.UTF_8)
                .replace("13800138000", "1e999999999").getBytes(StandardCharsets.UTF_8));
        assertThat(read(zipped(parts))).isLessThan(200);
    }

    @Test
    void a_damaged_workbook_is_an_io_exception_that_names_the_file() throws IOException {
        Map<String, byte[]> parts = parts(workbook());
        parts.put(SHEET, "<worksheet><sheetData><row r=\"x\"><c r=\"1\">".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> read(zipped(parts))).isInstanceOf(IOException.class).hasMessageContaining("fuzz.xlsx");
    }
}

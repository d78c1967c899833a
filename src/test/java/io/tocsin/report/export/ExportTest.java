package io.tocsin.report.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import io.tocsin.report.FakeResultStore;
import io.tocsin.report.Reach;
import io.tocsin.report.ResultJson;
import io.tocsin.warning.BatchState;
import io.tocsin.warning.BatchStatus;
import io.tocsin.warning.StoreUnavailableException;
import io.tocsin.warning.WarningState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.Test;

class ExportTest {
    private final FakeResultStore store = new FakeResultStore();
    private final ResultJson forms = new ResultJson(ZoneId.of("Asia/Shanghai"), FakeResultStore::carrier, _ -> "sms",
            Reach.EVERYONE);
    private final Export export = new Export(store, forms);
    private final BatchStatus batch = store.batch("watchman", 1, BatchState.DONE);

    @Test
    void ndjson_has_a_line_for_every_warning_as_the_api_shows_it() throws IOException {
        store.warning(batch, 1, WarningState.REACHED);
        store.warning(batch, 2, WarningState.READY);
        List<String> lines = text(ExportFormat.NDJSON, Language.EN, true).lines().toList();

        assertThat(lines).hasSize(2);
        JsonNode first = new ObjectMapper().readTree(lines.getFirst());
        assertThat(first.path("ref").asText()).isEqualTo("A-1");
        assertThat(first.path("phone").asText()).isEqualTo("13800000001");
        assertThat(first.path("state").asText()).isEqualTo("reached");
        assertThat(first.path("cause").asText()).isEqualTo("REACHED");
        assertThat(first.path("carrier").asText()).isEqualTo("cmcc");
        assertThat(first.path("accepted").asText()).isEqualTo("2026-08-01T06:40:00+08:00");
        assertThat(first.path("changed").asText()).isEqualTo("2026-08-01T06:41:01+08:00");
        assertThat(new ObjectMapper().readTree(lines.getLast()).path("carrier").isNull()).isTrue();
    }

    @Test
    void a_rare_character_of_a_name_stands_in_ndjson_as_it_is() throws IOException {
        store.warning(batch, "A-1", "𠮷野", 1, WarningState.REACHED);
        assertThat(text(ExportFormat.NDJSON, Language.EN, true)).contains("\"name\":\"𠮷野\"");
    }

    @Test
    void numbers_are_masked_for_those_who_may_not_see_them() throws IOException {
        store.warning(batch, 1, WarningState.REACHED);
        for (ExportFormat format : List.of(ExportFormat.NDJSON, ExportFormat.CSV)) {
            assertThat(text(format, Language.EN, false)).contains("138****0001").doesNotContain("13800000001");
        }
    }

    @Test
    void csv_opens_in_a_spreadsheet_as_it_is() throws IOException {
        store.warning(batch, "编号,\"1\"", "张三", 1, WarningState.REACHED);
        byte[] bytes = bytes(ExportFormat.CSV, Language.ZH, true);

        assertThat(bytes).startsWith(0xef, 0xbb, 0xbf);
        String csv = new String(bytes, StandardCharsets.UTF_8).substring(1);
        assertThat(csv).startsWith("编号,手机号,运营商,等级,诈骗类型,姓名,状态,原因,尝试次数,通道,线路,接收时间,更新时间,预警号,需复核,通话\r\n");
        try (var reader = CsvReader.builder().ofCsvRecord(csv)) {
            assertThat(reader.stream().toList().get(1).getFields()).startsWith("编号,\"1\"", "13800000001", "移动", "高危",
                    "刷单返利",
                    "张三", "已触达", "已送达", "1", "短信", "cmcc", "2026-08-01 06:40:00", "2026-08-01 06:41:01");
        }
    }

    @Test
    void a_cell_that_would_be_a_formula_gets_an_apostrophe() throws IOException {
        List<String> bad = List.of("=1+1", "+8", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1");
        for (int i = 0; i < bad.size(); i++) {
            store.warning(batch, "A" + i, bad.get(i), i, WarningState.REACHED);
        }
        try (var reader = CsvReader.builder().ofCsvRecord(text(ExportFormat.CSV, Language.EN, true))) {
            assertThat(reader.stream().skip(1).map(r -> r.getField(5)))
                    .containsExactlyElementsOf(bad.stream().map(cell -> "'" + cell).toList());
        }
    }

    @Test
    void a_workbook_is_read_back_as_it_was_meant() throws IOException {
        store.warning(batch, "=1+1", "张三", 1, WarningState.REACHED);
        for (int i = 2; i <= 1_200; i++) {
            store.warning(batch, i, WarningState.UNREACHED);
        }
        try (ReadableWorkbook book = new ReadableWorkbook(
                new ByteArrayInputStream(bytes(ExportFormat.XLSX, Language.ZH, true)))) {
            List<Row> rows = book.getFirstSheet().read();
            assertThat(rows).hasSize(1_201);
            assertThat(rows.getFirst().getCellText(0)).isEqualTo("编号");
            assertThat(rows.get(1).getCellText(0)).isEqualTo("=1+1");
            assertThat(rows.get(1).getCell(0).getFormula()).isNull();
            assertThat(rows.get(1).getCellText(1)).isEqualTo("13800000001");
            assertThat(rows.get(1).getCellAsNumber(8)).hasValue(java.math.BigDecimal.ONE);
            assertThat(rows.getLast().getCellText(0)).isEqualTo("A-1200");
        }
    }

    @Test
    void a_full_sheet_is_followed_by_another() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        XlsxRows rows = new XlsxRows(out, new io.tocsin.report.export.Row(forms, Language.EN, true), 10);
        for (int i = 0; i < 25; i++) {
            store.warning(batch, i, WarningState.REACHED);
        }
        rows.add(store.standings);
        rows.end();
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            List<Sheet> sheets = book.getSheets().toList();
            assertThat(sheets).extracting(Sheet::getName).containsExactly("results 1", "results 2", "results 3");
            assertThat(sheets.getLast().read()).hasSize(6);
        }
    }

    @Test
    void half_an_export_does_not_look_whole() {
        for (int i = 0; i < 600; i++) {
            store.warning(batch, i, WarningState.REACHED);
        }
        store.failAfterBlocks = 1;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> export.write(
                new Export.Order(batch.batch().id(), ExportFormat.XLSX, Language.EN, true), out))
                .isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> new ReadableWorkbook(new ByteArrayInputStream(out.toByteArray())))
                .isInstanceOf(Exception.class);
    }

    private String text(ExportFormat format, Language language, boolean whole) throws IOException {
        return new String(bytes(format, language, whole), StandardCharsets.UTF_8);
    }

    private byte[] bytes(ExportFormat format, Language language, boolean whole) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        export.write(new Export.Order(batch.batch().id(), format, language, whole), out);
        return out.toByteArray();
    }
}

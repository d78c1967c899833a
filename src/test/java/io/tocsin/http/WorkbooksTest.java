package io.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * {@code POST /v1/batches/table}: a workbook is told as the table it is, and nothing is kept of it.
 */
class WorkbooksTest {
    private final BatchDoor batches = new BatchDoor();

    @AfterEach
    void close() {
        batches.close();
    }

    private HttpResponse<String> table(String type, byte[] body, String key) {
        return batches.door.send("/v1/batches/table", b -> b.header("Authorization", "Bearer " + key)
                .header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
    }

    private static byte[] workbook() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(out, "tocsin", "1.0")) {
            var sheet = book.newWorksheet("名单");
            sheet.value(0, 0, "编号");
            sheet.value(0, 1, "手机号");
            sheet.value(1, 0, "A,1");
            sheet.value(1, 1, 13_800_138_000L);
        }
        return out.toByteArray();
    }

    @Test
    void a_workbook_is_told_as_csv_and_becomes_no_batch() throws IOException {
        HttpResponse<String> answer = table(Workbooks.TYPE, workbook(), "watchman-key");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.body()).isEqualToNormalizingNewlines("编号,手机号\n\"A,1\",13800138000\n");
        assertThat(batches.heard).isEmpty();
    }

    @Test
    void what_is_no_workbook_is_told_what_was_expected() throws IOException {
        HttpResponse<String> text = table(Workbooks.TYPE, "手机号".getBytes(StandardCharsets.UTF_8), "watchman-key");
        assertThat(text.statusCode()).isEqualTo(400);
        assertThat(text.body()).contains("bad-body", "without a password");
        assertThat(table("text/csv", workbook(), "watchman-key").statusCode()).isEqualTo(415);
    }
}

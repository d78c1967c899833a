package io.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.warning.BatchState;
import io.tocsin.warning.BatchStatus;
import io.tocsin.warning.WarningState;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResultsResourceTest {
    private final Reading api = new Reading();
    private final BatchStatus batch = api.store.batch("watchman", 1, BatchState.DONE);

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void the_form_follows_accept() {
        api.store.warning(batch, 1, WarningState.REACHED);

        HttpResponse<String> csv = results("", "text/csv");
        assertThat(csv.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
        assertThat(csv.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"results-" + batch.batch().id() + ".csv\"");
        assertThat(csv.body()).startsWith("\ufeffref,phone,");
        assertThat(results("?lang=zh", "text/csv").body()).startsWith("\ufeff编号,");
        assertThat(results("", "*/*").body()).startsWith("{\"id\":\"w");
        assertThat(
                results("", "application/xhtml+xml, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
                        .body())
                .startsWith("PK");
        assertThat(results("?format=xlsx", "*/*").body()).startsWith("PK");
        assertThat(results("", "application/pdf").statusCode()).isEqualTo(406);
        assertThat(results("?format=pdf", "*/*").statusCode()).isEqualTo(400);
        assertThat(results("?lang=fr", "*/*").statusCode()).isEqualTo(400);
    }

    @Test
    void a_large_export_arrives_whole() {
        for (int i = 0; i < 20_000; i++) {
            api.store.warning(batch, i, WarningState.REACHED);
        }
        assertThat(results("", "application/x-ndjson").body().lines()).hasSize(20_000);
    }

    @Test
    void an_export_that_fails_half_way_is_broken_off() {
        for (int i = 0; i < 2_000; i++) {
            api.store.warning(batch, i, WarningState.REACHED);
        }
        api.store.failAfterBlocks = 2;
        assertThatThrownBy(() -> results("", "application/x-ndjson")).isInstanceOf(UncheckedIOException.class);
    }

    private HttpResponse<String> results(String query, String accept) {
        return api.door.send("/v1/batches/" + batch.batch().id() + "/results" + query,
                b -> b.header("Authorization", "Bearer watchman-key").header("Accept", accept));
    }
}

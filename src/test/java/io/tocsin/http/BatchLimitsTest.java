package io.tocsin.http;

import static io.tocsin.http.BatchDoor.NDJSON;
import static io.tocsin.http.BatchDoor.counts;
import static io.tocsin.http.BatchDoor.lines;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.value.Rate;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BatchLimitsTest {
    private static final Rate FAST = Rate.perSecond(1_000_000);

    @Test
    void the_rate_slows_reading_and_is_no_error() {
        try (BatchDoor batches = new BatchDoor(Rate.perSecond(100), 1_000_000, BatchSubmission.IDLE)) {
            Instant begun = batches.intake.clock.instant();
            assertThat(batches.post("k1", NDJSON, lines(0, 1000)).statusCode()).isEqualTo(202);
            // A second's worth goes at once, 900 rows at 100 a second take nine seconds.
            assertThat(Duration.between(begun, batches.intake.clock.instant()))
                    .isBetween(Duration.ofMillis(8900), Duration.ofMillis(9200));
        }
    }

    @Test
    void a_long_wait_for_the_rate_keeps_the_key_held() {
        try (BatchDoor batches = new BatchDoor(Rate.parse("6/m"), 1_000_000, BatchSubmission.IDLE)) {
            assertThat(batches.post("k1", NDJSON, lines(0, 5)).statusCode()).isEqualTo(202);
            assertThat(batches.intake.submissions.checkpoints).hasSizeGreaterThan(3);
        }
    }

    @Test
    void over_the_rate_before_the_first_row_is_429_with_a_time_to_wait() {
        try (BatchDoor batches = new BatchDoor(Rate.parse("6/m"), 1_000_000, BatchSubmission.IDLE)) {
            batches.post("k1", NDJSON, lines(0, 2));
            HttpResponse<String> answer = batches.post("k2", NDJSON, lines(2, 3));
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.body()).contains("/problems/over-rate");
            assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(5L, 15L);
            batches.intake.clock.move(Duration.ofSeconds(20));
            assertThat(batches.post("k2", NDJSON, lines(2, 3)).statusCode()).isEqualTo(202);
        }
    }

    @Test
    void as_many_pending_as_agreed_is_429_before_the_first_row() {
        try (BatchDoor batches = new BatchDoor(FAST, 100, BatchSubmission.IDLE)) {
            batches.post("k1", NDJSON, lines(0, 100));
            HttpResponse<String> answer = batches.post("k2", NDJSON, lines(100, 101));
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.body()).contains("/problems/over-pending");
            assertThat(answer.headers().firstValue("Retry-After")).contains("30");
            batches.intake.store.finals(50);
            batches.intake.clock.move(Duration.ofSeconds(4));
            assertThat(batches.post("k2", NDJSON, lines(100, 101)).statusCode()).isIn(202, 429);
            batches.intake.clock.move(Duration.ofSeconds(4));
            assertThat(batches.post("k2", NDJSON, lines(100, 101)).statusCode()).isEqualTo(202);
        }
    }

    @Test
    void a_large_body_that_is_not_wanted_still_hears_why() {
        try (BatchDoor batches = new BatchDoor(FAST, 10, BatchSubmission.IDLE)) {
            batches.post("k1", NDJSON, lines(0, 10));
            HttpResponse<String> answer = batches.post("k2", NDJSON, lines(0, 500_000));
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(batches.post("k1", NDJSON, lines(0, 10)).statusCode()).isEqualTo(202);
        }
    }

    @Test
    void reached_in_the_middle_the_rest_is_refused_row_by_row_after_half_a_minute() {
        try (BatchDoor batches = new BatchDoor(FAST, 400, BatchSubmission.IDLE)) {
            Instant begun = batches.intake.clock.instant();
            String answer = counts(batches.post("k1", NDJSON, lines(0, 1000)));
            assertThat(answer).startsWith("{\"submitted\":1000,\"accepted\":400,\"duplicate\":0,\"rejected\":600,")
                    .contains("{\"index\":400,\"ref\":\"R400\",\"field\":\"\",\"code\":\"over-pending\"")
                    .doesNotContain("\"index\":399,");
            assertThat(Duration.between(begun, batches.intake.clock.instant()))
                    .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(32));
        }
    }

    @Test
    void reading_goes_on_when_enough_become_final_in_time() {
        try (BatchDoor batches = new BatchDoor(FAST, 400, BatchSubmission.IDLE)) {
            batches.intake.store.finals(800);
            assertThat(counts(batches.post("k1", NDJSON, lines(0, 1000))))
                    .startsWith("{\"submitted\":1000,\"accepted\":1000,");
        }
    }
}

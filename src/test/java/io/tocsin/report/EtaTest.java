package io.tocsin.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.warning.Batch;
import io.tocsin.warning.BatchCounts;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.BatchState;
import io.tocsin.warning.BatchStatus;
import io.tocsin.warning.Grade;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EtaTest {
    private static final Instant MADE = Instant.parse("2026-07-31T00:00:00Z");
    private Instant now = MADE;
    private final Eta eta = new Eta(() -> now);

    @Test
    void a_batch_never_looked_at_is_judged_by_its_whole_life() {
        after(100);
        assertThat(eta.of(batch(BatchState.RUNNING, 1_000, 9_000))).isEqualTo(at(now.plusSeconds(900)));
    }

    @Test
    void the_recent_rate_counts_not_the_slow_beginning() {
        after(1_000);
        eta.of(batch(BatchState.RUNNING, 1_000, 9_000));
        after(40);
        eta.of(batch(BatchState.RUNNING, 2_000, 8_000));
        after(10);
        assertThat(eta.of(batch(BatchState.RUNNING, 3_000, 7_000))).isEqualTo(at(now.plusMillis(175_000)));
    }

    @Test
    void a_batch_that_stands_still_has_none() {
        after(100);
        eta.of(batch(BatchState.RUNNING, 1_000, 9_000));
        after(60);
        assertThat(eta.of(batch(BatchState.RUNNING, 1_000, 9_000))).isEqualTo(none(Eta.Unknown.STANDS_STILL));
    }

    @Test
    void it_is_unknown_at_the_beginning_and_when_the_batch_is_not_running() {
        after(1);
        assertThat(eta.of(batch(BatchState.RUNNING, 10, 90))).isEqualTo(none(Eta.Unknown.JUST_BEGUN));
        after(100);
        assertThat(eta.of(batch(BatchState.PAUSED, 10, 90))).isEqualTo(none(Eta.Unknown.NOT_RUNNING));
        assertThat(eta.of(batch(BatchState.ACCEPTING, 10, 90))).isEqualTo(none(Eta.Unknown.NOT_RUNNING));
        assertThat(eta.of(batch(BatchState.DONE, 100, 0))).isEqualTo(none(Eta.Unknown.NOT_RUNNING));
    }

    @Test
    void a_date_beyond_thirty_days_is_not_given() {
        after(10_000);
        assertThat(eta.of(batch(BatchState.RUNNING, 1, 1_000))).isEqualTo(none(Eta.Unknown.TOO_FAR));
    }

    @Test
    void an_old_look_is_not_the_recent_rate() {
        after(1_000);
        eta.of(batch(BatchState.RUNNING, 5_000, 5_000));
        after(3_600);
        assertThat(eta.of(batch(BatchState.RUNNING, 9_200, 800))).isEqualTo(at(now.plusSeconds(400)));
    }

    private static Eta.Estimate at(Instant time) {
        return new Eta.Estimate(time, Eta.Unknown.KNOWN);
    }

    private static Eta.Estimate none(Eta.Unknown why) {
        return new Eta.Estimate(null, why);
    }

    private void after(long seconds) {
        now = now.plus(Duration.ofSeconds(seconds));
    }

    private static BatchStatus batch(BatchState state, long done, long open) {
        return new BatchStatus(
                new Batch(new BatchId("0000000000000001"), "watchman", "", "default", Grade.LOW, MADE, null, null),
                state, new BatchCounts(0, 0, Map.of(WarningState.REACHED, done, WarningState.READY, open), 0), null,
                false);
    }
}

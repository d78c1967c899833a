package io.tocsin.observe.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.report.Totals;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Lane;
import io.tocsin.warning.Operator;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TotalsMetersTest {
    private final Meters meters = new Meters("1.2.3");
    private Instant now = Instant.parse("2026-08-01T00:00:00Z");
    private final TotalsMeters totals = new TotalsMeters(meters, () -> now);

    @AfterEach
    void close() {
        meters.close();
    }

    private String text() {
        return meters.scrape("").text();
    }

    @Test
    void lanes_ends_and_the_difference_are_shown_as_the_store_counts_them() {
        Map<WarningState, Long> states = Map.of(WarningState.READY, 8L, WarningState.SCHEDULED, 3L,
                WarningState.REACHED, 150L);
        totals.take(new Totals(Map.of(new Totals.Group(Channel.SMS, Grade.LOW), states),
                Map.of(new Lane(Channel.SMS, Operator.MOBILE, Grade.LOW),
                        new Totals.OfLane(10, Duration.ofSeconds(90))),
                Map.of("watchman", new Totals.OfClient(11, 4)), 2));

        assertThat(text()).contains(
                "tocsin_lane_depth{channel=\"sms\",grade=\"low\",operator=\"mobile\"} 10.0",
                "tocsin_lane_oldest_age_seconds{channel=\"sms\",grade=\"low\",operator=\"mobile\"} 90.0",
                "tocsin_lane_depth{channel=\"sms\",grade=\"urgent\",operator=\"mobile\"} 0.0",
                "tocsin_warnings_finished_total{channel=\"sms\",grade=\"low\",state=\"reached\"} 150.0",
                "tocsin_warnings_finished_total{channel=\"sms\",grade=\"urgent\",state=\"expired\"} 0.0",
                "tocsin_warnings_open{state=\"ready\"} 8.0", "tocsin_warnings_open{state=\"scheduled\"} 3.0",
                "tocsin_reconcile_difference{kind=\"warnings\"} 2.0",
                "tocsin_client_pending{client=\"watchman\"} 11.0", "tocsin_feed_entries{client=\"watchman\"} 4.0");
        assertThat(text()).doesNotContain("finished_total{channel=\"sms\",grade=\"low\",state=\"ready\"");
    }

    @Test
    void everything_is_there_before_the_first_count_and_says_how_old_it_is() {
        now = now.plusSeconds(30);
        assertThat(text()).contains("tocsin_reconcile_difference{kind=\"warnings\"} 0.0",
                "tocsin_totals_age_seconds 30.0",
                "tocsin_lane_depth{channel=\"voice\",grade=\"high\",operator=\"fixed\"} 0.0");
        totals.take(Totals.none());
        assertThat(text()).contains("tocsin_totals_age_seconds 0.0");
    }
}

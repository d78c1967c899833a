package io.tocsin.observe.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.dispatch.DispatchListener.Answered;
import io.tocsin.ingest.IntakeListener.End;
import io.tocsin.ingest.tcp.protocol.MessageType;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.WarningId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Meters of dispatch and of intake. */
class PartMetersTest {
    private final Meters meters = new Meters("1");

    @AfterEach
    void close() {
        meters.close();
    }

    @Test
    void dispatch_is_counted_by_carrier_and_outcome() {
        DispatchMeters dispatch = new DispatchMeters(meters);
        dispatch.claimed("cmcc", 3);
        dispatch.sent("cmcc", Channel.SMS, 3, 6);
        dispatch.answered("cmcc", Answered.ACCEPTED, CauseClass.NONE, 2);
        dispatch.answered("cmcc", Answered.FLOW_CONTROLLED, CauseClass.NONE, 1);
        dispatch.firstAttempt(new WarningId(1, 2, 3), Grade.URGENT, 40);
        dispatch.waited("cmcc", 5_000_000);
        dispatch.suppressed("stop-list", 2);
        dispatch.expiredUnsent(Grade.HIGH, 3);
        dispatch.settled(0, 5, 1, 2_000_000);
        dispatch.pending(12);
        dispatch.storeFailed("claim");
        dispatch.orphans(4);

        assertThat(meters.scrape("").text()).contains("tocsin_warnings_claimed_total{carrier=\"cmcc\"} 3.0",
                "tocsin_segments_sent_total{carrier=\"cmcc\"} 6.0",
                "tocsin_attempts_sent_total{carrier=\"cmcc\",channel=\"sms\"} 3.0",
                "tocsin_attempts_total{carrier=\"cmcc\",cause=\"NONE\",outcome=\"accepted\"} 2.0",
                "tocsin_attempts_total{carrier=\"cmcc\",cause=\"NONE\",outcome=\"flow-controlled\"} 1.0",
                "tocsin_time_to_first_attempt_seconds_bucket{grade=\"urgent\",le=\"0.05\"} 1",
                "tocsin_ratelimit_wait_seconds_count{carrier=\"cmcc\"} 1",
                "tocsin_warnings_suppressed_total{reason=\"stop-list\"} 2.0",
                "tocsin_warnings_expired_unsent_total{grade=\"high\"} 3.0",
                "tocsin_warnings_expired_unsent_total{grade=\"urgent\"} 0.0",
                "tocsin_transitions_total{result=\"applied\"} 5.0", "tocsin_transitions_total{result=\"stale\"} 1.0",
                "tocsin_settle_pending 12.0", "tocsin_dispatch_store_failures_total{what=\"claim\"} 1.0",
                "tocsin_warnings_swept_total{kind=\"orphan\"} 4.0");
    }

    @Test
    void a_first_attempt_leads_to_its_warning_where_exemplars_are_understood() {
        WarningId warning = new WarningId(1, 2, 3);
        new DispatchMeters(meters).firstAttempt(warning, Grade.URGENT, 40);

        assertThat(meters.scrape("application/openmetrics-text").text().lines()
                .filter(line -> line.contains(" # {")))
                .singleElement().asString().contains("tocsin_time_to_first_attempt_seconds_bucket{grade=\"urgent\"",
                        "trace_id=\"" + warning + "\"", "} 0.04 ");
        assertThat(meters.scrape("").text()).doesNotContain(warning.toString());
    }

    @Test
    void what_comes_in_is_counted_by_door_and_client() {
        IntakeMeters intake = new IntakeMeters(meters);
        intake.watch(() -> 640);
        intake.rows("watchman", "http", 10, 2, 1);
        intake.submission("watchman", "http", End.REPLAYED);
        TcpMeters tcp = new TcpMeters(meters);
        tcp.connections(2);
        tcp.connections(-1);
        tcp.message(MessageType.SUBMIT, true);

        assertThat(meters.scrape("").text()).contains(
                "tocsin_warnings_received_total{client=\"watchman\",outcome=\"accepted\",source=\"http\"} 10.0",
                "tocsin_warnings_rejected_total{reason=\"duplicate\",source=\"http\"} 2.0",
                "tocsin_warnings_rejected_total{reason=\"rejected\",source=\"http\"} 1.0",
                "tocsin_intake_waiting_rows 640.0", "tocsin_batches_total{outcome=\"replayed\",source=\"http\"} 1.0",
                "tocsin_tcp_connections{state=\"open\"} 1.0",
                "tocsin_tcp_frames_total{direction=\"in\",type=\"submit\"} 1.0");
    }
}

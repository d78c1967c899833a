package io.tocsin.observe.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.dispatch.contract.keeping.Contract;
import io.tocsin.dispatch.ControlStore.Switches;
import io.tocsin.dispatch.DispatchListener.BreakerState;
import io.tocsin.dispatch.run.LineStatus;
import io.tocsin.report.receipts.Fate;
import io.tocsin.report.webhook.WebhookListener.Outcome;
import io.tocsin.send.Carrier;
import io.tocsin.send.CarrierHealth;
import io.tocsin.send.Outgoing;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetersTest {
    private final Meters meters = new Meters("1.2.3");

    @AfterEach
    void close() {
        meters.close();
    }

    @Test
    void the_jvm_and_the_build_are_there_in_both_texts() {
        Meters.Scrape plain = meters.scrape("text/plain");
        assertThat(plain.contentType()).startsWith("text/plain; version=0.0.4");
        assertThat(plain.text()).contains("tocsin_build_info{java=\"" + Runtime.version() + "\",version=\"1.2.3\"} 1\n",
                "jvm_memory_used_bytes{",
                "process_uptime_seconds", "process_files_open_files", "jvm_threads_live_threads");
        Meters.Scrape open = meters.scrape("application/openmetrics-text; version=1.0.0, text/plain;q=0.5");
        assertThat(open.contentType()).startsWith("application/openmetrics-text");
        assertThat(open.text()).endsWith("# EOF\n");
    }

    @Test
    void requests_are_counted_by_route_and_status_and_never_by_what_was_made_up() {
        RequestMeters requests = new RequestMeters(meters);
        requests.answered("GET", "/v1/batches/{id}", 200, 3_000_000);
        requests.answered("GET", "/v1/batches/{id}", 200, 3_000_000);
        requests.answered("BREW", "other", 404, 1_000);

        assertThat(text()).contains(
                "tocsin_requests_total{code=\"200\",method=\"GET\",route=\"/v1/batches/{id}\",transport=\"http\"} 2.0",
                "tocsin_requests_total{code=\"404\",method=\"other\",route=\"other\",transport=\"http\"} 1.0",
                "tocsin_request_seconds_bucket{route=\"/v1/batches/{id}\",le=\"0.005\"} 2",
                "tocsin_request_seconds_count{route=\"other\"} 1");
    }

    @Test
    void receipts_are_counted_and_their_lag_is_measured_where_it_can_be() {
        ReceiptMeters receipts = new ReceiptMeters(meters, () -> Instant.parse("2026-08-01T00:01:30Z"),
                ZoneId.of("Asia/Shanghai"));
        receipts.watch(() -> 7, () -> 3);
        receipts.came("cmcc", receipt("2608010800"));
        receipts.came("cmcc", receipt("260801080120"));
        receipts.came("cmcc", receipt("2608010900"));
        receipts.came("cmcc", receipt("99"));
        receipts.came("cmcc", receipt("abcdefghij"));
        receipts.met("cmcc", Fate.DELIVERED, 4);
        receipts.met("cmcc", Fate.UNMATCHED, 1);
        receipts.flushed(5, 2_000_000);
        receipts.storeFailed();

        assertThat(text()).contains("tocsin_sms_receipts_total{carrier=\"cmcc\",result=\"REACHED\"} 5.0",
                "tocsin_receipt_fates_total{carrier=\"cmcc\",fate=\"delivered\"} 4.0",
                "tocsin_receipt_fates_total{carrier=\"cmcc\",fate=\"unmatched\"} 1.0",
                "tocsin_receipt_lag_seconds_count 2", "tocsin_receipt_lag_seconds_sum 100.0",
                "tocsin_receipts_held 7.0", "tocsin_receipts_parked 3.0", "tocsin_receipt_store_failures_total 1.0",
                "tocsin_receipt_match_seconds_count 1");
    }

    private static Receipt receipt(String submitted) {
        return new Receipt("m1", "13800138000", new Cause(CauseClass.REACHED, "DELIVRD"), submitted);
    }

    @Test
    void webhooks_tell_what_waits() {
        WebhookMeters webhooks = new WebhookMeters(meters);
        webhooks.waiting("watchman", 500, Duration.ofSeconds(90));
        webhooks.tried("watchman", Outcome.FAILED, 500, Duration.ofMillis(20));
        assertThat(text()).contains("tocsin_webhook_backlog{client=\"watchman\"} 500.0",
                "tocsin_webhook_lag_seconds{client=\"watchman\"} 90.0",
                "tocsin_webhook_deliveries_total{client=\"watchman\",outcome=\"failed\"} 1.0",
                "tocsin_webhook_events_total{client=\"watchman\",outcome=\"failed\"} 500.0",
                "tocsin_webhook_seconds_count{client=\"watchman\"} 1");
        webhooks.waiting("watchman", 0, Duration.ZERO);
        assertThat(text()).contains("tocsin_webhook_backlog{client=\"watchman\"} 0.0");
    }

    @Test
    void carriers_and_the_store_are_up_or_not() {
        boolean[] up = {true};
        StoreMeters store = new StoreMeters(meters, () -> up[0]);
        store.ran("claim", 1_500_000);
        store.failed("apply");
        new CarrierMeters(meters, List.of(new OneSession()), () -> List.of(new LineStatus("cmcc", Channel.SMS,
                new CarrierHealth(1, 2, 3, 32, ""), BreakerState.HALF_OPEN, new Switches(true, 150.0, null, null),
                150.0,
                null, 0, null, false, new Contract.Now(0.035, ""), 40, 3)));
        assertThat(text()).contains("tocsin_redis_up 1.0",
                "tocsin_redis_command_seconds_bucket{command=\"claim\",le=\"0.0025\"} 1",
                "tocsin_redis_failures_total{command=\"apply\"} 1.0",
                "tocsin_circuit_state{carrier=\"cmcc\",channel=\"sms\",state=\"half-open\"} 1.0",
                "tocsin_circuit_state{carrier=\"cmcc\",channel=\"sms\",state=\"closed\"} 0.0",
                "tocsin_line_waiting{carrier=\"cmcc\",channel=\"sms\"} 40.0",
                "tocsin_line_unanswered{carrier=\"cmcc\",channel=\"sms\"} 3.0",
                "tocsin_line_suspended{carrier=\"cmcc\",channel=\"sms\"} 1.0",
                "tocsin_carrier_cost{carrier=\"cmcc\",channel=\"sms\"} 0.035",
                "tocsin_carrier_rate{carrier=\"cmcc\",channel=\"sms\"} 150.0",
                "tocsin_carrier_rate_now{carrier=\"cmcc\",channel=\"sms\"} +Inf",
                "tocsin_carrier_up{carrier=\"cmcc\",channel=\"sms\"} 1.0",
                "tocsin_carrier_sessions{carrier=\"cmcc\",channel=\"sms\"} 1.0",
                "tocsin_carrier_sessions_wanted{carrier=\"cmcc\",channel=\"sms\"} 2.0",
                "tocsin_carrier_sessions_of{carrier=\"cmcc\",channel=\"sms\"} 4.0",
                "tocsin_carrier_window_used{carrier=\"cmcc\",channel=\"sms\"} 3.0",
                "tocsin_carrier_window_size{carrier=\"cmcc\",channel=\"sms\"} 32.0");
        up[0] = false;
        assertThat(text()).contains("tocsin_redis_up 0.0");
    }

    private String text() {
        return meters.scrape("").text();
    }

    private static final class OneSession implements Carrier {
        @Override
        public String name() {
            return "cmcc";
        }

        @Override
        public Channel channel() {
            return Channel.SMS;
        }

        @Override
        public void start() {}

        @Override
        public int capacity() {
            return 29;
        }

        @Override
        public int cost(String text) {
            return 1;
        }

        @Override
        public void send(List<Outgoing> attempts) {}

        @Override
        public CarrierHealth health() {
            return new CarrierHealth(1, 2, 4, 3, 32, "");
        }

        @Override
        public void close(Duration limit) {}
    }
}

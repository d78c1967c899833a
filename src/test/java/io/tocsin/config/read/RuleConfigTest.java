package io.tocsin.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.value.HourRange;
import io.tocsin.config.value.NumberPrefixes;
import io.tocsin.config.value.Rate;
import io.tocsin.dispatch.GradeConfig;
import io.tocsin.dispatch.PolicyConfig;
import io.tocsin.dispatch.SafetyConfig;
import io.tocsin.dispatch.SettleConfig;
import io.tocsin.report.ReceiptConfig;
import io.tocsin.warning.Grade;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleConfigTest {
    @Test
    void the_defaults_of_safety() {
        assertThat(Reading.read("").safety()).isEqualTo(new SafetyConfig(new NumberPrefixes(List.of()), false))
                .isEqualTo(SafetyConfig.defaults());
    }

    @Test
    void the_keys_of_safety() {
        assertThat(Reading.read("safety: { onlyTo: [0470, \"138\"], exercise: true }").safety())
                .isEqualTo(new SafetyConfig(new NumberPrefixes(List.of("0470", "138")), true));
        assertThat(Reading.keys("safety", "")).containsExactlyInAnyOrder("onlyTo", "exercise");
    }

    @Test
    void the_defaults_of_grades() {
        assertThat(Reading.read("").grades()).isEqualTo(Map.of(Grade.URGENT, new GradeConfig(true), Grade.HIGH,
                new GradeConfig(false), Grade.MEDIUM, new GradeConfig(false), Grade.LOW, new GradeConfig(false)));
    }

    @Test
    void the_keys_of_grades() {
        assertThat(Reading.read("grades: { urgent: { preempts: false }, high: { preempts: true } }").grades())
                .containsEntry(Grade.URGENT, new GradeConfig(false)).containsEntry(Grade.HIGH, new GradeConfig(true))
                .containsEntry(Grade.LOW, new GradeConfig(false));
        assertThat(Reading.keys("grades", "")).containsExactlyInAnyOrder("urgent", "urgent.preempts", "high",
                "high.preempts", "medium", "medium.preempts", "low", "low.preempts");
    }

    @Test
    void the_defaults_of_policy() {
        assertThat(Reading.read("").policy())
                .isEqualTo(new PolicyConfig(HourRange.parse("22:00-07:30"), Rate.parse("3/d"),
                        Duration.ofMinutes(30)))
                .isEqualTo(PolicyConfig.defaults());
    }

    @Test
    void the_keys_of_policy() {
        assertThat(Reading.read("policy: { quietHours: 12:00-14:00, frequencyCap: 1/h, callGap: 1m }").policy())
                .isEqualTo(new PolicyConfig(HourRange.parse("12:00-14:00"), Rate.parse("1/h"), Duration.ofMinutes(1)));
        assertThat(Reading.read("policy: { quietHours: off, frequencyCap: off, callGap: off }").policy())
                .isEqualTo(new PolicyConfig(null, null, null));
        assertThat(Reading.keys("policy", "")).containsExactlyInAnyOrder("quietHours", "frequencyCap",
                "callGap");
    }

    @Test
    void the_defaults_of_settle_and_receipts() {
        assertThat(Reading.read("").settle()).isEqualTo(new SettleConfig(2000)).isEqualTo(SettleConfig.defaults());
        assertThat(Reading.read("").receipts()).isEqualTo(new ReceiptConfig(Duration.ofDays(3)))
                .isEqualTo(ReceiptConfig.defaults());
    }

    @Test
    void the_keys_of_settle_and_receipts() {
        assertThat(Reading.read("settle: { maxPending: 1 }").settle()).isEqualTo(new SettleConfig(1));
        assertThat(Reading.read("receipts: { wait: 1s }").receipts())
                .isEqualTo(new ReceiptConfig(Duration.ofSeconds(1)));
        assertThat(Reading.keys("settle", "")).containsExactly("maxPending");
        assertThat(Reading.keys("receipts", "")).containsExactly("wait");
    }

    @Test
    void a_settle_bound_below_a_window_is_refused() {
        assertThat(Reading.problems(Reading.CARRIER + ", window: 64 } }\nsettle: { maxPending: 63 }")).containsExactly(
                "2:23 settle.maxPending: got \"63\", expected at least the largest window of a carrier, 64");
    }
}

package io.tocsin.plan;

import static io.tocsin.plan.Samples.NOON;
import static io.tocsin.plan.Samples.ZONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Channel;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryRuleTest {
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.5, 1})
    void a_wait_varies_by_a_tenth_to_both_sides(double random) {
        RetryRule rule = new RetryRule.Listed(List.of(Duration.ofMinutes(10)), 0.1);
        assertThat(RetryRule.next(rule, NOON, 0, random))
                .isEqualTo(NOON.plusMillis(Math.round(600_000 * (0.9 + 0.2 * random))));
    }

    @Test
    void the_last_of_the_listed_waits_repeats() {
        RetryRule rule = new RetryRule.Listed(List.of(Duration.ofSeconds(1), Duration.ofSeconds(5)), 0);
        assertThat(RetryRule.next(rule, NOON, 0, 0)).isEqualTo(NOON.plusSeconds(1));
        assertThat(RetryRule.next(rule, NOON, 9, 0)).isEqualTo(NOON.plusSeconds(5));
    }

    @Test
    void waits_for_the_network_grow_from_five_seconds_to_five_minutes() {
        RetryRule rule = RetryRules.defaults(ZONE).of(Channel.SMS, CauseClass.NETWORK);
        assertThat(RetryRule.next(rule, NOON, 0, 0.5)).isEqualTo(NOON.plusSeconds(5));
        assertThat(RetryRule.next(rule, NOON, 3, 0.5)).isEqualTo(NOON.plusSeconds(40));
        assertThat(RetryRule.next(rule, NOON, 2000, 0.5)).isEqualTo(NOON.plusSeconds(300));
    }

    @Test
    void a_quota_waits_for_tomorrow_and_a_time_window_for_the_next_opening() {
        Instant beforeEight = NOON.atZone(ZONE).with(LocalTime.of(6, 0)).toInstant();
        Instant eight = NOON.atZone(ZONE).with(LocalTime.of(8, 0)).toInstant();
        RetryRules rules = RetryRules.defaults(ZONE);
        assertThat(RetryRule.next(rules.of(Channel.SMS, CauseClass.QUOTA), beforeEight, 0, 0))
                .isEqualTo(eight.plus(Duration.ofDays(1)));
        assertThat(RetryRule.next(rules.of(Channel.SMS, CauseClass.TIME_WINDOW), beforeEight, 0, 0)).isEqualTo(eight);
        assertThat(RetryRule.next(rules.of(Channel.SMS, CauseClass.TIME_WINDOW), eight, 0, 0))
                .isEqualTo(eight.plus(Duration.ofDays(1)));
    }

    @Test
    void a_class_without_a_rule_gives_the_step_up() {
        assertThat(RetryRules.fast().of(Channel.SMS, CauseClass.REJECTED)).isInstanceOf(RetryRule.GiveUp.class);
        assertThat(RetryRules.fast().with(CauseClass.QUOTA, new RetryRule.GiveUp()).of(Channel.SMS, CauseClass.QUOTA))
                .isInstanceOf(RetryRule.GiveUp.class);
    }
}

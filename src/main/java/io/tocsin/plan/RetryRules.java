package io.tocsin.plan;

import io.tocsin.warning.CauseClass;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A retry rule for every class of cause.
 *
 * @param rules by class; classes without one give the step up
 */
public record RetryRules(Map<CauseClass, RetryRule> rules) {
    private static final double JITTER = 0.1;
    private static final LocalTime MORNING = LocalTime.of(8, 0);

    /** Copies the map. */
    public RetryRules {
        EnumMap<CauseClass, RetryRule> copy = new EnumMap<>(CauseClass.class);
        copy.putAll(rules);
        rules = Collections.unmodifiableMap(copy);
    }

    /**
     * What suits a real carrier: minutes for a phone out of reach, seconds to minutes for the network,
     * the next morning for a quota.
     *
     * @param zone whose morning
     */
    public static RetryRules defaults(ZoneId zone) {
        RetryRule away = listed(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofMinutes(30));
        RetryRule noAnswer = listed(Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofMinutes(20));
        RetryRule network = new RetryRule.Growing(Duration.ofSeconds(5), 2, Duration.ofMinutes(5), JITTER);
        return new RetryRules(Map.of(
                CauseClass.UNREACHABLE, away, CauseClass.POWERED_OFF, away,
                CauseClass.BUSY, listed(Duration.ofMinutes(1), Duration.ofMinutes(3), Duration.ofMinutes(10)),
                CauseClass.NO_ANSWER, noAnswer,
                CauseClass.NETWORK, network, CauseClass.CONFIG, network,
                CauseClass.QUOTA, new RetryRule.Clock(MORNING, zone, true),
                CauseClass.TIME_WINDOW, new RetryRule.Clock(MORNING, zone, false)));
    }

    /** What suits a demonstration: everything again within seconds. */
    public static RetryRules fast() {
        RetryRule seconds = listed(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));
        RetryRule network = new RetryRule.Growing(Duration.ofMillis(200), 2, Duration.ofSeconds(2), JITTER);
        return new RetryRules(Map.of(
                CauseClass.UNREACHABLE, seconds, CauseClass.POWERED_OFF, seconds,
                CauseClass.BUSY, seconds, CauseClass.NO_ANSWER, seconds,
                CauseClass.NETWORK, network, CauseClass.CONFIG, network,
                CauseClass.QUOTA, seconds, CauseClass.TIME_WINDOW, seconds));
    }

    /** The rule of that class. */
    public RetryRule of(CauseClass type) {
        return rules.getOrDefault(type, new RetryRule.GiveUp());
    }

    /** The same with another rule for one class. */
    public RetryRules with(CauseClass type, RetryRule rule) {
        EnumMap<CauseClass, RetryRule> changed = new EnumMap<>(CauseClass.class);
        changed.putAll(rules);
        changed.put(type, rule);
        return new RetryRules(changed);
    }

    private static RetryRule listed(Duration... waits) {
        return new RetryRule.Listed(List.of(waits), JITTER);
    }
}

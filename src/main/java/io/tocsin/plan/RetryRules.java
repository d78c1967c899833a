package io.tocsin.plan;

import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Channel;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A retry rule for every class of cause: a phone that does not ring now may in minutes, a text that
 * does not arrive may at any hour.
 *
 * @param texts of text messages, by class; classes without one give the step up
 * @param calls the same of calls
 */
public record RetryRules(Map<CauseClass, RetryRule> texts, Map<CauseClass, RetryRule> calls) {
    private static final double JITTER = 0.1;
    private static final LocalTime MORNING = LocalTime.of(8, 0);

    /** Copies the maps. */
    public RetryRules {
        texts = copy(texts);
        calls = copy(calls);
    }

    private static Map<CauseClass, RetryRule> copy(Map<CauseClass, RetryRule> rules) {
        EnumMap<CauseClass, RetryRule> copy = new EnumMap<>(CauseClass.class);
        copy.putAll(rules);
        return Collections.unmodifiableMap(copy);
    }

    /** The same rules for texts and calls. */
    private static RetryRules alike(Map<CauseClass, RetryRule> rules) {
        return new RetryRules(rules, rules);
    }

    /**
     * What suits a real carrier: minutes for a phone out of reach, seconds to minutes for the network,
     * the next morning for a quota. Calls: minutes after an engaged line, another time of day after
     * nobody answered, and a phone that is off gets the playbook's next step, as a text waits for it.
     *
     * @param zone whose morning
     */
    public static RetryRules defaults(ZoneId zone) {
        RetryRule away = listed(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofMinutes(30));
        RetryRule noAnswer = listed(Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofMinutes(20));
        RetryRule network = new RetryRule.Growing(Duration.ofSeconds(5), 2, Duration.ofMinutes(5), JITTER);
        RetryRules rules = alike(Map.of(
                CauseClass.UNREACHABLE, away, CauseClass.POWERED_OFF, away,
                CauseClass.BUSY, listed(Duration.ofMinutes(1), Duration.ofMinutes(3), Duration.ofMinutes(10)),
                CauseClass.NO_ANSWER, noAnswer,
                CauseClass.NETWORK, network, CauseClass.CONFIG, network,
                CauseClass.QUOTA, new RetryRule.Clock(MORNING, zone, true),
                CauseClass.TIME_WINDOW, new RetryRule.Clock(MORNING, zone, false)));
        return new RetryRules(rules.texts(), with(rules.calls(), Map.of(
                CauseClass.BUSY, listed(Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofMinutes(15)),
                CauseClass.NO_ANSWER, listed(Duration.ofMinutes(45), Duration.ofHours(3), Duration.ofHours(5)),
                CauseClass.UNREACHABLE, listed(Duration.ofMinutes(30), Duration.ofHours(1), Duration.ofHours(2)),
                CauseClass.POWERED_OFF,
                new RetryRule.Onward(listed(Duration.ofHours(2), Duration.ofHours(4), Duration.ofHours(6))))));
    }

    /** What suits a demonstration: everything again within seconds. */
    public static RetryRules fast() {
        RetryRule seconds = listed(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));
        RetryRule network = new RetryRule.Growing(Duration.ofMillis(200), 2, Duration.ofSeconds(2), JITTER);
        RetryRules rules = alike(Map.of(
                CauseClass.UNREACHABLE, seconds, CauseClass.POWERED_OFF, seconds,
                CauseClass.BUSY, seconds, CauseClass.NO_ANSWER, seconds,
                CauseClass.NETWORK, network, CauseClass.CONFIG, network,
                CauseClass.QUOTA, seconds, CauseClass.TIME_WINDOW, seconds));
        return new RetryRules(rules.texts(),
                with(rules.calls(), Map.of(CauseClass.POWERED_OFF, new RetryRule.Onward(seconds))));
    }

    /** The rule of that class. */
    public RetryRule of(Channel channel, CauseClass type) {
        Map<CauseClass, RetryRule> rules = switch (channel) {
            case SMS -> texts;
            case VOICE -> calls;
        };
        return rules.getOrDefault(type, new RetryRule.GiveUp());
    }

    /** The same with another rule for one class, on every channel. */
    public RetryRules with(CauseClass type, RetryRule rule) {
        return new RetryRules(with(texts, Map.of(type, rule)), with(calls, Map.of(type, rule)));
    }

    private static Map<CauseClass, RetryRule> with(Map<CauseClass, RetryRule> rules,
            Map<CauseClass, RetryRule> others) {
        EnumMap<CauseClass, RetryRule> changed = new EnumMap<>(CauseClass.class);
        changed.putAll(rules);
        changed.putAll(others);
        return changed;
    }

    private static RetryRule listed(Duration... waits) {
        return new RetryRule.Listed(List.of(waits), JITTER);
    }
}

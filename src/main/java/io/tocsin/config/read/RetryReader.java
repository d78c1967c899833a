package io.tocsin.config.read;

import io.tocsin.config.value.Durations;
import io.tocsin.config.yaml.Kind;
import io.tocsin.config.yaml.Section;
import io.tocsin.plan.RetryRule;
import io.tocsin.plan.RetryRules;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Channel;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code retry} of a playbook: a rule for a class of cause in words, as {@code 1m 10m 30m}
 * (waits, the last one again and again), {@code 5s x2 to 5m} (waits that grow), {@code at 08:00},
 * {@code tomorrow 08:00}, {@code next, else 2h} (the next step, and the wait where there is none)
 * or {@code never}. What is written holds for texts and calls, below {@code voice} for calls.
 */
final class RetryReader {
    private static final List<CauseClass> CLASSES = List.of(CauseClass.UNREACHABLE, CauseClass.POWERED_OFF,
            CauseClass.BUSY, CauseClass.NO_ANSWER, CauseClass.REJECTED, CauseClass.QUOTA, CauseClass.TIME_WINDOW,
            CauseClass.NETWORK, CauseClass.CONFIG);
    private static final Pattern GROWING = Pattern.compile("(\\S+) x([0-9.]{1,5}) to (\\S+)");
    private static final Pattern CLOCK = Pattern.compile("(at|tomorrow) ([0-2][0-9]:[0-5][0-9])");
    private static final String ONWARD = "next, else ";
    private static final Duration LEAST = Duration.ofMillis(100);
    private static final Duration MOST = Duration.ofDays(7);
    private static final String EXPECTED = "waits like \"1m 10m 30m\" or \"5s x2 to 5m\", a time like \"at 08:00\" or \"tomorrow 08:00\", \"next, else\" and one of these, or never";
    private static final Kind<Boolean> PACE = Kind.words(Map.of("normal", false, "fast", true));
    private static final Kind<Double> JITTER = Kind.plain("a number from 0 to 1", text -> {
        double jitter = Double.parseDouble(text);
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException(text);
        }
        return jitter;
    });
    private static final double USUAL_JITTER = 0.1;

    private RetryReader() {}

    static RetryRules read(Section section, ZoneId zone) {
        RetryRules rules = section.get("pace", PACE, false) ? RetryRules.fast() : RetryRules.defaults(zone);
        Optional<Double> jitter = section.find("jitter", JITTER);
        Map<CauseClass, RetryRule> texts = new EnumMap<>(CauseClass.class);
        Map<CauseClass, RetryRule> calls = new EnumMap<>(CauseClass.class);
        Section voice = section.section("voice");
        Kind<RetryRule> kind = Kind.plain(EXPECTED, text -> rule(text, jitter.orElse(USUAL_JITTER), zone));
        for (CauseClass type : CLASSES) {
            Optional<RetryRule> written = section.find(type.name(), kind);
            texts.put(type, written.orElseGet(() -> usual(rules.of(Channel.SMS, type), jitter)));
            RetryRule call = written.orElseGet(() -> usual(rules.of(Channel.VOICE, type), jitter));
            calls.put(type, voice.get(type.name(), kind, call));
        }
        // A class without a rule gives up anyway.
        texts.values().removeIf(RetryRule.GiveUp.class::isInstance);
        calls.values().removeIf(RetryRule.GiveUp.class::isInstance);
        return new RetryRules(texts, calls);
    }

    private static RetryRule usual(RetryRule rule, Optional<Double> jitter) {
        return jitter.map(share -> varied(rule, share)).orElse(rule);
    }

    private static RetryRule varied(RetryRule rule, double jitter) {
        return switch (rule) {
            case RetryRule.Listed(var waits, _) -> new RetryRule.Listed(waits, jitter);
            case RetryRule.Growing(var first, var factor, var max, _) ->
                new RetryRule.Growing(first, factor, max, jitter);
            case RetryRule.Clock clock -> clock;
            case RetryRule.GiveUp never -> never;
            case RetryRule.Onward(var otherwise) -> new RetryRule.Onward(varied(otherwise, jitter));
        };
    }

    private static RetryRule rule(String text, double jitter, ZoneId zone) {
        if ("never".equals(text)) {
            return new RetryRule.GiveUp();
        }
        if (text.startsWith(ONWARD)) {
            return new RetryRule.Onward(rule(text.substring(ONWARD.length()), jitter, zone));
        }
        Matcher clock = CLOCK.matcher(text);
        if (clock.matches()) {
            return new RetryRule.Clock(time(clock.group(2)), zone, "tomorrow".equals(clock.group(1)));
        }
        Matcher growing = GROWING.matcher(text);
        if (growing.matches()) {
            double factor = Double.parseDouble(growing.group(2));
            Duration first = wait(growing.group(1));
            Duration max = wait(growing.group(3));
            refuseUnless(factor >= 1 && factor <= 10 && max.compareTo(first) >= 0, text);
            return new RetryRule.Growing(first, factor, max, jitter);
        }
        List<Duration> waits = Arrays.stream(text.split(" ", -1)).map(RetryReader::wait).toList();
        refuseUnless(waits.size() <= 20, text);
        return new RetryRule.Listed(waits, jitter);
    }

    private static Duration wait(String text) {
        Duration wait = Durations.parse(text);
        refuseUnless(wait.compareTo(LEAST) >= 0 && wait.compareTo(MOST) <= 0, text);
        return wait;
    }

    private static LocalTime time(String text) {
        refuseUnless(Integer.parseInt(text.substring(0, 2)) < 24, text);
        return LocalTime.parse(text);
    }

    private static void refuseUnless(boolean right, String text) {
        if (!right) {
            throw new IllegalArgumentException(text);
        }
    }
}

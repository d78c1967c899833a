package io.tocsin;

import io.tocsin.config.TocsinConfig;
import io.tocsin.config.value.HourRange;
import io.tocsin.config.value.NumberPrefixes;
import io.tocsin.config.value.Rate;
import io.tocsin.dispatch.DispatchListener;
import io.tocsin.dispatch.DispatchSettings;
import io.tocsin.dispatch.RouteConfig;
import io.tocsin.dispatch.ported.PortedBook;
import io.tocsin.dispatch.ported.PortedRule;
import io.tocsin.dispatch.ported.Porting;
import io.tocsin.dispatch.text.Templates;
import io.tocsin.dispatch.text.Texts;
import io.tocsin.dispatch.run.DispatchRules;
import io.tocsin.dispatch.settle.Decisions;
import io.tocsin.dispatch.settle.Playbooks;
import io.tocsin.plan.QuietHours;
import io.tocsin.plan.Suppression;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Warning;
import io.tocsin.report.QuietTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * The configuration as plan and dispatch know it.
 *
 * @param config what was configured
 */
record Rules(TocsinConfig config) {
    /**
     * What follows from the end of an attempt.
     *
     * @param book numbers that changed their operator
     */
    Decisions decisions(PortedBook book, InstantSource clock, long seed) {
        var ambiguous = config.carriers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().route().ambiguous()));
        return new Decisions(new Playbooks(config.playbooks(), TocsinConfig.DEFAULT_PLAYBOOK), ambiguous,
                RouteConfig.defaults().ambiguous(), porting(book), clock, seed);
    }

    private Porting porting(PortedBook book) {
        Map<String, PortedRule> rules = new HashMap<>();
        Map<Channel, Set<Operator>> served = new EnumMap<>(Channel.class);
        config.carriers().forEach((name, carrier) -> {
            RouteConfig route = carrier.route();
            served.computeIfAbsent(carrier.channel(), _ -> EnumSet.noneOf(Operator.class)).addAll(route.served());
            if (carrier.channel() == Channel.SMS) {
                rules.put(name, new PortedRule(route.operators(), route.handling().portedCodes()));
            }
        });
        EnumSet<Operator> reached = EnumSet.allOf(Operator.class);
        served.values().forEach(reached::retainAll);
        return new Porting(rules, reached, book);
    }

    /**
     * What dispatch goes by.
     *
     * @param templates the texts that hold
     * @param calls hears of each call that is prepared: its dialog and its warning
     */
    DispatchRules dispatch(Decisions decisions, DispatchListener listener, Templates templates,
            BiConsumer<String, Warning> calls) {
        DispatchSettings usual = DispatchSettings.defaults();
        DispatchSettings settings = new DispatchSettings(config.settle().maxPending(), config.receipts().waitFor(),
                usual.flowPause(), usual.breakerOpen(), config.timezone());
        return new DispatchRules(settings, decisions, suppression(), new Texts(templates, listener, calls));
    }

    /** The texts of the file, over which others may be published. */
    Templates templates() {
        return new Templates(config.templates().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().text())), config.safety().exercise());
    }

    /** When warnings wait for quiet hours. */
    QuietTimes quietTimes() {
        Suppression rules = suppression();
        QuietHours quiet = rules.quiet();
        return (grade, at) -> {
            if (quiet == null || !rules.obeys(grade)) {
                return null;
            }
            Instant from = quiet.start(at);
            return new QuietTimes.Period(from, quiet.end(from));
        };
    }

    /** What keeps warnings from being sent. */
    Suppression suppression() {
        HourRange hours = config.policy().quietHours();
        Rate cap = config.policy().frequencyCap();
        Duration gap = config.policy().callGap();
        NumberPrefixes onlyTo = config.safety().onlyTo();
        Set<Grade> preempting = config.grades().entrySet().stream().filter(e -> e.getValue().preempts())
                .map(Map.Entry::getKey).collect(Collectors.toSet());
        return new Suppression(hours == null ? null : new QuietHours(hours.from(), hours.to(), config.timezone()),
                cap == null ? null : new Suppression.Cap((int) cap.count(), cap.period()), preempting,
                gap == null ? null : new Suppression.Gap(gap, config.timezone()),
                phone -> onlyTo.isEmpty() || onlyTo.matches(phone.national()));
    }
}

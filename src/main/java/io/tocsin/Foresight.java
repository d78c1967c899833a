package io.tocsin;

import io.tocsin.config.CarrierConfig;
import io.tocsin.config.TocsinConfig;
import io.tocsin.dispatch.DispatchListener;
import io.tocsin.dispatch.run.Dispatcher;
import io.tocsin.dispatch.run.LineStatus;
import io.tocsin.dispatch.text.Templates;
import io.tocsin.dispatch.text.Texts;
import io.tocsin.ingest.NewWarning;
import io.tocsin.ingest.batch.dry.Prior;
import io.tocsin.ingest.batch.dry.Prospect;
import io.tocsin.plan.Pace;
import io.tocsin.plan.Playbook;
import io.tocsin.plan.Step;
import io.tocsin.plan.Suppression;
import io.tocsin.plan.Suppression.Verdict;
import io.tocsin.report.Totals;
import io.tocsin.report.TotalsStore;
import io.tocsin.send.Carrier;
import io.tocsin.warning.Batch;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Lane;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Progress;
import io.tocsin.warning.Warning;
import io.tocsin.warning.WarningId;
import io.tocsin.warning.WarningState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What dispatch would do with warnings that do not exist yet: its rules, its texts, its carriers.
 */
final class Foresight implements Prospect {
    /** A call takes so long, from dialling to hanging up; nobody knows better beforehand. */
    private static final Duration CALL = Duration.ofSeconds(45);
    private static final WarningId NOBODY = new WarningId(0, 0, 0);
    private final TocsinConfig config;
    private final Suppression rules;
    private final Texts texts;
    private final Dispatcher dispatcher;
    private final List<Carrier> carriers;
    private final TotalsStore totals;
    private final Clock clock;

    Foresight(TocsinConfig config, Templates templates, Dispatcher dispatcher, List<Carrier> carriers,
            TotalsStore totals, Clock clock) {
        Rules configured = new Rules(config);
        this.config = config;
        this.rules = configured.suppression();
        this.texts = new Texts(templates, new DispatchListener() {
        }, (_, _) -> {
        });
        this.dispatcher = dispatcher;
        this.carriers = carriers;
        this.totals = totals;
        this.clock = clock;
    }

    @Override
    public Duration remembered() {
        Suppression.Cap cap = rules.cap();
        return cap == null ? Duration.ZERO : cap.within();
    }

    @Override
    public Fate of(Batch batch, NewWarning row, Prior.Known known) {
        Instant now = clock.instant();
        NewWarning.Fields fields = row.fields();
        Warning warning = new Warning(NOBODY, batch.id(), batch.client(), row.ref(), row.phone(), row.operator(),
                row.grade(), fields.fraudType(), fields.name(), fields.vars(), row.playbook(), now, fields.notBefore(),
                fields.expiresAt());
        Instant start = fields.notBefore();
        Instant at = start != null && start.isAfter(now) ? start : now;
        Progress fresh = Progress.fresh(WarningState.READY);
        Verdict verdict = rules.check(warning, fresh,
                new Lane(row.channel(), row.operator(), row.grade()), known.stopped(), rules.isQuiet(at), at);
        Optional<Carrier> carrier = carriers.stream().filter(serves(row.channel(), row.operator()))
                .max(Comparator.comparingInt(each -> configured(each).route().weight()));
        if (verdict instanceof Verdict.Keep(var ruling) && ruling.to().state() != WarningState.SCHEDULED) {
            return kept(ruling.note().text().isEmpty() ? "expiry" : ruling.note().text());
        }
        if (carrier.isEmpty()) {
            return kept(Fate.NO_CARRIER);
        }
        boolean capped = rules.isCapped(row.grade(), fresh);
        if (capped && !Objects.requireNonNull(rules.cap()).admits(known.contacts())) {
            return kept(Suppression.suppressed(fresh, CauseClass.FREQUENCY_CAP).note().text());
        }
        return worded(warning, carrier.get(), capped, verdict instanceof Verdict.Keep
                ? Fate.QUIET
                : at.isAfter(now) ? Fate.SCHEDULED : Fate.SEND);
    }

    private static Fate kept(String why) {
        return new Fate(why, "", "", 0, false);
    }

    private Fate worded(Warning warning, Carrier carrier, boolean capped, String what) {
        Playbook playbook = Objects.requireNonNull(config.playbooks().get(warning.playbook()));
        Step step = playbook.step(0);
        String text = texts.of(step, warning, signature(carrier));
        // As in dispatch, where the contact is counted before the text is made.
        Fate none = new Fate(Fate.NO_TEXT, "", "", 0, capped);
        if (text == null) {
            return none;
        }
        try {
            return new Fate(what, carrier.name(), text, carrier.cost(text), capped);
        } catch (RuntimeException e) {
            return none;
        }
    }

    private CarrierConfig configured(Carrier carrier) {
        return Objects.requireNonNull(config.carriers().get(carrier.name()));
    }

    private String signature(Carrier carrier) {
        return configured(carrier) instanceof CarrierConfig.Sms(_, var account) ? account.text().ours() : "";
    }

    private Predicate<Carrier> serves(Channel channel, Operator operator) {
        return carrier -> carrier.channel() == channel && configured(carrier).route().serves(operator);
    }

    @Override
    public Outlook outlook(Map<Group, Load> groups) {
        long ahead = 0;
        Map<Group, Double> work = new HashMap<>();
        Totals all = totals.totals();
        Instant latest = clock.instant();
        boolean obeys = false;
        for (Map.Entry<Group, Load> each : groups.entrySet()) {
            Load load = each.getValue();
            long before = all.lanes().entrySet().stream()
                    .filter(lane -> lane.getKey().channel() == each.getKey().channel()
                            && lane.getKey().operator() == each.getKey().operator()
                            && lane.getKey().grade().compareTo(load.lowest()) <= 0)
                    .mapToLong(lane -> lane.getValue().depth()).sum();
            ahead += before;
            // What waits already is taken to be as long as this is.
            work.put(each.getKey(), load.cost() + (double) before * load.cost() / load.warnings());
            Instant from = load.from();
            latest = from != null && from.isAfter(latest) ? from : latest;
            obeys |= rules.obeys(load.lowest());
        }
        if (dispatcher.isStopped()) {
            return new Outlook(null, "stopped", ahead);
        }
        Map<String, Double> rates = dispatcher.status().stream()
                .collect(Collectors.toMap(LineStatus::name, this::perSecond));
        List<Pace.Pool<Group>> pools = carriers.stream().map(carrier -> new Pace.Pool<>(
                rates.getOrDefault(carrier.name(), 0.0),
                groups.keySet().stream().filter(group -> serves(group.channel(), group.operator()).test(carrier))
                        .collect(Collectors.toSet())))
                .toList();
        double seconds = Pace.seconds(work, pools);
        Pace.End end = Pace.end(clock.instant(), seconds, obeys ? rules.quiet() : null);
        return end.at() == null
                ? new Outlook(null, end.why(), ahead)
                : new Outlook(latest.isAfter(end.at()) ? latest : end.at(), "", ahead);
    }

    /** Segments or calls a second; infinite when nobody bounds it, 0 while an operator suspends it. */
    private double perSecond(LineStatus line) {
        Double rate = line.rate();
        double most = line.switches().suspended() ? 0 : rate == null ? Double.POSITIVE_INFINITY : rate;
        if (config.carriers().get(line.name()) instanceof CarrierConfig.Voice voice) {
            Integer live = line.switches().calls();
            double calls = live == null ? voice.trunk().calls() : live;
            return Math.min(most, calls / CALL.toSeconds());
        }
        return most;
    }
}

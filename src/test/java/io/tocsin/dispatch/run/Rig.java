package io.tocsin.dispatch.run;

import io.tocsin.dispatch.contract.keeping.QuotaWork;
import io.tocsin.dispatch.contract.ContractConfig;
import io.tocsin.dispatch.DispatchListener;
import io.tocsin.dispatch.DispatchSettings;
import io.tocsin.dispatch.MemoryCarrier;
import io.tocsin.dispatch.MemoryControl;
import io.tocsin.dispatch.MemoryLeases;
import io.tocsin.dispatch.MemoryStore;
import io.tocsin.dispatch.Handling;
import io.tocsin.dispatch.RouteConfig;
import io.tocsin.dispatch.VirtualTime;
import io.tocsin.dispatch.WorkStore;
import io.tocsin.dispatch.call.CallLimit;
import io.tocsin.dispatch.call.CallRules;
import io.tocsin.dispatch.claim.ClaimWork;
import io.tocsin.dispatch.claim.Claimer;
import io.tocsin.dispatch.claim.LaneHints;
import io.tocsin.dispatch.claim.Preparation;
import io.tocsin.dispatch.claim.Shares;
import io.tocsin.dispatch.line.Answers;
import io.tocsin.dispatch.line.ShareWork;
import io.tocsin.dispatch.line.Line;
import io.tocsin.dispatch.line.LineContext;
import io.tocsin.dispatch.line.SendWork;
import io.tocsin.dispatch.text.Texts;
import io.tocsin.dispatch.loop.Work;
import io.tocsin.dispatch.ported.Porting;
import io.tocsin.dispatch.settle.Decisions;
import io.tocsin.dispatch.settle.Pending;
import io.tocsin.dispatch.settle.Playbooks;
import io.tocsin.dispatch.settle.Settlements;
import io.tocsin.plan.AmbiguousRule;
import io.tocsin.plan.Playbook;
import io.tocsin.plan.RetryRules;
import io.tocsin.plan.Step;
import io.tocsin.plan.Suppression;
import io.tocsin.send.Answer;
import io.tocsin.send.Carrier;
import io.tocsin.send.CarrierEvents;
import io.tocsin.config.value.Rate;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Confirmation;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Lane;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Receipt;
import io.tocsin.warning.Warning;
import io.tocsin.warning.WarningId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All of dispatch on one thread and a clock that the test moves: works instead of loops. */
final class Rig {
    static final BatchId BATCH = new BatchId("0123456789abcdef");
    static final int PARTITIONS = 4;

    final VirtualTime time = new VirtualTime();
    final MemoryStore store = new MemoryStore(PARTITIONS, time.clocks());
    final MemoryControl control = new MemoryControl(store);
    final Map<String, Line> lines = new HashMap<>();
    final Map<String, MemoryCarrier> carriers = new HashMap<>();
    /** What a listener is told of breakers. */
    final List<String> breakers = new ArrayList<>();
    /** When each segment was written, as a listener is told. */
    final List<Long> writes = new ArrayList<>();
    final List<String> storeFailures = new ArrayList<>();
    final Map<Grade, Integer> expiredUnsent = new EnumMap<>(Grade.class);
    private final DispatchListener failures = new DispatchListener() {
        @Override
        public void storeFailed(String what) {
            storeFailures.add(what);
        }

        @Override
        public void expiredUnsent(Grade grade, int warnings) {
            expiredUnsent.merge(grade, warnings, Integer::sum);
        }
    };
    final MemoryLeases leases = new MemoryLeases();
    final Pending pending;
    final Settlements settlements;
    final Decisions decisions;
    final DispatchSettings settings;
    private final Suppression rules;
    private final Answers answers;
    private final LineContext context;
    private final List<Work> works = new ArrayList<>();
    private final Map<Work, Line> claiming = new HashMap<>();
    private final Map<String, Integer> looks = new HashMap<>();
    private final Map<Work, Long> wakeAt = new HashMap<>();
    private long block;

    Rig(int maxPending, Suppression rules) {
        this(maxPending, rules, Porting.NONE, RetryRules.fast());
    }

    /** The same with numbers that change their operator, and other rules for what failed. */
    Rig(int maxPending, Suppression rules, Porting porting, RetryRules retry) {
        this.rules = rules;
        settings = DispatchSettings.defaults().withMaxPending(maxPending);
        Playbook playbook = Playbook.chain("default", List.of(new Step(Channel.SMS, "t", 3, false)), retry);
        Playbook calls = Playbook.chain("calls", List.of(new Step(Channel.VOICE, "dialog", 3, false)),
                RetryRules.fast());
        AmbiguousRule rule = new AmbiguousRule(Duration.ofSeconds(60), AmbiguousRule.Then.RESEND);
        decisions = new Decisions(new Playbooks(Map.of("default", playbook, "calls", calls), "default"), Map.of(), rule,
                porting, time::now, 7);
        DispatchListener listener = new DispatchListener() {
            @Override
            public void breaker(String carrier, BreakerState state) {
                breakers.add(carrier + " " + state);
            }
        };
        pending = new Pending(maxPending, listener);
        settlements = new Settlements(store, control, decisions, pending, time.clocks(), failures);
        context = new LineContext(settings, time.clocks(), pending, settlements, listener, leases);
        answers = new Answers(context, (_, segments, nanos) -> writes.addAll(Collections.nCopies(segments, nanos)));
    }

    MemoryCarrier carrier(String name, int window, @Nullable Rate rate, int weight, Operator... operators) {
        MemoryCarrier carrier = new MemoryCarrier(name, window, time::nanos, new Ears(), true);
        RouteConfig route = new RouteConfig(Set.of(operators), weight, rate, RouteConfig.defaults().ambiguous());
        carriers.put(name, carrier);
        lines.put(name, new Line(carrier, route, "【S】", null, context));
        return carrier;
    }

    /** A carrier with a contract. */
    MemoryCarrier carrier(String name, @Nullable Rate rate, ContractConfig contract) {
        MemoryCarrier carrier = new MemoryCarrier(name, 1000, time::nanos, new Ears(), true);
        carriers.put(name, carrier);
        lines.put(name, new Line(carrier,
                new RouteConfig(Set.of(), 100, rate, RouteConfig.defaults().ambiguous(), contract), "【S】", null,
                context));
        return carrier;
    }

    /** A carrier that is to be handled otherwise than usual. */
    MemoryCarrier carrier(String name, Handling handling, ContractConfig contract, Operator... operators) {
        MemoryCarrier carrier = new MemoryCarrier(name, 1000, time::nanos, new Ears(), true);
        carriers.put(name, carrier);
        lines.put(name, new Line(carrier, new RouteConfig(Set.of(operators), 100, Rate.perSecond(100),
                RouteConfig.defaults().ambiguous(), contract, handling), "【S】", null, context));
        return carrier;
    }

    /** A trunk that all nodes share. */
    MemoryCarrier trunk(String name, int window, @Nullable Rate rate, CallLimit lines) {
        return trunk(name, window, rate, CallRules.of(lines));
    }

    /** The same with further rules. */
    MemoryCarrier trunk(String name, int window, @Nullable Rate rate, CallRules calls) {
        MemoryCarrier carrier = new MemoryCarrier(name, window, time::nanos, new Ears(), true).calling();
        RouteConfig route = new RouteConfig(Set.of(), 100, rate, RouteConfig.defaults().ambiguous());
        carriers.put(name, carrier);
        lines.put(name, new Line(carrier, route, "", calls, context));
        return carrier;
    }

    void start() {
        LaneHints hints = new LaneHints(PARTITIONS);
        DispatchListener listener = new DispatchListener() {
        };
        Texts texts = new Texts(Map.of("t", "{text}"), false, listener);
        Preparation preparation = new Preparation(rules, texts, decisions, control, time.clocks(), listener);
        Shares turns = new Shares(List.copyOf(lines.values()), store::number, time::nanos);
        decisions.besides(turns);
        Claimer claimer = new Claimer(store, hints, turns, preparation, decisions, settlements, listener);
        works.add(new SwitchWork(control, List.copyOf(lines.values()), listener));
        for (Line line : lines.values()) {
            Work claims = new ClaimWork(line, claimer, Runnable::run, time.clocks());
            works.add(claims);
            claiming.put(claims, line);
            hints.whenReady(line.bells().claim()::ring);
            works.add(new ShareWork(line, control, time.clocks()));
            works.add(new SendWork(line));
            if (line.contract().quota().isLimited()) {
                works.add(new QuotaWork(line.contract().quota(), control, time.clocks(), line::inSecond,
                        line.bells()::ring,
                        failures));
            }
        }
        WorkStore.Waits waits = new WorkStore.Waits(60, settings.receiptWait().toSeconds());
        for (int p = 0; p < PARTITIONS; p++) {
            works.add(new SweepWork(p, store, new Overdue(decisions, settings.receiptWait()),
                    new Adoption(p, store, lines, time.clocks(), listener), waits, time.clocks(), failures));
        }
        store.onReady(hints);
    }

    /**
     * Lets that much time pass in small steps; carriers write and answer at once unless told otherwise.
     */
    void run(Duration length, Runnable each) {
        long end = time.nanos() + length.toNanos();
        while (time.nanos() < end) {
            step();
            each.run();
            time.pass(500_000);
        }
    }

    void run(Duration length) {
        run(length, () -> carriers.values().forEach(MemoryCarrier::turn));
    }

    /**
     * Every work looks once; only claims obey their waits and bells, others look as if all bells rang.
     */
    void step() {
        long now = time.nanos();
        for (Work work : works) {
            Line line = claiming.get(work);
            boolean slow = line != null || work instanceof SweepWork || work instanceof SwitchWork;
            if (!slow || (line != null && line.bells().claim().take()) || wakeAt.getOrDefault(work, now) <= now) {
                if (line != null) {
                    looks.merge(line.name(), 1, Integer::sum);
                }
                wakeAt.put(work, now + work.run(now));
            }
        }
        settlements.runOnce(now);
    }

    /** How often a line looks for work in the next second. */
    int looks(String line) {
        looks.clear();
        run(Duration.ofSeconds(1));
        return looks.getOrDefault(line, 0);
    }

    int waiting(String line) {
        return Objects.requireNonNull(lines.get(line)).waiting();
    }

    Warning warning(Grade grade, Operator operator, String text, @Nullable Instant expiresAt) {
        return warning(grade, operator, text, expiresAt, "default");
    }

    private Warning warning(Grade grade, Operator operator, String text, @Nullable Instant expiresAt,
            String playbook) {
        block++;
        WarningId id = new WarningId((int) (block % PARTITIONS), block, 0);
        String digits = "86138" + String.format("%08d", block);
        return new Warning(id, BATCH, "c", "r" + block, new Phone(digits), operator, grade, "", "",
                Map.of("text", text),
                playbook, time.now(), null, expiresAt);
    }

    Warning accept(Grade grade, Operator operator, String text) {
        Warning warning = warning(grade, operator, text, null);
        store.accept(warning, new Lane(Channel.SMS, operator, grade), true);
        return warning;
    }

    /** Warnings to one number. */
    void acceptTo(String digits, int count) {
        acceptTo(digits, Grade.HIGH, count);
    }

    void acceptTo(String digits, Grade grade, int count) {
        for (int i = 0; i < count; i++) {
            Warning one = warning(grade, Operator.MOBILE, "x", null);
            store.accept(
                    new Warning(one.id(), one.batch(), one.client(), one.ref(), new Phone(digits), one.operator(),
                            one.grade(), "", "", one.vars(), one.playbook(), one.acceptedAt(), null, null),
                    new Lane(Channel.SMS, Operator.MOBILE, grade), true);
        }
    }

    /** Warnings that are to be called first. */
    List<Warning> acceptCalls(Grade grade, int count) {
        List<Warning> accepted = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Warning warning = warning(grade, Operator.MOBILE, "x", null, "calls");
            store.accept(warning, new Lane(Channel.VOICE, Operator.MOBILE, grade), true);
            accepted.add(warning);
        }
        return accepted;
    }

    List<Warning> accept(Grade grade, int count) {
        List<Warning> accepted = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            accepted.add(accept(grade, Operator.MOBILE, "x"));
        }
        return accepted;
    }

    private final class Ears implements CarrierEvents {
        @Override
        public void over(Carrier carrier, List<Object> tags) {
            answers.over(Objects.requireNonNull(lines.get(carrier.name())), tags);
        }

        @Override
        public void answered(Carrier carrier, List<Answer> brought) {
            Line line = lines.get(carrier.name());
            if (line != null) {
                answers.take(line, brought);
            }
        }

        @Override
        public void late(Carrier carrier, List<Answer> brought) {
            Line line = lines.get(carrier.name());
            if (line != null) {
                answers.late(line, brought);
            }
        }

        @Override
        public void written(Carrier carrier, Object tag, long nanos) {
            answers.written(tag, nanos);
        }

        @Override
        public void receipts(Carrier carrier, List<Receipt> receipts, Confirmation confirmation) {}

        @Override
        public void changed(Carrier carrier) {}
    }
}

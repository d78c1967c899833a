package io.tocsin.dispatch.run;

import io.tocsin.dispatch.RouteConfig;
import io.tocsin.dispatch.WorkStore;
import io.tocsin.dispatch.call.CallRules;
import io.tocsin.dispatch.claim.ClaimWork;
import io.tocsin.dispatch.claim.Claimer;
import io.tocsin.dispatch.claim.LaneHints;
import io.tocsin.dispatch.claim.Preparation;
import io.tocsin.dispatch.claim.Shares;
import io.tocsin.dispatch.contract.keeping.QuotaWork;
import io.tocsin.dispatch.line.Answers;
import io.tocsin.dispatch.line.Line;
import io.tocsin.dispatch.line.LineContext;
import io.tocsin.dispatch.line.SendWork;
import io.tocsin.dispatch.line.ShareWork;
import io.tocsin.dispatch.loop.Bell;
import io.tocsin.dispatch.loop.Clocks;
import io.tocsin.dispatch.loop.Loop;
import io.tocsin.dispatch.loop.Work;
import io.tocsin.dispatch.settle.Decisions;
import io.tocsin.dispatch.settle.Pending;
import io.tocsin.dispatch.settle.Settlements;
import io.tocsin.send.Answer;
import io.tocsin.send.Carrier;
import io.tocsin.send.CarrierEvents;
import io.tocsin.warning.AttemptId;
import io.tocsin.warning.Confirmation;
import io.tocsin.warning.Receipt;
import io.tocsin.warning.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes waiting warnings to carriers and what the carriers answer to the store. Carriers are made
 * with {@link #events}, added, and then everything is started.
 */
public final class Dispatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final DispatchPorts ports;
    private final DispatchRules rules;
    private final Clocks clocks;
    private final LineContext context;
    private final Answers answers;
    private final Map<String, Line> lines = new ConcurrentHashMap<>();
    private final List<Loop> claiming = new ArrayList<>();
    private final List<Loop> others = new ArrayList<>();
    private final List<ShareWork> shares = new ArrayList<>();
    private volatile @Nullable SwitchWork switches;
    private final List<QuotaWork> quotas = new ArrayList<>();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    /** A dispatcher without carriers that does not run yet. */
    public Dispatcher(DispatchPorts ports, DispatchRules rules, Clocks clocks) {
        this.ports = ports;
        this.rules = rules;
        this.clocks = clocks;
        Pending pending = new Pending(rules.settings().maxPending(), ports.listener());
        Settlements settlements = new Settlements(ports.work(), ports.contacts(), rules.decisions(), pending, clocks,
                ports.listener());
        context = new LineContext(rules.settings(), clocks, pending, settlements, ports.listener(),
                ports.leases());
        answers = new Answers(context, ports.writes());
    }

    /** Takes receipts; dispatch only passes them on. */
    @FunctionalInterface
    public interface Receipts {
        /** As {@link CarrierEvents#receipts}. */
        void receipts(Carrier carrier, List<Receipt> receipts, Confirmation confirmation);
    }

    /** Takes persons' messages; dispatch only passes them on. */
    @FunctionalInterface
    public interface Replies {
        /** As {@link CarrierEvents#replies}. */
        void replies(Carrier carrier, List<Reply> replies, Confirmation confirmation);
    }

    /** What carriers of this dispatcher tell their events to. */
    public CarrierEvents events(Receipts receipts, Replies replies) {
        return new Ears(receipts, replies);
    }

    /**
     * Adds a carrier, before the start.
     *
     * @param signature what {@code {signature}} stands for in its texts
     */
    public void add(Carrier carrier, RouteConfig route, String signature) {
        lines.put(carrier.name(), new Line(carrier, route, signature, null, context));
    }

    /**
     * Adds a trunk, before the start.
     *
     * @param calls what its calls go by
     */
    public void add(Carrier trunk, RouteConfig route, CallRules calls) {
        lines.put(trunk.name(), new Line(trunk, route, "", calls, context));
    }

    /** Begins to dispatch; the carriers are started by who made them. */
    public void start() {
        WorkStore work = ports.work();
        List<Line> all = List.copyOf(lines.values());
        LaneHints hints = new LaneHints(work.partitions());
        Preparation preparation = new Preparation(rules.suppression(), rules.texts(), rules.decisions(),
                ports.contacts(), clocks, ports.listener());
        Shares turns = new Shares(all, work::number, clocks::nanos);
        rules.decisions().besides(turns);
        Claimer claimer = new Claimer(work, hints, turns, preparation, rules.decisions(), context.settlements(),
                ports.listener());
        SwitchWork switching = new SwitchWork(ports.control(), all, ports.listener());
        switches = switching;
        // Before anything is claimed: a suspended carrier stays so over a restart.
        switching.run(clocks.nanos());
        others.add(loop("switches", switching, new Bell()));
        for (Line line : all) {
            claiming.add(
                    loop("claim-" + line.name(), new ClaimWork(line, claimer, executor, clocks), line.bells().claim()));
            others.add(loop("send-" + line.name(), new SendWork(line), line.bells().send()));
            ShareWork share = new ShareWork(line, ports.control(), clocks);
            shares.add(share);
            others.add(loop("share-" + line.name(), share, line.bells().share()));
            if (line.contract().quota().isLimited()) {
                keepQuota(line);
            }
            hints.whenReady(line.bells().claim()::ring);
        }
        Decisions decisions = rules.decisions();
        Duration receiptWait = rules.settings().receiptWait();
        WorkStore.Waits waits = new WorkStore.Waits(decisions.shortestWait(), receiptWait.toSeconds());
        for (int p = 0; p < work.partitions(); p++) {
            SweepWork sweep = new SweepWork(p, work, new Overdue(decisions, receiptWait),
                    new Adoption(p, work, lines, clocks, ports.listener()), waits, clocks, ports.listener());
            others.add(loop("sweep-" + p, sweep, new Bell()));
        }
        work.onReady(hints);
        context.settlements().start();
        others.forEach(Loop::start);
        claiming.forEach(Loop::start);
    }

    private Loop loop(String name, Work work, Bell bell) {
        return new Loop(name, work, bell, clocks.ticker());
    }

    /** How every carrier stands here, by name. */
    public List<LineStatus> status() {
        long now = clocks.nanos();
        return lines.values().stream().map(line -> status(line, now, clocks.now())).sorted(
                Comparator.comparing(LineStatus::name)).toList();
    }

    private static LineStatus status(Line line, long now, Instant wall) {
        double current = line.limit().ofAccount(now);
        return new LineStatus(line.name(), line.channel(), line.health(), line.breaker().state(), line.switches(),
                line.rate(), Double.isInfinite(current) ? null : current, line.meter().steady(now),
                line.slowness().now(now),
                line.limit().isStarting(now), line.contract().at(wall), line.waiting(),
                line.unanswered());
    }

    private void keepQuota(Line line) {
        QuotaWork quota = new QuotaWork(line.contract().quota(), ports.control(), clocks, line::inSecond,
                line.bells()::ring,
                ports.listener());
        quotas.add(quota);
        others.add(loop("quota-" + line.name(), quota, line.contract().quota().bell()));
    }

    /** Whether all sending is stopped, as far as this node knows. */
    public boolean isStopped() {
        SwitchWork known = switches;
        return known != null && known.isStopped();
    }

    /** Answered attempts that wait for their durable settle. */
    public int pending() {
        return context.pending().count();
    }

    /**
     * Stops taking work, hands back what was not sent, lets what was sent be answered, makes everything
     * durable; closes the carriers.
     *
     * @param limit for all of it; half of it for answers to texts, nearly all for calls to end
     */
    public void close(Duration limit) {
        Drain drain = new Drain(clocks.nanos(), limit);
        claiming.forEach(Loop::close);
        claiming.forEach(loop -> loop.join(left(drain)));
        executor.shutdown();
        await(executor, left(drain));
        others.forEach(Loop::close);
        others.forEach(loop -> loop.join(left(drain)));
        lines.values().forEach(line -> new SendWork(line).handBack("the node stops"));
        awaitAnswers(drain, clocks.nanos());
        for (Line line : lines.values()) {
            line.close(left(drain).dividedBy(2));
        }
        shares.forEach(ShareWork::giveBack);
        quotas.forEach(QuotaWork::giveBack);
        boolean durable = context.settlements().flush(left(drain));
        context.settlements().close(left(drain));
        if (!durable) {
            LOG.warn("{} results were not made durable in time; another node will find those attempts unsettled",
                    context.pending().count());
        }
    }

    private Duration left(Drain drain) {
        return drain.left(clocks.nanos());
    }

    private void awaitAnswers(Drain drain, long begin) {
        Bell bell = new Bell();
        while (lines.values().stream().anyMatch(line -> line.unanswered() > 0
                && clocks.nanos() - drain.answersUntil(line.channel(), begin) < 0)) {
            bell.await(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    private static void await(ExecutorService executor, Duration limit) {
        try {
            if (!executor.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.warn("Claims were still under way after {} ms", limit.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops without waiting for answers. */
    @Override
    public void close() {
        close(Duration.ofSeconds(1));
    }

    /** Hears the carriers, on their event loops. */
    private final class Ears implements CarrierEvents {
        private final Receipts receipts;
        private final Replies replies;

        private Ears(Receipts receipts, Replies replies) {
            this.receipts = receipts;
            this.replies = replies;
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
        public void over(Carrier carrier, List<Object> tags) {
            Line line = lines.get(carrier.name());
            if (line != null) {
                answers.over(line, tags);
            }
        }

        @Override
        public void gone(Carrier carrier, List<AttemptId> attempts) {
            Line line = lines.get(carrier.name());
            if (line != null) {
                answers.gone(line, attempts);
            }
        }

        @Override
        public void written(Carrier carrier, Object tag, long nanos) {
            answers.written(tag, nanos);
        }

        @Override
        public void congested(Carrier carrier, int percent) {
            Line line = lines.get(carrier.name());
            if (line != null) {
                answers.congested(line, percent);
            }
        }

        @Override
        public void receipts(Carrier carrier, List<Receipt> brought, Confirmation confirmation) {
            receipts.receipts(carrier, brought, confirmation);
        }

        @Override
        public void replies(Carrier carrier, List<Reply> brought, Confirmation confirmation) {
            replies.replies(carrier, brought, confirmation);
        }

        @Override
        public void changed(Carrier carrier) {
            Line line = lines.get(carrier.name());
            if (line != null) {
                line.bells().ring();
            }
        }
    }
}

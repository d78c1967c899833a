package io.tocsin.dispatch.line;

import io.tocsin.dispatch.ControlStore.Switches;
import io.tocsin.dispatch.DispatchListener.BreakerState;
import io.tocsin.dispatch.RouteConfig;
import io.tocsin.dispatch.call.CallRules;
import io.tocsin.dispatch.call.Refusals;
import io.tocsin.dispatch.contract.keeping.Contract;
import io.tocsin.dispatch.limit.Ahead;
import io.tocsin.dispatch.limit.SendLimit;
import io.tocsin.dispatch.limit.Silence;
import io.tocsin.dispatch.limit.Slowness;
import io.tocsin.dispatch.loop.Bells;
import io.tocsin.send.Answer;
import io.tocsin.send.Carrier;
import io.tocsin.send.CarrierHealth;
import io.tocsin.warning.Cause;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Operator;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One carrier and what this node holds for it: claimed warnings, its limit, its breaker, an
 * operator's switches. Safe for use by several threads.
 */
public final class Line {
    private static final long LONG_PAUSE = TimeUnit.MILLISECONDS.toNanos(500);

    private final Carrier carrier;
    private final RouteConfig route;
    private final String signature;
    private final LineContext context;
    private final LineQueue queue = new LineQueue();
    private final SendLimit limit;
    private final Slowness slowness;
    private final Silence silence = new Silence();
    private final Breaker breaker;
    private final Refusals refusals = new Refusals();
    private final Contract contract;
    private final RateMeter meter = new RateMeter();
    private final Ahead ahead;
    private final Destinations destinations;
    private final @Nullable CallRules calls;
    private final @Nullable CallGate gate;
    private final AtomicInteger claiming = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Bells bells = new Bells();
    private volatile Switches switches = new Switches(false, null, null, null);
    private volatile boolean blocked;
    private volatile boolean stopped;
    private boolean serving;
    private volatile long restUntil;

    /**
     * A line to a carrier.
     *
     * @param signature what {@code {signature}} stands for in its texts
     * @param calls what its calls go by; null for texts
     */
    public Line(Carrier carrier, RouteConfig route, String signature, @Nullable CallRules calls,
            LineContext context) {
        this.calls = calls;
        gate = calls == null
                ? null
                : new CallGate(carrier.name(), queue, context, () -> calls.lines().with(switches.calls()));
        this.carrier = carrier;
        this.route = route;
        this.signature = signature;
        this.context = context;
        limit = new SendLimit(route.rate(switches), context.settings().flowPause(),
                calls == null ? Duration.ZERO : calls.slowStart(),
                calls == null ? Double.POSITIVE_INFINITY : Math.max(1, calls.lines().calls()));
        ahead = new Ahead(carrier, limit, meter::perSecond);
        destinations = new Destinations(route.handling().serial());
        slowness = new Slowness(carrier.name(), limit, context.clocks());
        breaker = new Breaker(carrier.name(), context.settings().breakerOpen(), context.clocks(), context.listener());
        contract = new Contract(carrier.name(), route.contract(), context.settings().zone());
        restUntil = context.clocks().nanos();
        context.pending().whenOpen(bells::ring);
    }

    /** The carrier's name. */
    public String name() {
        return carrier.name();
    }

    /** The carrier's channel. */
    public Channel channel() {
        return carrier.channel();
    }

    /** What {@code {signature}} stands for. */
    public String signature() {
        return signature;
    }

    /** Its place in the order of fail-over; lower ones go first. */
    public int tier() {
        return route.handling().tier();
    }

    /** Whether it may reach numbers of that operator. */
    public boolean serves(Operator operator) {
        return route.serves(operator);
    }

    /** What an attempt with that text costs. */
    public int cost(String text) {
        return carrier.cost(text);
    }

    /** The weight that holds now. */
    public int weight() {
        return route.weight(switches);
    }

    /** Its share among the lines of a lane now: weight by health; 0 when it should serve only alone. */
    public double share() {
        if (contract.isClosed(context.clocks().now())) {
            return 0;
        }
        CarrierHealth health = carrier.health();
        return weight() * (health.sessions() == 0 ? 1 : (double) health.sessionsUp() / health.sessions());
    }

    /** Applies an operator's switches. */
    public void apply(Switches latest) {
        if (!latest.equals(switches)) {
            switches = latest;
            limit.rate(route.rate(switches));
            bells.ring();
        }
    }

    /** Applies the global stop, or its release. */
    public void stop(boolean is) {
        if (is != stopped) {
            stopped = is;
            bells.ring();
        }
    }

    /** What an operator switched. */
    public Switches switches() {
        return switches;
    }

    /** Whether it can take work: up, not suspended, breaker not open. */
    public boolean isAble() {
        return inability() == null;
    }

    /** Whether it takes what there is, so that lines of later tiers are not needed. */
    public boolean isTaking(long now) {
        return isAble() && breaker.state() == BreakerState.CLOSED && !silence.lasts(now)
                && limit.pausedFor(now) <= LONG_PAUSE && !contract.isRefused(context.clocks().now());
    }

    /** Notes whether it is in service; one that comes into service may begin slowly. */
    public synchronized void look(long now) {
        boolean is = inability() == null && breaker.state() == BreakerState.CLOSED;
        if (is && !serving) {
            limit.start(now);
        }
        serving = is;
    }

    /** Whether the cause says that its network has too much to do. */
    boolean isCongestion(Cause cause) {
        return calls != null && calls.congestion().test(cause);
    }

    /** How many of the answers are refusals that blame its network. */
    int refusals(List<Answer> answers) {
        return calls == null ? 0 : refusals.take(answers, calls.refusal(), unanswered.get());
    }

    /** Whether it sends now, or in a moment: able, not paused, and with room when it looked last. */
    public boolean isReady(long now) {
        return isAble() && !blocked && limit.hasShare(now) && limit.pausedFor(now) == 0;
    }

    private @Nullable String inability() {
        String outage = outage();
        return outage == null ? contract.trouble(context.clocks().now()) : outage;
    }

    private @Nullable String outage() {
        if (stopped) {
            return "all sending stopped";
        }
        if (switches.suspended()) {
            return "carrier suspended";
        }
        if (!carrier.health().isUp()) {
            return "carrier down";
        }
        return breaker.state() == BreakerState.OPEN ? "circuit breaker open" : null;
    }

    /** Whether only its contract can keep it from taking work. */
    public boolean isUp() {
        return outage() == null;
    }

    /** How many more warnings may be claimed for it now. */
    public int claimRoom(long now) {
        return blocked && gate != null && gate.isFull() ? 0 : room(waiting(), now);
    }

    /** The same for urgent ones, which wait for no lower ones and may have reserved lines. */
    public int urgentRoom(long now) {
        int through = gate == null ? 0 : gate.through().size(Grade.URGENT);
        return room(queue.size(Grade.URGENT) + through + claiming.get(), now);
    }

    private int room(int before, long now) {
        if (now - restUntil < 0 || !isAble() || !limit.hasShare(now) || limit.pausedFor(now) > 0
                || (blocked && carrier.capacity() <= 0)) {
            return 0;
        }
        int left = Math.min(ahead.target(now) - before, breaker.room() - waiting());
        return Math.max(0, Math.min(left, context.pending().room()));
    }

    /** Why it cannot send at all now, in words; null when it can. */
    @Nullable
    String trouble(long now) {
        String inability = inability();
        if (inability == null && !limit.hasShare(now)) {
            return "share of the rate lost";
        }
        return inability == null && limit.pausedFor(now) > LONG_PAUSE ? "carrier paused by flow control" : inability;
    }

    /**
     * The least room for which a claim is worth its round trip: part of a moment, at most a chunk, and
     * no more than a half-open breaker lets through, which would stay so without them.
     */
    public int worthwhile(long now) {
        return ahead.worthwhile(now, breaker.room());
    }

    /** So many more (or fewer) are being claimed. */
    public void claiming(int change) {
        claiming.addAndGet(change);
    }

    /** Says whether there is, or may be, more work for it than it has claimed. */
    public void demand(boolean there, long now) {
        limit.demand(there || waiting() > 0, now);
    }

    /** What it sends in a second, roughly, and one of the largest at least. */
    public int inSecond() {
        return ahead.inSecond(context.clocks().nanos());
    }

    /** Takes what was claimed for it. */
    public void offer(List<Flight> flights) {
        queue.offer(flights);
        bells.send().ring();
    }

    /** Attempts that may go beside those that are under way; calls only. */
    int callsLeft() {
        Integer calls = switches.calls();
        return calls == null ? Integer.MAX_VALUE : Math.max(0, calls - unanswered.get());
    }

    /** Whether its carrier finds attempts again that another node began. */
    public boolean adopts() {
        return carrier.adopts();
    }

    /** Follows attempts that another node began: they occupy it as its own do. */
    public void adopt(List<Flight> flights) {
        unanswered.addAndGet(flights.size());
        if (gate != null) {
            gate.hold(flights);
        }
        carrier.adopt(flights.stream().map(Flight::outgoing).toList());
    }

    void rest(long until) {
        restUntil = until;
    }

    void blocked(boolean is) {
        blocked = is;
    }

    /** Attempts without an answer. */
    public int unanswered() {
        return unanswered.get();
    }

    /** Claimed warnings that are not sent yet. */
    public int waiting() {
        return queue.size() + (gate == null ? 0 : gate.through().size()) + claiming.get();
    }

    void sent(int attempts, int segments, long now) {
        unanswered.addAndGet(attempts);
        meter.add(segments, now);
        if (gate == null) {
            silence.asked(now);
        }
    }

    void heard(long now) {
        silence.heard(unanswered::get, now);
    }

    void answered(List<Flight> flights) {
        unanswered.addAndGet(-flights.size());
        destinations.end(flights);
        if (gate != null) {
            gate.over(flights);
        }
    }

    /** What this node has sent lately. */
    public RateMeter meter() {
        return meter;
    }

    Carrier carrier() {
        return carrier;
    }

    LineQueue queue() {
        return queue;
    }

    Destinations destinations() {
        return destinations;
    }

    /** Where its calls get their lines; null when it needs none. */
    @Nullable
    CallGate gate() {
        return gate;
    }

    LineContext context() {
        return context;
    }

    /** Its limit. */
    public SendLimit limit() {
        return limit;
    }

    /** Whether flow control slows it, and why. */
    public Slowness slowness() {
        return slowness;
    }

    /** What its contract allows. */
    public Contract contract() {
        return contract;
    }

    /** Its breaker. */
    public Breaker breaker() {
        return breaker;
    }

    /** What wakes its parts. */
    public Bells bells() {
        return bells;
    }

    /** How its carrier is. */
    public CarrierHealth health() {
        return carrier.health();
    }

    /** Closes its carrier. */
    public void close(Duration grace) {
        carrier.close(grace);
        if (gate != null) {
            gate.close();
        }
    }

    /** The rate it is configured for or was switched to, null for none. */
    public @Nullable Double rate() {
        double rate = route.rate(switches);
        return Double.isInfinite(rate) ? null : rate;
    }
}

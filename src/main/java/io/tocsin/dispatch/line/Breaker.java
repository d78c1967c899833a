package io.tocsin.dispatch.line;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.tocsin.dispatch.DispatchListener;
import io.tocsin.dispatch.DispatchListener.BreakerState;
import io.tocsin.dispatch.loop.Clocks;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A carrier's circuit breaker: opens when half of the last hundred answers blame the network, the
 * account or silence, or when it is told to; after a while lets a few attempts through to see.
 */
public final class Breaker {
    private static final int WINDOW = 100;
    private static final int LEAST = 20;
    private static final int TRIALS = 10;
    /** Answers come by the hundred; a sample of each hundred says the same for less. */
    private static final int SAMPLE = 20;

    private final CircuitBreaker breaker;
    private final Fault fault = new Fault();
    private final long open;
    private final Clocks clocks;
    private final AtomicInteger trials = new AtomicInteger();
    private volatile long openedAt;

    /** A closed breaker. */
    public Breaker(String carrier, Duration open, Clocks clocks, DispatchListener listener) {
        this.open = open.toNanos();
        this.clocks = clocks;
        breaker = CircuitBreaker.of(carrier, CircuitBreakerConfig.custom()
                .slidingWindow(WINDOW, LEAST, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .permittedNumberOfCallsInHalfOpenState(TRIALS).waitDurationInOpenState(open)
                .clock(clocks.wall().withZone(ZoneOffset.UTC))
                .currentTimestampFunction(clock -> clocks.nanos(), TimeUnit.NANOSECONDS).build());
        breaker.getEventPublisher().onStateTransition(event -> {
            if (event.getStateTransition().getToState() == CircuitBreaker.State.OPEN) {
                openedAt = clocks.nanos();
            }
            listener.breaker(carrier, of(event.getStateTransition().getToState()));
        });
    }

    /** Where it stands; after its time an open breaker is half open. */
    public BreakerState state() {
        if (breaker.getState() == CircuitBreaker.State.OPEN && clocks.nanos() - openedAt >= open) {
            toHalfOpen();
        }
        return of(breaker.getState());
    }

    private synchronized void toHalfOpen() {
        if (breaker.getState() == CircuitBreaker.State.OPEN) {
            trials.set(0);
            breaker.transitionToHalfOpenState();
        }
    }

    /** How many warnings may wait for the carrier; while it is tried, trials that nobody took yet. */
    public int room() {
        return switch (state()) {
            case CLOSED -> Integer.MAX_VALUE;
            case HALF_OPEN -> Math.max(0, TRIALS - trials.get());
            case OPEN -> 0;
        };
    }

    /**
     * Whether one more attempt may go now; each that may has to be {@link #record}ed or
     * {@link #release}d.
     */
    boolean tryTake() {
        if (state() == BreakerState.CLOSED) {
            return true;
        }
        boolean may = breaker.tryAcquirePermission();
        if (may) {
            trials.incrementAndGet();
        }
        return may;
    }

    /** So many attempts say nothing about the carrier. */
    void release(int attempts) {
        if (breaker.getState() == CircuitBreaker.State.HALF_OPEN) {
            for (int i = 0; i < attempts; i++) {
                breaker.releasePermission();
                trials.updateAndGet(taken -> Math.max(0, taken - 1));
            }
        }
    }

    /** So many answers speak for the carrier, so many against it. */
    void record(int good, int bad) {
        int all = good + bad;
        boolean whole = all <= SAMPLE || breaker.getState() != CircuitBreaker.State.CLOSED;
        int against = whole ? bad : (int) Math.ceil((double) bad * SAMPLE / all);
        int inFavour = whole ? good : SAMPLE - against;
        for (int i = 0; i < against; i++) {
            breaker.onError(0, TimeUnit.NANOSECONDS, fault);
        }
        for (int i = 0; i < inFavour; i++) {
            breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        }
    }

    /** Opens it, whatever came before; while it is tried, the trials decide. */
    synchronized void open() {
        if (breaker.getState() == CircuitBreaker.State.CLOSED) {
            breaker.transitionToOpenState();
        }
    }

    /** What the breaker is told instead of the exception that it expects. */
    private static final class Fault extends RuntimeException {
        private Fault() {
            super("a carrier's answer", null, false, false);
        }
    }

    private static BreakerState of(CircuitBreaker.State state) {
        return switch (state) {
            case CLOSED, DISABLED, METRICS_ONLY -> BreakerState.CLOSED;
            case OPEN, FORCED_OPEN -> BreakerState.OPEN;
            case HALF_OPEN -> BreakerState.HALF_OPEN;
        };
    }
}

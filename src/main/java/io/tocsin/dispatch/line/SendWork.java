package io.tocsin.dispatch.line;

import io.tocsin.dispatch.DispatchListener;
import io.tocsin.dispatch.loop.Work;
import io.tocsin.dispatch.settle.Decided;
import io.tocsin.dispatch.settle.Decisions;
import io.tocsin.plan.Suppression;
import io.tocsin.send.Outgoing;
import io.tocsin.warning.Progress;
import io.tocsin.warning.Warning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sends what was claimed for a line as fast as its limit, its window and the bound of unsettled
 * answers let it, and hands it back when the line cannot send.
 */
public final class SendWork implements Work {
    private static final long IDLE = TimeUnit.SECONDS.toNanos(1);
    private static final long FULL = TimeUnit.MILLISECONDS.toNanos(20);
    /** A line whose window stays full that long does not keep what another could send. */
    private static final long STUCK = TimeUnit.SECONDS.toNanos(1);

    private final Line line;
    private final LineContext context;
    private long fullSince = -1;

    /** The sender of a line. */
    public SendWork(Line line) {
        this.line = line;
        context = line.context();
    }

    @Override
    public long run(long now) {
        if (line.queue().size() == 0) {
            fullSince = -1;
            return IDLE;
        }
        String trouble = line.trouble(now);
        if (trouble != null) {
            handBack(trouble);
            return IDLE;
        }
        int room = Math.min(line.carrier().capacity(), line.callsLeft());
        if (room <= 0) {
            return full(now);
        }
        fullSince = -1;
        line.blocked(false);
        int most = Math.min(room, context.pending().room());
        List<Flight> flights = line.queue().poll(most, flight -> admits(flight, now));
        if (!flights.isEmpty()) {
            send(flights, now);
            line.claimBell().ring();
        }
        return next(now);
    }

    private long full(long now) {
        if (fullSince < 0) {
            fullSince = now;
        }
        if (now - fullSince < STUCK) {
            return FULL;
        }
        line.blocked(true);
        handBack("no free slot for a second");
        return IDLE;
    }

    private boolean admits(Flight flight, long now) {
        if (!line.limit().tryTake(flight.cost(), now)) {
            return false;
        }
        if (line.breaker().tryTake()) {
            return true;
        }
        line.limit().unsent(flight.cost());
        return false;
    }

    private long next(long now) {
        if (line.queue().size() == 0) {
            return IDLE;
        }
        long slot = line.limit().nextIn(now);
        return slot > 0 ? Math.min(slot, FULL) : FULL;
    }

    private void send(List<Flight> flights, long now) {
        DispatchListener listener = context.listener();
        Instant wall = context.clocks().now();
        boolean reports = line.carrier().reportsWrites();
        List<Outgoing> attempts = new ArrayList<>(flights.size());
        List<Decided> expired = new ArrayList<>();
        int segments = 0;
        for (Flight flight : flights) {
            Instant end = flight.standing().warning().expiresAt();
            if (end != null && !wall.isBefore(end)) {
                line.limit().unsent(flight.cost());
                expired.add(new Decided(Decisions.transition(flight.standing(),
                        Suppression.expired(flight.standing().progress()), List.of())));
                continue;
            }
            if (!reports && flight.markWritten()) {
                line.limit().written(flight.cost(), now);
            }
            tell(listener, flight, wall);
            segments += flight.cost();
            attempts.add(flight.outgoing());
        }
        listener.waited(line.name(), now - flights.getFirst().claimedAt());
        if (!attempts.isEmpty()) {
            line.sent(attempts.size(), segments, now);
            listener.sent(line.name(), line.channel(), attempts.size(), segments);
            line.carrier().send(attempts);
        }
        line.breaker().release(expired.size());
        context.settlements().add(expired);
    }

    private static void tell(DispatchListener listener, Flight flight, Instant now) {
        Progress progress = flight.standing().progress();
        if (progress.fence() == 1) {
            Warning warning = flight.standing().warning();
            Instant start = warning.notBefore();
            Instant from = start != null && start.isAfter(warning.acceptedAt()) ? start : warning.acceptedAt();
            listener.firstAttempt(warning.grade(), now.toEpochMilli() - from.toEpochMilli());
        }
    }

    /**
     * Gives everything that is not sent back to its lanes.
     *
     * @param why in words, for the timelines
     */
    public void handBack(String why) {
        context.settlements().add(line.queue().drain().stream().map(flight -> flight.unsent(why)).toList());
    }
}

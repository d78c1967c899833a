package io.tocsin.dispatch.line;

import io.tocsin.dispatch.DispatchListener;
import io.tocsin.dispatch.loop.Work;
import io.tocsin.dispatch.settle.Decided;
import io.tocsin.dispatch.settle.Decisions;
import io.tocsin.plan.Suppression;
import io.tocsin.send.Outgoing;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Progress;
import io.tocsin.warning.Warning;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends what was claimed for a line as fast as its limit, its window and the bound of unsettled
 * answers let it, and hands it back when the line cannot send.
 */
public final class SendWork implements Work {
    private static final long IDLE = TimeUnit.SECONDS.toNanos(1);
    private static final long FULL = TimeUnit.MILLISECONDS.toNanos(20);
    private static final Duration LAST_LOOK = Duration.ofSeconds(1);
    /** A line whose window stays full that long does not keep what another could send. */
    private static final long STUCK = TimeUnit.SECONDS.toNanos(1);

    private final Line line;
    private final LineContext context;
    private final @Nullable CallGate gate;
    /** What may be sent as far as it is not for the limit to say. */
    private final LineQueue ready;
    private long fullSince = -1;

    /** The sender of a line. */
    public SendWork(Line line) {
        this.line = line;
        context = line.context();
        gate = line.gate();
        ready = gate == null ? line.queue() : gate.through();
    }

    @Override
    public long run(long now) {
        if (gate != null) {
            line.look(now);
        }
        if (isEmpty()) {
            fullSince = -1;
            return gate == null ? IDLE : giveBack(gate, now);
        }
        String trouble = line.trouble(now);
        if (trouble != null) {
            handBack(trouble);
            return IDLE;
        }
        if (leavesOut(context.clocks().now())) {
            return FULL;
        }
        int room = Math.min(line.carrier().capacity(), line.callsLeft());
        if (gate != null) {
            gate.turn(room, now);
        }
        if (room <= 0 || ready.size() == 0) {
            return full(now);
        }
        fullSince = -1;
        line.blocked(false);
        putOff(now);
        int most = Math.min(room, context.pending().room());
        List<Flight> flights = ready.poll(most, line.destinations()::isBusy, flight -> admits(flight, now));
        if (!flights.isEmpty()) {
            send(flights, now);
            line.bells().claim().ring();
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
        handBack(gate == null ? "no free slot for a second" : "no free line for a second");
        return IDLE;
    }

    private boolean admits(Flight flight, long now) {
        if (!line.limit().tryTake(flight.cost(), now)) {
            return false;
        }
        if (flight.draw(line.contract().quota(), now)) {
            if (line.breaker().tryTake()) {
                line.destinations().begin(flight, now);
                return true;
            }
            flight.giveBack(flight.cost());
        }
        line.limit().unsent(flight.cost());
        return false;
    }

    /** Hands back what may not go at this hour; true when that is all there was. */
    private boolean leavesOut(Instant now) {
        Set<Grade> forbidden = line.contract().forbidden(now);
        if (!forbidden.isEmpty()) {
            handBack(line.contract().reason(now), forbidden);
        }
        return isEmpty();
    }

    /** What is for a number that has another under way leaves the line until that can be over. */
    private void putOff(long now) {
        Destinations destinations = line.destinations();
        if (destinations.isAnyBusy()) {
            Instant wall = context.clocks().now();
            List<Flight> waiting = ready.drain(destinations::isBusy);
            waiting.forEach(flight -> flight.unsent("another to this number is under way",
                    inTime(flight, wall, wall.plusNanos(destinations.wait(flight, now)))));
            context.settlements().add(waiting);
        }
    }

    /** Once more before its time is over, whenever it would be due otherwise. */
    private static Instant inTime(Flight flight, Instant wall, Instant due) {
        Instant end = flight.standing().warning().expiresAt();
        if (end == null || due.isBefore(end.minus(LAST_LOOK))) {
            return due;
        }
        Instant last = end.minus(LAST_LOOK);
        Instant soonest = wall.plusMillis(100);
        return last.isAfter(soonest) ? last : soonest;
    }

    private boolean isEmpty() {
        return ready.size() == 0 && line.queue().size() == 0;
    }

    /**
     * Nothing waits: lines of calls that are over are given back, and one that was full is looked at.
     */
    private long giveBack(CallGate calls, long now) {
        calls.turn(0, now);
        if (!calls.isFull()) {
            return IDLE;
        }
        calls.look(now);
        line.bells().claim().ring();
        return FULL;
    }

    private long next(long now) {
        if (isEmpty()) {
            return IDLE;
        }
        if (ready.size() == 0) {
            return FULL;
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
        List<Flight> over = new ArrayList<>(0);
        int segments = 0;
        for (Flight flight : flights) {
            Instant end = flight.standing().warning().expiresAt();
            if (end != null && !wall.isBefore(end)) {
                line.limit().unsent(flight.cost());
                flight.giveBack(flight.cost());
                over.add(flight);
                expired.add(new Decided(Decisions.transition(flight.standing(),
                        Suppression.expired(flight.standing().progress()), List.of()), flight.grade()));
                continue;
            }
            if (!reports && flight.markWritten(now)) {
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
        line.destinations().end(over);
        context.settlements().add(expired);
        if (gate != null) {
            gate.over(over);
        }
    }

    private static void tell(DispatchListener listener, Flight flight, Instant now) {
        Progress progress = flight.standing().progress();
        if (progress.fence() == 1) {
            Warning warning = flight.standing().warning();
            Instant start = warning.notBefore();
            Instant from = start != null && start.isAfter(warning.acceptedAt()) ? start : warning.acceptedAt();
            listener.firstAttempt(warning.id(), warning.grade(), now.toEpochMilli() - from.toEpochMilli());
        }
    }

    /**
     * Gives everything that is not sent back to its lanes.
     *
     * @param why in words, for the timelines
     */
    public void handBack(String why) {
        handBack(why, EnumSet.allOf(Grade.class));
    }

    private void handBack(String why, Set<Grade> grades) {
        List<Flight> unsent = line.queue().drain(grades);
        if (gate != null) {
            unsent.addAll(ready.drain(grades));
            gate.over(unsent);
            gate.turn(0, context.clocks().nanos());
        }
        context.settlements().add(unsent.stream().map(flight -> flight.unsent(why)).toList());
    }
}

package io.tocsin.dispatch.line;

import io.tocsin.warning.Grade;
import io.tocsin.warning.Phone;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The numbers that a carrier has a message to which is not answered yet, for carriers that want at
 * most one at a time; as many as there are unanswered attempts. What comes for such a number
 * meanwhile is put off: what is claimed and waits could neither be cancelled nor expire, and would
 * be of unknown end when the node dies. Safe for use by several threads.
 */
final class Destinations {
    /** Many to one number are put off to moments so far from each other. */
    private static final long APART = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long MOST = TimeUnit.SECONDS.toNanos(30);
    /** What is urgent looks again after that much at least, and that much at most. */
    private static final long URGENT_LEAST = 5 * APART;
    private static final long URGENT_MOST = TimeUnit.SECONDS.toNanos(2);

    private final boolean serial;
    private final Map<Phone, Busy> busy = new ConcurrentHashMap<>();

    /**
     * A number that is busy.
     *
     * @param since the ticker
     * @param last when the last one that was put off is due
     */
    private record Busy(long since, long last) {}

    /** No number is busy yet; none ever is when the carrier is not serial. */
    Destinations(boolean serial) {
        this.serial = serial;
    }

    /** Whether any number is busy. */
    boolean isAnyBusy() {
        return !busy.isEmpty();
    }

    /** Whether the flight has to wait for the answer to another one to its number. */
    boolean isBusy(Flight flight) {
        return serial && busy.containsKey(flight.phone());
    }

    /**
     * For how long a flight to a number that is busy is put off, in nanoseconds: behind others that
     * were, and at least for as long as the number has been busy, so that a carrier that does not
     * answer is not asked for again and again. What is urgent is behind nobody.
     */
    long wait(Flight flight, long now) {
        Busy before = busy.get(flight.phone());
        if (before != null && flight.grade() == Grade.URGENT) {
            return Math.clamp(now - before.since, URGENT_LEAST, URGENT_MOST);
        }
        Busy after = busy.computeIfPresent(flight.phone(), (_, known) -> new Busy(known.since,
                now + Math.min(MOST, Math.max(Math.max(0, known.last - now) + APART, now - known.since))));
        return after == null ? 0 : after.last - now;
    }

    /** Its number is busy until it is over. */
    void begin(Flight flight, long now) {
        if (serial) {
            busy.put(flight.phone(), new Busy(now, now));
        }
    }

    /** They are over, or were not sent after all. */
    void end(List<Flight> flights) {
        if (serial) {
            flights.forEach(flight -> busy.remove(flight.phone()));
        }
    }
}

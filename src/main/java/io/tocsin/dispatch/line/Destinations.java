package io.tocsin.dispatch.line;

import io.tocsin.warning.Phone;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The numbers that a carrier has a message to which is not answered yet, for carriers that want at
 * most one at a time; as many as there are unanswered attempts. Safe for use by several threads.
 */
final class Destinations {
    private final boolean serial;
    private final Set<Phone> busy = ConcurrentHashMap.newKeySet();

    /** No number is busy yet; none ever is when the carrier is not serial. */
    Destinations(boolean serial) {
        this.serial = serial;
    }

    /** Whether the flight has to wait for the answer to another one to its number. */
    boolean isBusy(Flight flight) {
        return serial && busy.contains(flight.phone());
    }

    /** Its number is busy until it is over. */
    void begin(Flight flight) {
        if (serial) {
            busy.add(flight.phone());
        }
    }

    /** They are over, or were not sent after all. */
    void end(List<Flight> flights) {
        if (serial) {
            flights.forEach(flight -> busy.remove(flight.phone()));
        }
    }
}

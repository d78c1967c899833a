package io.tocsin.store.intake;

import io.tocsin.store.block.Place;
import io.tocsin.store.refs.Fates;
import io.tocsin.warning.StoreUnavailableException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of this node that are being written. However one ends, its fate is known before it is no
 * longer found here. Many threads.
 */
final class Flights {
    private final Fates fates;
    private final Map<Place, Flight> flying = new ConcurrentHashMap<>();

    Flights(Fates fates) {
        this.fates = fates;
    }

    void begin(Flight flight) {
        flying.put(flight.place(), flight);
    }

    @Nullable
    Flight at(Place place) {
        return flying.get(place);
    }

    void written(Flight flight) {
        fates.written(flight.place(), flight.kind().owner().batch());
        flying.remove(flight.place());
        flight.written();
    }

    /** Nobody knows whether it was written. */
    void failed(Flight flight, StoreUnavailableException why) {
        fates.doubtful(flight.place());
        flying.remove(flight.place());
        flight.failed(why);
    }

    /** Its number was given up. */
    void disbanded(Flight flight) {
        flying.remove(flight.place());
    }
}

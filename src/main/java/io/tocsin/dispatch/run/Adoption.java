package io.tocsin.dispatch.run;

import io.tocsin.dispatch.DispatchListener;
import io.tocsin.dispatch.WorkStore;
import io.tocsin.dispatch.line.Flight;
import io.tocsin.dispatch.line.Line;
import io.tocsin.dispatch.loop.Clocks;
import io.tocsin.warning.Standing;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What dead nodes held in one partition and a carrier can find again: this node becomes its holder,
 * and the carrier follows it to its end. Calls go on when their gateway dies; to declare them of
 * unknown end would ring people twice.
 */
final class Adoption {
    private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);

    private final int partition;
    private final WorkStore store;
    private final Map<String, Line> lines;
    private final Clocks clocks;
    private final DispatchListener listener;
    /**
     * Asked for, and the answer is not known: this node may hold them, and nobody else would say so.
     */
    private List<Standing> wanted = List.of();

    /**
     * The adoption of one partition.
     *
     * @param lines of this node by name
     */
    Adoption(int partition, WorkStore store, Map<String, Line> lines, Clocks clocks, DispatchListener listener) {
        this.partition = partition;
        this.store = store;
        this.lines = lines;
        this.clocks = clocks;
        this.listener = listener;
    }

    /**
     * Takes over what it can, that of an earlier time first whose answer was lost.
     *
     * @return the orphans that no carrier finds again
     */
    List<Standing> take(List<Standing> orphans) {
        List<Standing> lost = new ArrayList<>();
        List<Standing> found = new ArrayList<>();
        for (Standing orphan : orphans) {
            Line line = lines.get(carrier(orphan));
            (line != null && line.adopts() ? found : lost).add(orphan);
        }
        settle();
        wanted = found;
        settle();
        return lost;
    }

    /** Asks for what is wanted; nothing is forgotten when the store fails. */
    void settle() {
        if (wanted.isEmpty()) {
            return;
        }
        BitSet taken = store.adopt(partition, wanted);
        Map<Line, List<Flight>> flights = new LinkedHashMap<>();
        for (int i = taken.nextSetBit(0); i >= 0; i = taken.nextSetBit(i + 1)) {
            Line line = lines.get(carrier(wanted.get(i)));
            if (line != null) {
                flights.computeIfAbsent(line, _ -> new ArrayList<>())
                        .add(Flight.adopted(wanted.get(i), line, clocks.nanos()));
            }
        }
        wanted = List.of();
        flights.forEach((line, all) -> {
            LOG.info("Partition {}: {} attempts of nodes that are gone are followed on {}", partition, all.size(),
                    line.name());
            line.adopt(all);
            listener.adopted(all.size());
        });
    }

    private String carrier(Standing standing) {
        return store.carrier(standing.progress().carrier());
    }
}

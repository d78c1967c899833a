package io.tocsin.fault.random;

import io.tocsin.dispatch.WriteListener;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** When every node wrote to every carrier. */
final class Writes implements WriteListener {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private final Map<String, List<Write>> writes = new HashMap<>();

    private record Write(long at, int segments) {}

    @Override
    public synchronized void written(String carrier, int segments, long nanos) {
        writes.computeIfAbsent(carrier, name -> new ArrayList<>()).add(new Write(nanos, segments));
    }

    /** The most segments in any second to any of the carriers, all nodes together. */
    synchronized int mostInOneSecond() {
        return writes.values().stream().mapToInt(Writes::most).max().orElse(0);
    }

    private static int most(List<Write> list) {
        List<Write> sorted = list.stream().sorted(Comparator.comparingLong(Write::at)).toList();
        int most = 0;
        int within = 0;
        int oldest = 0;
        for (Write each : sorted) {
            within += each.segments;
            while (each.at - sorted.get(oldest).at >= SECOND) {
                within -= sorted.get(oldest++).segments;
            }
            most = Math.max(most, within);
        }
        return most;
    }
}

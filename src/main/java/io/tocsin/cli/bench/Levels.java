package io.tocsin.cli.bench;

import io.tocsin.Gateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** How much memory was used over time, and whether it stays where it is. */
final class Levels {
    /** What a ref takes in Redis; they outlive every benchmark. */
    private static final int REF_BYTES = 20;
    private static final double GROWTH = 1.10;
    private static final double SLACK = 8;
    private static final double MIB = 1 << 20;

    private final Duration settled;
    private final List<Level> levels = new ArrayList<>();

    /** Levels that are compared once that time has passed. */
    Levels(Duration settled) {
        this.settled = settled;
    }

    /** One look, all in MiB; Redis without its log of refs. */
    private record Level(Duration at, double heap, double resident, double redis, double refs) {}

    /** Looks once; returns a line about it. */
    String take(Duration at, Gateway gateway, long accepted) {
        System.gc(); // what is live, not what is waiting for a collection
        double refs = accepted * REF_BYTES / MIB;
        Level level = new Level(at, Heap.afterCollection(), resident(),
                gateway.storeFigures().memoryBytes() / MIB - refs, refs);
        levels.add(level);
        return String.format(Locale.ROOT,
                "%3d:%02d  accepted %,d  heap %.0f MiB  resident %.0f MiB  Redis %.0f MiB and refs %.1f MiB  threads %d",
                at.toMinutes(), at.toSecondsPart(), accepted, level.heap, level.resident, level.redis, refs,
                Thread.getAllStackTraces().size());
    }

    private static double resident() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(each -> each.startsWith("VmRSS:"))
                    .mapToLong(each -> Long.parseLong(each.replaceAll("\\D", ""))).sum() / 1024.0;
        } catch (IOException _) {
            return 0; // not Linux
        }
    }

    /** Adds how it was at first and at last. */
    Figures tell(Figures figures) {
        return figures.put("heapMiB", early(Level::heap)).put("heapMiBAtLast", late(Level::heap))
                .put("residentMiB", early(Level::resident)).put("residentMiBAtLast", late(Level::resident))
                .put("redisMiB", early(Level::redis)).put("redisMiBAtLast", late(Level::redis))
                .put("refsMiB", levels.isEmpty() ? 0 : levels.getLast().refs());
    }

    /**
     * Whether neither heap nor Redis grew between the first and the last third after it had settled.
     */
    boolean areFlat() {
        return flat(Level::heap) && flat(Level::redis);
    }

    private boolean flat(ToDoubleFunction<Level> what) {
        return late(what) <= early(what) * GROWTH + SLACK;
    }

    private double early(ToDoubleFunction<Level> what) {
        List<Level> all = compared();
        return mean(all.subList(0, (all.size() + 2) / 3), what);
    }

    private double late(ToDoubleFunction<Level> what) {
        List<Level> all = compared();
        return mean(all.subList(all.size() - (all.size() + 2) / 3, all.size()), what);
    }

    private List<Level> compared() {
        return levels.stream().filter(each -> each.at.compareTo(settled) >= 0).toList();
    }

    private static double mean(List<Level> some, ToDoubleFunction<Level> what) {
        return some.stream().mapToDouble(what).average().orElse(0);
    }
}

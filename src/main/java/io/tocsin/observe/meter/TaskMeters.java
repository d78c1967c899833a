package io.tocsin.observe.meter;

import io.tocsin.observe.Probe;

/** Meters of what a node does again and again by itself: whether it still does. */
public final class TaskMeters {
    private static final double MILLIS = 1000;

    private TaskMeters() {}

    /** Shows since when a task has not gone well, under that name. */
    public static Probe watched(Meters meters, String task, Probe probe) {
        meters.gauge("tocsin.task.age.seconds",
                "Since the last good run of what a node does again and again by itself",
                () -> probe.age().toMillis() / MILLIS, "task", task);
        return probe;
    }
}

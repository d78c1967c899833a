package io.tocsin.cli;

import io.tocsin.simulate.SimulatorTime;
import java.io.PrintWriter;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** A simulator that a person started: says what it has seen, until it is stopped. */
final class Simulation {
    private static final int REPORT_SECONDS = 5;
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private Simulation() {}

    /** The time where simulated carriers are. */
    static SimulatorTime time() {
        return SimulatorTime.from(System::nanoTime, LocalDateTime.now(CHINA));
    }

    /**
     * Says what it is, and what it has seen when that changed; once more at the end.
     *
     * @param counts what it has seen by now
     * @param words the same for a person
     * @param <T> counts that are equal when nothing happened
     */
    static <T> void watch(PrintWriter out, String what, Supplier<T> counts, Function<T, String> words)
            throws InterruptedException {
        print(out, what);
        CountDownLatch stop = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop.countDown();
            print(out, words.apply(counts.get()));
        }));
        T last = counts.get();
        while (!stop.await(REPORT_SECONDS, TimeUnit.SECONDS)) {
            T now = counts.get();
            if (!now.equals(last)) {
                print(out, words.apply(now));
                last = now;
            }
        }
    }

    private static void print(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}

package io.tocsin.cli.bench;

import io.tocsin.simulate.SmsSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A carrier that is away for a while in the middle of a batch, and how the others fare meanwhile.
 */
final class Away implements Runnable {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final double FULL = 0.97;

    private final Map<String, SmsSimulator<?>> simulators;
    private final LineWrites writes;
    private final String gone;
    private final int seconds;
    private final int goal;
    private final long numbers;
    private volatile long left;
    private volatile long back;

    /**
     * Not away yet.
     *
     * @param writes of a batch as large as the next, in which nobody was away
     * @param gone who goes when it has written a third of what it wrote there
     * @param seconds how long it stays away
     */
    Away(Map<String, SmsSimulator<?>> simulators, LineWrites writes, String gone, int seconds) {
        this.simulators = simulators;
        this.writes = writes;
        this.gone = gone;
        this.seconds = seconds;
        this.goal = writes.of(gone).writes().count() / 3;
        this.numbers = numbers();
    }

    @Override
    public void run() {
        LineWrites.Limit line = writes.of(gone);
        SmsSimulator<?> carrier = simulators.get(gone);
        if (carrier == null) {
            throw new IllegalArgumentException("got " + gone + ", expected one of " + simulators.keySet());
        }
        try {
            Patience.await("writes of " + gone, LONGEST, () -> line.writes().count() >= goal);
            // By the clock of the writes, which is not that of this process.
            left = line.writes().last();
            long begun = System.nanoTime();
            carrier.away(true);
            TimeUnit.SECONDS.sleep(seconds);
            carrier.away(false);
            back = left + System.nanoTime() - begun;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long numbers() {
        return simulators.values().stream().mapToLong(each -> each.counts().numbers()).sum();
    }

    /** How many more numbers the carriers saw since than warnings were submitted. */
    int sentTwice(int warnings) {
        long repeated = simulators.values().stream().mapToLong(each -> each.counts().repeated()).sum();
        return (int) (numbers() - numbers - warnings + repeated);
    }

    /** How the others fared, and when it was as fast as before again. */
    Figures tell(Figures figures) {

        for (LineWrites.Limit each : writes.limits()) {
            if (!each.carrier().equals(gone)) {
                figures.put(each.carrier() + "LeastUsed", used(each, left + 2 * SECOND));
                figures.put(each.carrier() + "LeastUsedAtOnce", used(each, left));
            }
        }
        long full = full(writes.of(gone));
        // Nothing was left to send when the batch was too small for that.
        return full == 0 ? figures : figures.put("backAfterSeconds", (full - back) / 1e9);
    }

    /** The least of its rate that it used in any second while the other was away, and it had work. */
    private double used(LineWrites.Limit line, long from) {
        int least = line.writes().leastInOneSecond(from, Math.min(back, line.writes().last()));
        return least == Integer.MAX_VALUE ? 0 : (double) least / line.rate();
    }

    /** The end of the first second since it came back in which it used its rate; 0 for never. */
    private long full(LineWrites.Limit line) {
        long last = line.writes().last();
        for (long end = back + SECOND; end <= last; end += SECOND / 20) {
            if (line.writes().leastInOneSecond(end - SECOND, end) >= FULL * line.rate()) {
                return end;
            }
        }
        return 0;
    }
}

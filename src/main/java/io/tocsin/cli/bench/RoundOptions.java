package io.tocsin.cli.bench;

import io.tocsin.cli.sample.Samples;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Options of the benchmarks that submit made-up warnings round by round, and how the rounds run.
 */
final class RoundOptions {
    /** Numbers of one round never meet those of another. */
    static final long STRIDE = 1_000_003L;

    @Option(names = "--per-post", defaultValue = "0", description = "Warnings a POST; 0 for one body (default: ${DEFAULT-VALUE}).")
    private int perPost;

    @Option(names = "--posts-at-a-time", defaultValue = "8", description = "How many POSTs at a time (default: ${DEFAULT-VALUE}).")
    private int atATime;

    @Option(names = "--warm-up", defaultValue = "2", description = "Rounds before those that count (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds that count; the median is told (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    /** One round. */
    @FunctionalInterface
    interface Work {
        /**
         * Measures it.
         *
         * @param number from 1
         * @param file what to submit
         */
        Round run(int number, SampleFile file) throws IOException, InterruptedException, ExecutionException;
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    int atATime() {
        return atATime;
    }

    /** Rounds of both kinds. */
    int all() {
        return warmUp + rounds;
    }

    /** Number of the round in the middle of those that count. */
    int middle() {
        return warmUp + (rounds + 1) / 2;
    }

    /**
     * Runs them all, each with new warnings in a file, and says a line about each.
     *
     * @param heap watched from the first round that counts on
     */
    Rounds run(int warnings, HeapWatch heap, Work work) throws IOException, InterruptedException, ExecutionException {
        Rounds measured = new Rounds();
        for (int number = 1; number <= all(); number++) {
            if (number == warmUp + 1) {
                heap.forget();
            }
            Samples samples = new Samples(number * STRIDE, warnings, false);
            try (SampleFile file = SampleFile.of(samples, perPost == 0 ? warnings : perPost)) {
                Round round = work.run(number, file);
                out().printf("%s %d: %s%n", number <= warmUp ? "warm-up" : "round", number, round);
                out().flush();
                if (number > warmUp) {
                    measured.add(round);
                }
            }
        }
        return measured;
    }
}

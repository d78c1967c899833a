package io.tocsin.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.Gateway;
import io.tocsin.cli.client.ApiClient;
import io.tocsin.cli.client.Follow;
import io.tocsin.store.facade.StoreFigures;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What one round of a benchmark took.
 *
 * @param warnings how many
 * @param intakeSeconds from the first byte to the last answer
 * @param seconds from the first byte until all were final
 * @param redisMicros of Redis' CPU for each warning
 * @param rewrites of the append-only file that began meanwhile
 * @param balanced whether all numbers added up and all were reached
 */
record Round(long warnings, double intakeSeconds, double seconds, double redisMicros, long rewrites,
        boolean balanced) {
    private static final double SECOND = 1e9;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    double perSecond() {
        return warnings / seconds;
    }

    double intakePerSecond() {
        return warnings / intakeSeconds;
    }

    @Override
    public String toString() {
        return "%,.0f warnings/s, intake %,.0f/s, Redis %.1f µs%s".formatted(perSecond(), intakePerSecond(),
                redisMicros,
                rewrites == 0 ? "" : ", rewrites of its file: " + rewrites);
    }

    /** Starts the clock. */
    static Clock begin(Gateway gateway) {
        StoreFigures now = gateway.storeFigures();
        return new Clock(System.nanoTime(), now);
    }

    /** Runs from the first byte on. */
    record Clock(long nanos, StoreFigures before) {
        double seconds() {
            return (System.nanoTime() - nanos) / SECOND;
        }

        /** Stops the clock. */
        Round end(Gateway gateway, long warnings, double intakeSeconds, boolean balanced) {
            double seconds = seconds();
            StoreFigures now = gateway.storeFigures();
            double micros = (now.cpuSeconds() - before.cpuSeconds()) * 1e6 / warnings;
            return new Round(warnings, intakeSeconds, seconds, micros, now.rewrites() - before.rewrites(), balanced);
        }
    }

    /** Waits until batches are done; false when one does not balance or not all of it was reached. */
    static boolean await(ApiClient client, List<String> batches) throws IOException, InterruptedException {
        boolean balanced = true;
        for (String batch : batches) {
            String path = "/v1/batches/" + batch;
            Patience.await("batch " + batch, LONGEST, () -> {
                TimeUnit.MILLISECONDS.sleep(20);
                return client.get(path).body().path("state").asText().equals("done");
            });
            JsonNode counts = client.get(path).body().path("counts");
            balanced &= Follow.balances(counts)
                    && counts.path("reached").asLong() == counts.path("accepted").asLong();
        }
        return balanced;
    }
}

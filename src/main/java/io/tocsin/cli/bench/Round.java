package io.tocsin.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.Gateway;
import io.tocsin.cli.client.ApiClient;
import io.tocsin.cli.client.Follow;
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
 * @param balanced whether all numbers added up and all were reached
 */
record Round(long warnings, double intakeSeconds, double seconds, double redisMicros, boolean balanced) {
    private static final double SECOND = 1e9;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    double perSecond() {
        return warnings / seconds;
    }

    double intakePerSecond() {
        return warnings / intakeSeconds;
    }

    /** Starts the clock. */
    static Clock begin(Gateway gateway) {
        return new Clock(System.nanoTime(), gateway.storeFigures().cpuSeconds());
    }

    /** Runs from the first byte on. */
    record Clock(long nanos, double redisCpu) {
        double seconds() {
            return (System.nanoTime() - nanos) / SECOND;
        }

        /** Stops the clock. */
        Round end(Gateway gateway, long warnings, double intakeSeconds, boolean balanced) {
            double seconds = seconds();
            double micros = (gateway.storeFigures().cpuSeconds() - redisCpu) * 1e6 / warnings;
            return new Round(warnings, intakeSeconds, seconds, micros, balanced);
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

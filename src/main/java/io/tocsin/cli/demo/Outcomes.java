package io.tocsin.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** What became of a batch, by carrier, state and last cause: counted from its results. */
final class Outcomes {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TreeMap<String, Long> counts = new TreeMap<>();
    private long attempts;
    private long resent;
    private long flagged;
    private long warnings;

    /** Counts results, one JSON object a line. */
    static Outcomes of(InputStream results) throws IOException {
        Outcomes outcomes = new Outcomes();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(results, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                outcomes.add(JSON.readTree(line));
            }
        }
        return outcomes;
    }

    private void add(JsonNode result) {
        String carrier = result.path("carrier").asText("-");
        String key = "%-8s %-8s %-12s %-12s".formatted(result.path("channel").asText("-"), carrier,
                result.path("state").asText(), result.path("cause").asText("-"));
        counts.merge(key, 1L, Long::sum);
        attempts += result.path("attempts").asLong();
        flagged += result.path("flagged").asBoolean() ? 1 : 0;
        resent += result.path("resent").asBoolean() ? 1 : 0;
        warnings++;
    }

    long warnings() {
        return warnings;
    }

    void print(PrintWriter out) {
        out.printf("  %-8s %-8s %-12s %-12s %10s%n", "channel", "carrier", "state", "last cause", "warnings");
        counts.forEach((key, count) -> out.printf("  %s %,10d%n", key, count));
        out.printf(
                "  %,d warnings, %,d attempts, %,d sent again after an unknown end; %,d people flagged: they seem to be"
                        + " in a fraudster's hands%n",
                warnings, attempts, resent, flagged);
    }
}

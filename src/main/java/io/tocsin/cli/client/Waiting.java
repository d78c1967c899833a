package io.tocsin.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** Says now and then what a batch waits for of which nothing becomes final. Used by one thread. */
final class Waiting {
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration EVERY = Duration.ofSeconds(60);
    private final PrintWriter out;
    private final Bar bar;
    private final LongSupplier ticker;
    private long done = -1;
    private long since;
    private long nextAt;

    /**
     * Says it on an output.
     *
     * @param bar whose line is ended first
     * @param ticker nanoseconds that only run forward
     */
    Waiting(PrintWriter out, Bar bar, LongSupplier ticker) {
        this.out = out;
        this.bar = bar;
        this.ticker = ticker;
    }

    /** The batch stands like that, with so many of its warnings final. */
    void look(JsonNode batch, long now) {
        long at = ticker.getAsLong();
        if (now != done) {
            done = now;
            since = at;
            nextAt = at + FIRST.toNanos();
        } else if (at - nextAt >= 0) {
            nextAt = at + EVERY.toNanos();
            bar.interrupt();
            out.println("nothing of it ended for " + Duration.ofNanos(at - since).toSeconds() + " s: " + why(batch));
            out.flush();
        }
    }

    private static String why(JsonNode batch) {
        String state = batch.path("state").asText();
        if (!state.equals("running")) {
            return "it is " + state;
        }
        if (batch.path("etaUnknown").asText().equals("no-carrier")) {
            return "no carrier serves the operators of the " + batch.path("counts").path("ready").asLong()
                    + " that are left; see './tocsin check' and 'operators' of the carriers";
        }
        StringBuilder text = new StringBuilder();
        for (String[] each : List.of(
                new String[]{"ready", "behind higher grades and other batches, or for a carrier"},
                new String[]{"in-flight", "for the carrier's answer"},
                new String[]{"awaiting-receipt", "for a receipt"},
                new String[]{"scheduled", "for their time"})) {
            long count = batch.path("counts").path(each[0]).asLong();
            if (count > 0) {
                text.append(text.isEmpty() ? "" : ", ").append(count).append(" wait ").append(each[1]);
            }
        }
        return text.isEmpty() ? "it is about to end" : text.toString();
    }
}

package io.tocsin.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Watches a batch until every warning of it is final. */
public final class Follow {
    private static final List<String> FINAL = List.of("reached", "unreached", "suppressed", "expired", "cancelled");

    private final ApiClient client;
    private final PrintWriter out;

    /** Watches through a client, shows on an output. */
    public Follow(ApiClient client, PrintWriter out) {
        this.client = client;
        this.out = out;
    }

    /**
     * Watches one batch.
     *
     * @return whether it came to its end with numbers that balance
     */
    public boolean toTheEnd(String batch) throws IOException, InterruptedException {
        Bar bar = new Bar(out, "final", Bar.onTerminal());
        Waiting waiting = new Waiting(out, bar, System::nanoTime);
        while (true) {
            ApiClient.Reply reply = client.get("/v1/batches/" + batch);
            if (!reply.ok()) {
                out.println("cannot follow the batch: " + reply.problem());
                return false;
            }
            JsonNode counts = reply.body().path("counts");
            long done = FINAL.stream().mapToLong(state -> counts.path(state).asLong()).sum();
            long accepted = counts.path("accepted").asLong();
            String state = reply.body().path("state").asText();
            if (state.equals("done") || (state.equals("cancelled") && done == accepted)) {
                if (accepted == 0) {
                    out.printf("nothing new was in it: %,d rows were accepted before, %,d are rejected%n",
                            counts.path("duplicate").asLong(), counts.path("rejected").asLong());
                    out.flush();
                } else {
                    bar.end(done, accepted, states(counts));
                }
                return balances(counts);
            }
            bar.show(done, accepted, states(counts));
            waiting.look(reply.body(), done);
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** Whether submitted = accepted + duplicate + rejected, and accepted is the sum over the states. */
    public static boolean balances(JsonNode counts) {
        long states = 0;
        for (var field : counts.properties()) {
            if (!List.of("submitted", "accepted", "duplicate", "rejected", "flagged").contains(field.getKey())) {
                states += field.getValue().asLong();
            }
        }
        return counts.path("submitted").asLong() == counts.path("accepted").asLong()
                + counts.path("duplicate").asLong() + counts.path("rejected").asLong()
                && counts.path("accepted").asLong() == states;
    }

    private static String states(JsonNode counts) {
        StringBuilder text = new StringBuilder();
        for (String state : List.of("reached", "unreached", "suppressed", "expired", "cancelled", "scheduled")) {
            long n = counts.path(state).asLong();
            if (n > 0) {
                text.append(text.isEmpty() ? "" : ", ").append(state).append(' ').append(n);
            }
        }
        return text.toString();
    }
}

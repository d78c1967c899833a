package io.tocsin.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.cli.client.ApiClient;
import io.tocsin.simulate.SmsSimulator;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Collection;

/** What people wrote back, as the client hears of it. */
final class Answers {
    /** The last ones come some seconds after the last message. */
    private static final Duration QUIET = Duration.ofSeconds(4);
    private static final Duration MOST = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int PAGE = 1000;

    private Answers() {}

    /** Waits until nobody writes any more and all is confirmed; false when that does not come to be. */
    static boolean arrived(Collection<SmsSimulator<?>> simulators) throws InterruptedException {
        long begun = System.nanoTime();
        long changed = begun;
        long before = -1;
        while (System.nanoTime() - begun < MOST.toNanos()) {
            long sent = simulators.stream().mapToLong(each -> each.counts().replies()).sum();
            long confirmed = simulators.stream().mapToLong(each -> each.counts().confirmedReplies()).sum();
            if (sent != before || sent != confirmed) {
                changed = System.nanoTime();
                before = sent;
            } else if (System.nanoTime() - changed > QUIET.toNanos()) {
                return true;
            }
            Thread.sleep(LOOK.toMillis());
        }
        return false;
    }

    static void print(PrintWriter out, ApiClient client) throws IOException, InterruptedException {
        long all = 0;
        long optedOut = 0;
        long incomplete = 0;
        String after = "";
        JsonNode page;
        do {
            page = client.get("/v1/events?limit=" + PAGE + (after.isEmpty() ? "" : "&after=" + after)).body();
            for (JsonNode event : page.path("items")) {
                if (event.path("type").asText().equals("reply")) {
                    all++;
                    optedOut += event.path("reply").path("optOut").asBoolean() ? 1 : 0;
                    incomplete += event.path("reply").path("incomplete").asBoolean() ? 1 : 0;
                }
            }
            after = page.path("next").asText();
        } while (page.path("items").size() > 0);
        out.printf("  %,d replies stand with their warnings (long ones as one), %,d of them want no more messages,"
                + " %,d lack a part%n", all, optedOut, incomplete);
    }
}

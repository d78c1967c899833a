package io.tocsin.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.net.HttpCaller;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The way to a Prometheus: a few questions at once, and a few that wait for those, each with a
 * deadline and an answer of bounded size; those who ask take turns. What its API answers is in its
 * documentation, "HTTP API" (version 1).
 */
public final class PrometheusDoor {
    /** For all of a question; boards ask again by themselves. */
    static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST = 4 << 20;
    static final int AT_ONCE = 8;
    /** Two of the largest boards, drawn at the same time by one. */
    static final int WAITING_EACH = 120;
    static final int WAITING = 480;
    private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded",
            "Accept", "application/json");

    private final MonitoringConfig config;
    private final HttpCaller caller;
    private final Duration patience;
    private final Turns turns = new Turns(AT_ONCE, WAITING_EACH, WAITING);

    /** Asks the one that is configured, if there is one. */
    public PrometheusDoor(MonitoringConfig config, HttpCaller caller) {
        this(config, caller, PATIENCE);
    }

    PrometheusDoor(MonitoringConfig config, HttpCaller caller, Duration patience) {
        this.config = config;
        this.caller = caller;
        this.patience = patience;
    }

    /** Whether there is one to ask. */
    boolean isConfigured() {
        return config.prometheus() != null;
    }

    /**
     * Asks for what its API only gives without parameters.
     *
     * @param who for whom; a name
     * @param what the call below {@code /api/v1/}
     * @return what it answered, as it came
     * @throws ProblemException when there is none, or it does not answer
     */
    byte[] get(String who, String what) throws InterruptedException {
        return ask(who, new HttpCaller.Request(below(what), "GET", Map.of("Accept", "application/json"), new byte[0]));
    }

    /**
     * Asks.
     *
     * @param who for whom; a name
     * @param what the call below {@code /api/v1/}
     * @param form its parameters
     * @return what it answered, as it came
     * @throws ProblemException when there is none, when it does not answer, or refuses the question
     */
    byte[] ask(String who, String what, Map<String, String> form) throws InterruptedException {
        URI to = below(what);
        byte[] body = form.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&")).getBytes(StandardCharsets.UTF_8);
        return ask(who, new HttpCaller.Request(to, "POST", FORM, body));
    }

    private URI below(String what) {
        URI base = config.prometheus();
        if (base == null) {
            throw Problem.of(ProblemType.MONITORING_OFF, "got no monitoring.prometheus in the configuration, expected"
                    + " the address of one, as http://127.0.0.1:9090").exception();
        }
        // Beneath whatever path it is served at.
        return URI.create(base.toString().replaceAll("/+$", "") + "/api/v1/" + what);
    }

    private byte[] ask(String who, HttpCaller.Request request) throws InterruptedException {
        switch (turns.take(who, patience)) {
            case NO_ROOM -> throw busy("and too many wait, at most " + WAITING_EACH + " of one and " + WAITING
                    + " of all");
            case TOO_LATE -> throw busy("and it was not the turn of yours within " + patience.toSeconds() + " s");
            case TURN -> {
                // Below.
            }
        }
        try {
            return answer(caller.call(request, patience, MOST));
        } catch (IOException e) {
            throw Problem.of(ProblemType.MONITORING_SILENT, "got from monitoring.prometheus: " + e.getMessage()
                    + "; expected an answer of at most " + MOST + " bytes within " + patience.toSeconds() + " s")
                    .exception();
        } finally {
            turns.end();
        }
    }

    private static ProblemException busy(String why) {
        return Problem.of(ProblemType.BUSY, "Prometheus is asked " + AT_ONCE + " questions at once, the most there"
                + " may be, " + why).retryAfter(Duration.ofSeconds(2)).exception();
    }

    private static byte[] answer(HttpCaller.Reply reply) {
        return switch (reply.status()) {
            case 200 -> reply.body();
            // Bad data, and what cannot be evaluated: Prometheus says why.
            case 400, 422 -> throw Problem.parameter("query", "invalid", "Prometheus refuses it: " + why(reply.body()))
                    .exception();
            default -> throw Problem.of(ProblemType.MONITORING_SILENT, "got status " + reply.status()
                    + " from monitoring.prometheus, expected 200").exception();
        };
    }

    private static String why(byte[] body) {
        try {
            JsonNode error = Json.read(body).path("error");
            return error.asText().substring(0, Math.min(300, error.asText().length()));
        } catch (ProblemException e) {
            return "for no reason that can be read";
        }
    }
}

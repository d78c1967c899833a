package io.tocsin.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.net.HttpCaller;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The way to a Prometheus: a few questions at once, and a few that wait for those, each with a
 * deadline and an answer of bounded size. What its API answers is in its documentation, "HTTP API"
 * (version 1).
 */
public final class PrometheusDoor {
    /** For all of a question; boards ask again by themselves. */
    static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST = 4 << 20;
    static final int AT_ONCE = 8;
    /** Two of the largest boards, drawn at the same time. */
    static final int WAITING = 120;
    private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded",
            "Accept", "application/json");

    private final MonitoringConfig config;
    private final HttpCaller caller;
    private final Duration patience;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final Semaphore room = new Semaphore(AT_ONCE + WAITING);

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
     * Asks.
     *
     * @param what the call below {@code /api/v1/}
     * @param form its parameters
     * @return what it answered, as it came
     * @throws ProblemException when there is none, when it does not answer, or refuses the question
     */
    byte[] ask(String what, Map<String, String> form) throws InterruptedException {
        URI base = config.prometheus();
        if (base == null) {
            throw Problem.of(ProblemType.MONITORING_OFF, "got no monitoring.prometheus in the configuration, expected"
                    + " the address of one, as http://127.0.0.1:9090").exception();
        }
        // Beneath whatever path it is served at.
        URI to = URI.create(base.toString().replaceAll("/+$", "") + "/api/v1/" + what);
        byte[] body = form.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&")).getBytes(StandardCharsets.UTF_8);
        if (!room.tryAcquire()) {
            throw busy("and " + WAITING + " wait");
        }
        try {
            return inTurn(to, body);
        } finally {
            room.release();
        }
    }

    private byte[] inTurn(URI to, byte[] body) throws InterruptedException {
        if (!free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw busy("none of which ended within " + patience.toSeconds() + " s");
        }
        try {
            return answer(caller.call(new HttpCaller.Request(to, "POST", FORM, body), patience, MOST));
        } catch (IOException e) {
            throw Problem.of(ProblemType.MONITORING_SILENT, "got from monitoring.prometheus: " + e.getMessage()
                    + "; expected an answer of at most " + MOST + " bytes within " + patience.toSeconds() + " s")
                    .exception();
        } finally {
            free.release();
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

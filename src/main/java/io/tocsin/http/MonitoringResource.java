package io.tocsin.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.HttpMethod;
import io.tocsin.access.user.Role;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the console's boards are made of: the dashboards that the program carries, and the answers
 * of a configured Prometheus to their expressions. Of Prometheus' API only {@code query},
 * {@code query_range} and {@code query_exemplars} can be reached through here.
 */
public final class MonitoringResource implements Resource {
    /** The most points of a series that Prometheus answers with. */
    private static final int MOST_POINTS = 11_000;
    private static final int LONGEST = 3_500;
    private static final Admission WATCH = Admission.people(Role.DUTY, Role.SUPERVISOR);
    /** Seconds: a week and a day, more than Prometheus keeps exemplars of. */
    private static final BigDecimal LONGEST_EXEMPLARS = BigDecimal.valueOf(8 * 86_400);
    private static final BigDecimal SHORTEST_STEP = new BigDecimal("0.1");

    private final Boards boards = new Boards();
    private final PrometheusDoor prometheus;

    /** Answers from there. */
    public MonitoringResource(PrometheusDoor prometheus) {
        this.prometheus = prometheus;
    }

    @Override
    public List<Call> calls() {
        return List.of(Call.of(HttpMethod.GET, "/v1/monitoring/dashboards", WATCH, _ -> list()),
                Call.of(HttpMethod.GET, "/v1/monitoring/dashboards/{uid}", WATCH, this::board),
                Call.of(HttpMethod.GET, "/v1/monitoring/query", WATCH, this::query, "query", "time"),
                Call.of(HttpMethod.GET, "/v1/monitoring/query_range", WATCH, this::range, "query", "start", "end",
                        "step"),
                Call.of(HttpMethod.GET, "/v1/monitoring/query_exemplars", WATCH, this::exemplars, "query", "start",
                        "end"));
    }

    private HttpResponse list() {
        return Json.ok(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (Boards.Board board : boards.all()) {
                board.write(json);
            }
            json.writeEndArray();
            json.writeNullField("next");
            json.writeBooleanField("configured", prometheus.isConfigured());
            json.writeEndObject();
        });
    }

    private HttpResponse board(Exchange exchange) {
        return boards.find(exchange.path("uid"))
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND, "there is no such dashboard").exception()).file()
                .answer(exchange, "no-cache");
    }

    private HttpResponse query(Exchange exchange) throws InterruptedException {
        Map<String, String> form = new LinkedHashMap<>(Map.of("query", expression(exchange)));
        if (exchange.query("time").isPresent()) {
            form.put("time", number(exchange, "time").toPlainString());
        }
        return answer(prometheus.ask(who(exchange), "query", form));
    }

    private HttpResponse range(Exchange exchange) throws InterruptedException {
        String query = expression(exchange);
        BigDecimal start = number(exchange, "start");
        BigDecimal end = number(exchange, "end");
        BigDecimal step = number(exchange, "step");
        if (step.compareTo(SHORTEST_STEP) < 0) {
            throw Problem.parameter("step", "invalid", "got " + step + ", expected at least " + SHORTEST_STEP)
                    .exception();
        }
        if (end.subtract(start).compareTo(step.multiply(BigDecimal.valueOf(MOST_POINTS))) > 0 || end.compareTo(
                start) < 0) {
            throw Problem.parameter("end", "invalid", "got " + end + ", expected start or later, and at most "
                    + MOST_POINTS + " steps").exception();
        }
        return answer(prometheus.ask(who(exchange), "query_range",
                Map.of("query", query, "start", start.toPlainString(), "end",
                        end.toPlainString(), "step", step.toPlainString())));
    }

    private HttpResponse exemplars(Exchange exchange) throws InterruptedException {
        String query = expression(exchange);
        BigDecimal start = number(exchange, "start");
        BigDecimal end = number(exchange, "end");
        if (end.compareTo(start) < 0 || end.subtract(start).compareTo(LONGEST_EXEMPLARS) > 0) {
            throw Problem.parameter("end", "invalid", "got " + end + ", expected start or later, and at most "
                    + LONGEST_EXEMPLARS + " s").exception();
        }
        return answer(prometheus.ask(who(exchange), "query_exemplars",
                Map.of("query", query, "start", start.toPlainString(), "end", end.toPlainString())));
    }

    private static HttpResponse answer(byte[] body) {
        return HttpResponse.of(HttpStatus.OK, MediaType.JSON_UTF_8, HttpData.wrap(body));
    }

    private static String who(Exchange exchange) {
        return exchange.anyPerson().map(live -> live.user().name()).orElse("");
    }

    private static String expression(Exchange exchange) {
        String query = exchange.query("query").orElse("");
        if (query.isBlank() || query.length() > LONGEST) {
            throw Problem.parameter("query", "invalid", "got " + query.length() + " characters, expected 1 to "
                    + LONGEST).exception();
        }
        return query;
    }

    private static BigDecimal number(Exchange exchange, String name) {
        String text = exchange.query(name).orElse("");
        if (!text.matches("[0-9]{1,12}(\\.[0-9]{1,9})?")) {
            throw Problem.parameter(name, "invalid", "got '" + text.substring(0, Math.min(40, text.length()))
                    + "', expected seconds, as 1760000000.5").exception();
        }
        return new BigDecimal(text);
    }
}

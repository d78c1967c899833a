package io.tocsin.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import io.tocsin.access.user.Role;
import io.tocsin.report.ResultJson;
import io.tocsin.warning.CauseWords;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The alerts that a configured Prometheus has now (its API's {@code /api/v1/alerts}), in words and
 * with where the runbook says what to do; those that fire first, then by severity and age. Alerts
 * of the severity {@code none} are dead man's switches, and are left out.
 */
public final class AlertsResource implements Resource {
    /** Alerts that are told; of more, how many. */
    static final int MOST = 100;
    private static final int LONGEST = 500;
    private static final Admission WATCH = Admission.people(Role.DUTY, Role.SUPERVISOR);
    /** The others go behind them. */
    private static final List<String> SEVERITIES = List.of("critical", "warning", "info");
    /** Of the rules' own making; the others say which carrier, node or lane it is. */
    private static final Set<String> HIDDEN = Set.of("alertname", "severity");
    private static final Comparator<Alert> ORDER = Comparator.comparing((Alert alert) -> !alert.firing())
            .thenComparingInt(alert -> rank(alert.severity())).thenComparing(Alert::since).thenComparing(Alert::name);

    private final PrometheusDoor prometheus;
    private final ResultJson forms;
    private final Map<String, String> chinese = RunbookResource.chineseTitles();

    private record Alert(String name, String severity, boolean firing, Instant since, String summary, String detail,
            Map<String, String> labels) {}

    /** Answers from there. */
    public AlertsResource(PrometheusDoor prometheus, ResultJson forms) {
        this.prometheus = prometheus;
        this.forms = forms;
    }

    @Override
    public List<Call> calls() {
        return List.of(Call.of(HttpMethod.GET, "/v1/monitoring/alerts", WATCH, this::list));
    }

    private HttpResponse list(Exchange exchange) throws InterruptedException {
        String who = exchange.anyPerson().map(live -> live.user().name()).orElse("");
        List<Alert> all = new ArrayList<>();
        for (JsonNode each : read(prometheus.get(who, "alerts")).at("/data/alerts")) {
            Alert alert = alert(each);
            if (!alert.severity().equals("none")) {
                all.add(alert);
            }
        }
        List<Alert> shown = all.stream().sorted(ORDER).limit(MOST).toList();
        return Json.ok(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (Alert alert : shown) {
                write(json, alert);
            }
            json.writeEndArray();
            json.writeNumberField("more", all.size() - shown.size());
            json.writeEndObject();
        });
    }

    private static JsonNode read(byte[] body) {
        try {
            JsonNode said = Json.read(body);
            if (said.at("/data/alerts").isArray()) {
                return said;
            }
        } catch (ProblemException e) {
            // Below.
        }
        throw Problem.of(ProblemType.MONITORING_SILENT, "got from monitoring.prometheus no list of alerts, expected"
                + " one at data.alerts").exception();
    }

    private static Alert alert(JsonNode said) {
        Map<String, String> labels = new TreeMap<>();
        said.path("labels").properties().forEach(label -> {
            if (!HIDDEN.contains(label.getKey()) && labels.size() < 20) {
                labels.put(cut(label.getKey()), cut(label.getValue().asText()));
            }
        });
        return new Alert(cut(said.at("/labels/alertname").asText()), cut(said.at("/labels/severity").asText()),
                said.path("state").asText().equals("firing"), time(said.path("activeAt").asText()),
                cut(said.at("/annotations/summary").asText()), cut(said.at("/annotations/description").asText()),
                labels);
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    private static int rank(String severity) {
        int at = SEVERITIES.indexOf(severity);
        return at < 0 ? SEVERITIES.size() : at;
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        // Half of a character could not be written.
        return text.substring(0, Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }

    private void write(JsonGenerator json, Alert alert) throws IOException {
        @Nullable
        String title = chinese.get(alert.name());
        json.writeStartObject();
        json.writeStringField("name", alert.name());
        json.writeStringField("severity", alert.severity());
        json.writeBooleanField("firing", alert.firing());
        forms.time(json, "since", alert.since());
        ResultJson.words(json, new CauseWords(alert.summary(), title == null ? "" : title));
        json.writeStringField("detail", alert.detail());
        json.writeObjectFieldStart("labels");
        for (Map.Entry<String, String> label : alert.labels().entrySet()) {
            json.writeStringField(label.getKey(), label.getValue());
        }
        json.writeEndObject();
        // An alert of the site's own is not in our runbook.
        json.writeStringField("runbook", title == null
                ? null
                : "/runbook#" + alert.name().toLowerCase(Locale.ROOT));
        json.writeEndObject();
    }
}

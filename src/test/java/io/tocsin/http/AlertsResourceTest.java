package io.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.access.user.Role;
import io.tocsin.config.value.Listen;
import io.tocsin.net.JdkHttpCaller;
import io.tocsin.store.RealRedis;
import io.tocsin.store.redis.Redis;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Prometheus' alerts come to for whoever is on duty. */
class AlertsResourceTest {
    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();
    private volatile FakePrometheus.Said said = alerts();
    private final FakePrometheus prometheus = new FakePrometheus(_ -> said);
    private final JdkHttpCaller caller = new JdkHttpCaller();
    private final Reading reading = new Reading();
    @SuppressWarnings("NullAway.Init") // set before each test
    private Redis redis;
    @SuppressWarnings("NullAway.Init") // set before each test
    private Door door;
    @SuppressWarnings("NullAway.Init") // set before each test
    private People people;

    @BeforeEach
    void open() {
        redis = SERVER.connect();
        open(new MonitoringConfig(prometheus.url()));
    }

    private void open(MonitoringConfig config) {
        people = new People(redis);
        door = new Door(new HttpConfig(Listen.loopback(0), null), people.guard, people.sessions(),
                new AlertsResource(new PrometheusDoor(config, caller), reading.forms));
    }

    @AfterEach
    void close() {
        door.close();
        redis.close();
        reading.close();
        caller.close();
        prometheus.close();
    }

    private static FakePrometheus.Said alerts(String... alerts) {
        return new FakePrometheus.Said(200, "{\"status\":\"success\",\"data\":{\"alerts\":["
                + String.join(",", alerts) + "]}}");
    }

    /** As Prometheus 2.42 writes one. */
    private static String alert(String name, String severity, String state, String since, String carrier) {
        return "{\"labels\":{\"alertname\":\"" + name + "\",\"carrier\":\"" + carrier + "\",\"severity\":\"" + severity
                + "\"},\"annotations\":{\"description\":\"" + carrier
                + " has no session\",\"summary\":\"A carrier is down\"},\"state\":\"" + state + "\",\"activeAt\":\""
                + since + "\",\"value\":\"0e+00\"}";
    }

    private HttpResponse<String> ask(Role role) {
        String name = role.code() + door.port();
        people.add(name, "呼伦贝尔", role);
        return people.in(door, name).get("/v1/monitoring/alerts");
    }

    private static List<String> names(JsonNode answer) {
        return answer.path("items").findValuesAsText("name");
    }

    @Test
    void what_fires_goes_first_then_what_is_worse_then_what_is_older_and_the_watchdog_is_none() {
        said = alerts(alert("Own", "page", "firing", "2026-08-01T06:00:00Z", "x"),
                alert("TocsinLaneStuck", "warning", "firing", "2026-08-01T06:00:00Z", "x"),
                alert("TocsinNodeDown", "critical", "pending", "2026-08-01T05:00:00Z", "x"),
                alert("TocsinWatchdog", "none", "firing", "2026-07-01T05:00:00Z", "x"),
                alert("TocsinCarrierDown", "critical", "firing", "2026-08-01T06:01:00Z", "cmcc"),
                alert("TocsinRedisDown", "critical", "firing", "2026-08-01T06:00:59.5Z", "x"));
        JsonNode answer = Reading.json(200, ask(Role.DUTY));
        assertThat(names(answer)).containsExactly("TocsinRedisDown", "TocsinCarrierDown", "TocsinLaneStuck", "Own",
                "TocsinNodeDown");
        assertThat(answer.path("more").asInt()).isZero();
        assertThat(answer.at("/items/1").toString())
                .isEqualTo("{\"name\":\"TocsinCarrierDown\",\"severity\":\"critical\","
                        + "\"firing\":true,\"since\":\"2026-08-01T14:01:00+08:00\",\"words\":{\"en\":\"A carrier is down\","
                        + "\"zh\":\"线路断开\"},\"detail\":\"cmcc has no session\",\"labels\":{\"carrier\":\"cmcc\"},"
                        + "\"runbook\":\"/runbook#tocsincarrierdown\"}");
        assertThat(answer.at("/items/3/runbook").isNull()).isTrue();
        assertThat(answer.at("/items/4/firing").asBoolean()).isFalse();
        assertThat(prometheus.asked()).extracting(FakePrometheus.Asked::path).containsExactly("/prom/api/v1/alerts");
    }

    @Test
    void of_a_thousand_a_hundred_are_told_as_documented_and_how_many_are_left() throws IOException {
        said = alerts(IntStream.range(0, 1000)
                .mapToObj(i -> alert("A" + i, "info", "firing", "2026-08-01T06:00:00Z", "y".repeat(700)))
                .collect(Collectors.toList()).toArray(new String[0]));
        HttpResponse<String> answer = ask(Role.SUPERVISOR);
        JsonNode all = Reading.json(200, answer);
        assertThat(all.path("items")).hasSize(AlertsResource.MOST);
        assertThat(all.path("more").asInt()).isEqualTo(900);
        assertThat(all.at("/items/0/labels/carrier").asText()).hasSize(500);
        assertThat(OpenApi.read(reading.door.get("/openapi.yaml").body()).faults("GET", "/v1/monitoring/alerts",
                answer)).isEmpty();
    }

    @Test
    void who_is_not_on_duty_is_refused_and_a_prometheus_that_says_something_else_is_told() {
        for (Role role : List.of(Role.REVIEWER, Role.SUBMITTER, Role.SYSTEM, Role.AUDIT)) {
            assertThat(ask(role).statusCode()).as(role.code()).isEqualTo(403);
        }
        assertThat(prometheus.asked()).isEmpty();
        for (FakePrometheus.Said wrong : List.of(new FakePrometheus.Said(500, ""),
                new FakePrometheus.Said(200, "<html>"), new FakePrometheus.Said(200, "{\"data\":{\"alerts\":7}}"))) {
            said = wrong;
            people.add("duty-x" + wrong.body().length(), "呼伦贝尔", Role.DUTY);
            HttpResponse<String> answer = people.in(door, "duty-x" + wrong.body().length())
                    .get("/v1/monitoring/alerts");
            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.body()).contains("monitoring-silent");
        }
        door.close();
        open(MonitoringConfig.defaults());
        assertThat(ask(Role.DUTY).body()).contains("monitoring-off");
    }
}

package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.access.user.Role;
import io.tocsin.console.Chromium;
import io.tocsin.http.FakePrometheus;
import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.Mix;
import io.tocsin.simulate.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** 值班 in a real browser: alerts, what carriers said, and the rate they use. */
class ConsoleDutyTest extends ConsoleRig {
    private static final Behaviour HALF = Behaviour.good(7)
            .withReceipts(Mix.parse("MK:0012=1,MK:0001=1"), new Span(5, 50));
    private static final String FIRING = """
            {"status":"success","data":{"alerts":[
              {"labels":{"alertname":"TocsinCarrierDown","carrier":"trunk-1","channel":"voice","severity":"critical"},
               "annotations":{"summary":"A carrier is down","description":"trunk-1 (voice) has no session."},
               "state":"firing","activeAt":"2026-08-01T06:00:00Z","value":"0e+00"},
              {"labels":{"alertname":"TocsinRedisMemoryFull","instance":"gw-1:8080","severity":"warning"},
               "annotations":{"summary":"Redis' memory is nearly full","description":"More than 80 %."},
               "state":"pending","activeAt":"2026-08-01T06:05:00Z","value":"1e+00"}]}}""";
    private static volatile FakePrometheus.Said said = new FakePrometheus.Said(200, FIRING);
    private static final FakePrometheus PROMETHEUS = new FakePrometheus(_ -> said);

    @BeforeAll
    static void start() {
        Chromium.isNeeded();
        doors = Doors.open(HALF, "20/s",
                "monitoring: { prometheus: \"" + PROMETHEUS.url() + "\" }\n" + Doors.WITH_CALLS, 1);
    }

    @AfterAll
    static void end() {
        PROMETHEUS.close();
    }

    private static JsonNode cmcc() {
        return doors.as("operator").get("/v1/carriers").json().at("/items/0");
    }

    @Test
    void alerts_errors_and_the_rate_that_is_used_are_seen() throws IOException {
        doors.as("watchman").submit("name=many&grade=low", "application/x-ndjson", "many",
                Doors.rows("many", 400).getBytes(StandardCharsets.UTF_8));
        enter("duty-a", Role.DUTY);
        browser.shows(".alertlist", "线路断开");
        browser.shows(".alertlist", "线路 trunk-1 · 通道 语音");
        browser.shows(".alertlist", "将告警");
        browser.shows(".counts", "正在告警");
        browser.shows(".errorlist", "MK:0012");
        browser.shows(".errorlist", "cmcc");
        await().atMost(Doors.PATIENCE).until(() -> cmcc().path("rateUsed").asDouble() > 5);
        assertThat(cmcc().path("rateUsed").asDouble()).isLessThan(22);
        browser.until("a rate",
                () -> browser.text(".duty tbody tr td:nth-child(5)").matches("(?s)[1-9][0-9.]* / 20.*"));
        assertThat(cmcc().path("errors").findValuesAsText("code")).containsOnly("MK:0012", "MK:0001");
        for (boolean dark : new boolean[]{false, true}) {
            browser.dark(dark);
            browser.size(dark ? 1920 : 1366, dark ? 1080 : 768);
            browser.picture("duty-alerts" + (dark ? "-1920-dark" : "-1366"));
            browser.script("document.querySelector('.alertlist').scrollIntoView()");
            browser.picture("duty-alerts-below" + (dark ? "-1920-dark" : "-1366"));
            assertThat(browser.faults()).isEmpty();
        }
        assertThat(browser.script("return document.querySelector('.alertlist a').getAttribute('href')"))
                .isEqualTo("/runbook?lang=zh#tocsincarrierdown");
        said = new FakePrometheus.Said(500, "");
        browser.shows(".wrong", "问不到告警");
        browser.shows(".counts", "未知");
        said = new FakePrometheus.Said(200, "{\"status\":\"success\",\"data\":{\"alerts\":[]}}");
        browser.shows(".counts", "没有告警");
    }
}

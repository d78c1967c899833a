package io.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.dispatch.ControlStore.Switches;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The stop list and the carriers' switches. */
class SwitchesTest {
    private final Reading api = new Reading();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void a_number_is_stopped_looked_up_and_allowed_again() {
        String phone = "{\"phone\":\"13800138000\"}";
        assertThat(stopList(200, "/lookup", phone).toString())
                .isEqualTo("{\"stopped\":false,\"reason\":null,\"since\":null,\"optOut\":false}");
        String add = "{\"phone\":\"13800138000\",\"reason\":\"投诉\"}";
        assertThat(stopList(201, "", add).path("added").asBoolean()).isTrue();
        assertThat(stopList(200, "", add).path("added").asBoolean()).isFalse();
        assertThat(stopList(200, "/lookup", phone).toString())
                .isEqualTo(
                        "{\"stopped\":true,\"reason\":\"投诉\",\"since\":\"2026-08-01T06:40:00+08:00\",\"optOut\":false}");
        assertThat(stopList(200, "/remove", phone).path("removed").asBoolean()).isTrue();
        assertThat(stopList(200, "/remove", phone).path("removed").asBoolean()).isFalse();
    }

    @Test
    void what_is_wrong_with_a_stop_is_said() {
        assertThat(stopList(400, "", "{\"phone\":\"12\",\"reason\":\"x\"}").at("/errors/0/code").asText())
                .isEqualTo("invalid-phone");
        assertThat(stopList(400, "", "{\"phone\":\"13800138000\"}").at("/errors/0/code").asText())
                .isEqualTo("missing");
        assertThat(stopList(400, "", "{\"phone\":\"13800138000\",\"reason\":\" \"}").at("/errors/0/field").asText())
                .isEqualTo("reason");
        assertThat(stopList(400, "", "{\"phone\":13800138000,\"reason\":\"x\"}").at("/errors/0/field").asText())
                .isEqualTo("phone");
        assertThat(stopList(400, "/lookup", "{\"phone\":\"13800138000\",\"why\":1}").at("/errors/0/code").asText())
                .isEqualTo("unknown-field");
        assertThat(stopList(400, "", "[]").path("detail").asText()).isEqualTo("got array, expected a JSON object");
        api.send(403, "reader", "POST", "/v1/stop-list", "{}");
        assertThat(api.stopped).isEmpty();
    }

    @Test
    void the_audit_tells_a_switch_in_words() {
        Switches none = new Switches(false, null, null, null);
        assertThat(CarriersResource.changes(none, new Switches(true, 60.0, null, 7)))
                .isEqualTo("suspended, rate as configured -> 60.0/s, weight as configured -> 7");
        assertThat(CarriersResource.changes(new Switches(true, 60.0, null, 7), new Switches(false, null, 30, 7)))
                .isEqualTo("resumed, rate 60.0/s -> as configured, calls as configured -> 30");
        assertThat(CarriersResource.changes(none, none)).isEqualTo("nothing changed");
    }

    private JsonNode stopList(int status, String path, String body) {
        return api.send(status, "watchman", "POST", "/v1/stop-list" + path, body);
    }

    @Test
    void carriers_tell_how_they_are() {
        JsonNode cmcc = api.get(200, "operator", "/v1/carriers").path("items").path(0);
        assertThat(cmcc.toString()).isEqualTo(
                """
                        {"name":"cmcc","protocol":"cmpp","channel":"sms","operators":["mobile"],"suspended":false,"up":true,\
                        "detail":"1 of 2 sessions: login refused: 3; slowed to 4.7/s by flow control (submit:8) since \
                        12:41:07","breaker":"closed","sessions":{"up":1,"wanted":2,"of":2},\
                        "window":{"used":3,"size":32},"ratePerSecond":300.0,"rateNow":4.688,"rateUsed":4.25,"calls":null,"weight":100,\
                        "cost":0.035,"quotaPerDay":200000,"adjusted":false,\
                        "errors":[{"code":"submit:8","cause":"QUOTA","words":{"en":"flow control","zh":"流量控制"},\
                        "ofCarrier":true,"count":12,"last":"2026-08-01T06:40:00+08:00"},{"code":"XX:1","cause":"PERMANENT",\
                        "ofCarrier":false,"count":1,"last":"2026-08-01T06:40:00+08:00"}]}""");
        for (String client : List.of("watchman", "reader")) {
            api.get(403, client, "/v1/carriers");
        }
    }

    @Test
    void a_switch_holds_until_it_is_taken_back() {
        assertThat(api.post(200, "operator", "/v1/carriers/cmcc/suspend").path("suspended").asBoolean()).isTrue();
        assertThat(patch(200, "cmcc", "{\"rate\":\"60/m\",\"weight\":5}").path("ratePerSecond").asDouble())
                .isEqualTo(1.0);
        assertThat(api.control.switches).containsEntry("cmcc", new Switches(true, 1.0, null, 5));
        assertThat(api.post(200, "operator", "/v1/carriers/cmcc/resume").path("adjusted").asBoolean()).isTrue();
        JsonNode back = patch(200, "cmcc", "{\"rate\":null,\"weight\":null}");
        assertThat(back.path("ratePerSecond").asDouble()).isEqualTo(300.0);
        assertThat(back.path("adjusted").asBoolean()).isFalse();
        assertThat(patch(200, "trunk-1", "{\"calls\":30}").path("calls").asInt()).isEqualTo(30);
    }

    @Test
    void a_switch_that_cannot_be_is_refused_and_changes_nothing() {
        patch(400, "cmcc", "{\"calls\":30}");
        patch(400, "trunk-1", "{\"calls\":61}");
        patch(400, "cmcc", "{\"rate\":\"fast\"}");
        patch(400, "cmcc", "{\"rate\":\"0/s\"}");
        patch(400, "cmcc", "{\"weight\":-1}");
        patch(400, "cmcc", "{\"weight\":1.5}");
        patch(400, "cmcc", "{\"speed\":1}");
        patch(404, "nobody", "{\"weight\":1}");
        api.post(404, "operator", "/v1/carriers/nobody/suspend");
        assertThat(api.control.switches).isEmpty();
    }

    private JsonNode patch(int status, String carrier, String body) {
        return api.send(status, "operator", "PATCH", "/v1/carriers/" + carrier, body);
    }
}

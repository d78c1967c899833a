package io.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.access.audit.Verification;
import io.tocsin.access.user.Role;
import io.tocsin.config.value.Listen;
import io.tocsin.store.RealRedis;
import io.tocsin.store.redis.Redis;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Users kept by two administrators, each within a unit. */
class UsersResourceTest {
    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();
    @SuppressWarnings("NullAway.Init") // set before each test
    private Redis redis;
    @SuppressWarnings("NullAway.Init") // set before each test
    private People people;
    @SuppressWarnings("NullAway.Init") // set before each test
    private Door door;
    @SuppressWarnings("NullAway.Init") // set before each test
    private People.In system;
    @SuppressWarnings("NullAway.Init") // set before each test
    private People.In security;

    @BeforeEach
    void open() {
        redis = SERVER.connect();
        people = new People(redis);
        door = new Door(new HttpConfig(Listen.loopback(0), null), people.guard, people.sessions(),
                new UsersResource(people.users), new AuditResource(people.trail));
        people.add("sys", "呼伦贝尔/海拉尔", Role.SYSTEM);
        people.add("sec", "呼伦贝尔/海拉尔", Role.SECURITY);
        people.add("city", "呼伦贝尔", Role.REVIEWER);
        people.add("beside", "呼伦贝尔/满洲里", Role.REVIEWER);
        people.add("below", "呼伦贝尔/海拉尔/胜利派出所", Role.REVIEWER);
        system = people.in(door, "sys");
        security = people.in(door, "sec");
    }

    @AfterEach
    void close() {
        door.close();
        redis.close();
    }

    @Test
    void what_is_not_in_the_unit_is_not_there() {
        assertThat(Reading.json(200, system.get("/v1/users")).path("items").findValuesAsText("name"))
                .containsExactly("below", "sec", "sys");
        for (String name : List.of("city", "beside", "nobody", "a%2Fb")) {
            for (String verb : List.of("disable", "enable", "reset")) {
                assertThat(system.post("/v1/users/" + name + "/" + verb, "").statusCode()).as(name).isEqualTo(404);
            }
            assertThat(security.send("PATCH", "/v1/users/" + name, "{\"roles\":[]}").statusCode()).isEqualTo(404);
            assertThat(security.post("/v1/users/" + name + "/second-factor", "").statusCode()).isEqualTo(404);
        }
        assertThat(people.users.find("city").orElseThrow().version()).isEqualTo(1);
        for (String unit : List.of("呼伦贝尔", "呼伦贝尔/满洲里", "呼伦贝尔/海拉尔区", "兴安")) {
            assertThat(add("new", "新", unit).statusCode()).as(unit).isEqualTo(400);
            assertThat(
                    security.send("PATCH", "/v1/users/below", "{\"roles\":[],\"unit\":\"" + unit + "\"}").statusCode())
                    .isEqualTo(400);
        }
        assertThat(people.users.find("new")).isEmpty();
    }

    private java.net.http.HttpResponse<String> add(String name, String display, String unit) {
        return system.post("/v1/users", "{\"name\":\"" + name + "\",\"display\":\"" + display + "\",\"unit\":\"" + unit
                + "\"}");
    }

    @Test
    void one_makes_accounts_and_the_other_gives_rights() {
        JsonNode made = Reading.json(201, add("new", "新人", "呼伦贝尔/海拉尔"));
        assertThat(made.has("enrolment")).as("the other's to give").isFalse();
        String old = people.users.find("new").orElseThrow().credentials().totp().reveal();
        assertThat(people.users.find("new").orElseThrow().roles()).isEmpty();
        assertThat(add("new", "新人", "呼伦贝尔/海拉尔").statusCode()).isEqualTo(409);
        assertThat(security.send("PATCH", "/v1/users/new", "{\"roles\":[\"reviewer\",\"duty\"]}").statusCode())
                .isEqualTo(200);
        assertThat(people.users.find("new").orElseThrow().roles()).containsExactlyInAnyOrder(Role.REVIEWER, Role.DUTY);
        assertThat(Reading.json(200, system.post("/v1/users/new/disable", "")).path("disabled").asBoolean()).isTrue();
        assertThat(Reading.json(200, system.post("/v1/users/new/reset", "")).path("password").asText())
                .isNotEqualTo(made.path("password").asText());
        assertThat(people.users.find("new").orElseThrow().credentials().totp().reveal()).isEqualTo(old);
        assertThat(system.post("/v1/users/new/second-factor", "").statusCode()).isEqualTo(403);
        assertThat(security.post("/v1/users/new/reset", "").statusCode()).isEqualTo(403);
        JsonNode factor = Reading.json(200, security.post("/v1/users/new/second-factor", ""));
        assertThat(factor.path("enrolment").asText()).startsWith("otpauth://totp/Tocsin:new?secret=");
        assertThat(factor.has("password")).isFalse();
        assertThat(people.users.find("new").orElseThrow().credentials().totp().reveal()).isNotEqualTo(old);
    }

    @Test
    void every_act_is_in_the_audit_log_which_only_its_administrator_reads() {
        people.add("aud", "呼伦贝尔", Role.AUDIT);
        Reading.json(201, add("new", "新人", "呼伦贝尔/海拉尔"));
        Reading.json(200, security.send("PATCH", "/v1/users/new", "{\"roles\":[\"reviewer\"]}"));
        Reading.json(200, system.post("/v1/users/new/disable", ""));
        people.tryIn(door, "sys", "wrong", "000000");
        people.tryIn(door, "Correct-Horse-7", "wrong", "000000");
        assertThat(system.get("/v1/audit").statusCode()).isEqualTo(403);
        List<String> lines = people.in(door, "aud").get("/v1/audit").body().lines().toList();
        Verification verification = new Verification();
        lines.forEach(verification::line);
        assertThat(verification.end(null)).isEmpty();
        List<JsonNode> entries = lines.stream().map(Reading::parse).toList();
        assertThat(entries).extracting(e -> e.path("who").asText() + " " + e.path("act").asText() + " "
                + e.path("subject").asText() + " " + e.path("before").asText() + " " + e.path("after").asText())
                .contains("sys user.add new null 呼伦贝尔/海拉尔",
                        "sec user.grant new  in 呼伦贝尔/海拉尔 reviewer in 呼伦贝尔/海拉尔",
                        "sys user.disable new enabled disabled", "sys session.begin.refused sys null null",
                        " session.begin.refused  null null")
                .anyMatch(line -> line.startsWith("aud audit.export entries from 1"))
                .anyMatch(line -> line.startsWith("sec password.change "));
        assertThat(String.join("", lines)).doesNotContain("Correct-Horse-7", "correct-horse-7", people.given("sys"));
        assertThat(entries).allSatisfy(e -> assertThat(e.path("from").asText()).isEqualTo("127.0.0.1"));
    }

    @Test
    void nobody_becomes_an_administrator_or_takes_ones_place_over_http() {
        for (String role : List.of("system-admin", "security-admin", "audit-admin", "SYSTEM", "")) {
            assertThat(security.send("PATCH", "/v1/users/below", "{\"roles\":[\"" + role + "\"]}").statusCode())
                    .isEqualTo(400);
        }
        assertThat(system.post("/v1/users/sec/reset", "").statusCode()).isEqualTo(403);
        assertThat(system.post("/v1/users/sys/disable", "").statusCode()).isEqualTo(403);
        assertThat(security.send("PATCH", "/v1/users/sec", "{\"roles\":[\"duty\"]}").statusCode()).isEqualTo(403);
    }

    @Test
    void texts_that_could_mean_something_elsewhere_are_refused() {
        for (String name : List.of("a b", "Ａ", "a\\u0000", "a/b", "..", "a*", "-x", "<b>", "=1+1", "'or'1")) {
            assertThat(add(name, "x", "呼伦贝尔/海拉尔").statusCode()).as(name).isEqualTo(400);
        }
        for (String display : List.of("<script>alert(1)</script>", "a\\nb", "\\u202eabc", "\\u0000")) {
            assertThat(add("new", display, "呼伦贝尔/海拉尔").statusCode()).as(display).isEqualTo(400);
        }
        assertThat(system.post("/v1/users", "{\"name\":\"new\",\"display\":\"x\",\"unit\":\"呼伦贝尔/海拉尔\",\"roles\":[]}")
                .statusCode()).isEqualTo(400);
        assertThat(people.users.find("new")).isEmpty();
    }
}

package io.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.access.audit.Verification;
import io.tocsin.access.user.Grant;
import io.tocsin.access.user.Rights;
import io.tocsin.access.user.Role;
import io.tocsin.access.user.Unit;
import io.tocsin.access.user.User;
import io.tocsin.config.value.Listen;
import io.tocsin.store.RealRedis;
import io.tocsin.store.redis.AccessKeys;
import io.tocsin.store.redis.Redis;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
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
                people.users(), new AuditResource(people.trail));
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

    private HttpResponse<String> add(String name, String display, String unit) {
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
        JsonNode asked = Reading.json(200, grant("new", "{\"roles\":[\"reviewer\",\"duty\"]}"));
        assertThat(asked.path("roles")).isEmpty();
        assertThat(security.post("/v1/users/new/approve", seen(asked)).statusCode()).as("not alone").isEqualTo(403);
        Reading.json(200, system.post("/v1/users/new/approve", seen(asked)));
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

    private HttpResponse<String> grant(String name, String rights) {
        return security.send("PATCH", "/v1/users/" + name, rights);
    }

    /** What an approver says was seen. */
    private static String seen(JsonNode user) {
        return "{\"at\":\"" + user.path("asked").path("at").asText() + "\"}";
    }

    private Set<Role> roles(String name) {
        return people.users.find(name).orElseThrow().roles();
    }

    @Test
    void more_rights_take_two_administrators_and_less_takes_one() {
        JsonNode asked = Reading.json(200, grant("below", "{\"roles\":[\"supervisor\",\"reviewer\"]}"));
        assertThat(asked.path("asked").path("by").asText()).isEqualTo("sec");
        assertThat(asked.path("asked").path("roles")).hasSize(2);
        assertThat(roles("below")).containsExactly(Role.REVIEWER);
        assertThat(people.users.find("below").orElseThrow().version()).as("nobody is logged out by asking")
                .isEqualTo(1);
        assertThat(Reading.json(200, system.get("/v1/users")).path("items").get(0).path("asked")
                .path("at").asText()).isEqualTo(asked.path("asked").path("at").asText());

        people.later(Duration.ofSeconds(1));
        JsonNode other = Reading.json(200, grant("below", "{\"roles\":[\"duty\"],\"unit\":\"呼伦贝尔/海拉尔\"}"));
        assertThat(roles("below")).as("what is taken away goes at once").isEmpty();
        assertThat(system.post("/v1/users/below/approve", seen(asked)).statusCode()).as("another than was seen")
                .isEqualTo(409);
        assertThat(system.post("/v1/users/below/approve", "{\"at\":\"x\"}").statusCode()).isEqualTo(409);
        JsonNode given = Reading.json(200, system.post("/v1/users/below/approve", seen(other)));
        assertThat(given.path("asked").isNull()).isTrue();
        assertThat(given.path("unit").asText()).isEqualTo("呼伦贝尔/海拉尔");
        assertThat(roles("below")).containsExactly(Role.DUTY);
        assertThat(system.post("/v1/users/below/approve", seen(other)).statusCode()).as("once").isEqualTo(409);

        JsonNode less = Reading.json(200, grant("below", "{\"roles\":[\"duty\"],\"unit\":\"呼伦贝尔/海拉尔/东\"}"));
        assertThat(less.path("asked").isNull()).as("a smaller unit is less").isTrue();
        assertThat(less.path("unit").asText()).isEqualTo("呼伦贝尔/海拉尔/东");
        Reading.json(200, grant("below", "{\"roles\":[]}"));
        assertThat(roles("below")).isEmpty();
    }

    @Test
    void a_narrower_unit_holds_at_once_although_more_roles_wait() {
        JsonNode asked = Reading.json(200,
                grant("below", "{\"roles\":[\"supervisor\",\"reviewer\"],\"unit\":\"呼伦贝尔/海拉尔/胜利派出所/东\"}"));
        assertThat(asked.path("unit").asText()).isEqualTo("呼伦贝尔/海拉尔/胜利派出所/东");
        assertThat(roles("below")).containsExactly(Role.REVIEWER);
        Reading.json(200, system.post("/v1/users/below/approve", seen(asked)));
        assertThat(roles("below")).containsExactlyInAnyOrder(Role.REVIEWER, Role.SUPERVISOR);

        Reading.json(200, grant("below", "{\"roles\":[\"supervisor\",\"reviewer\"],\"unit\":\"呼伦贝尔/海拉尔/西\"}"));
        assertThat(people.users.find("below").orElseThrow().unit().path()).as("who goes elsewhere stays until then")
                .isEqualTo("呼伦贝尔/海拉尔/胜利派出所/东");
    }

    @Test
    void of_two_at_once_the_later_changes_nothing_that_it_has_not_seen() {
        User seen = people.users.find("below").orElseThrow();
        Rights more = new Rights(Set.of(Role.REVIEWER, Role.DUTY), seen.unit(), seen.client());
        people.grants.ask(seen, more, "sec");
        Grant waiting = people.grants.waiting(seen).orElseThrow();
        people.grants.ask(seen, seen.rights(), "sec");
        assertThatThrownBy(() -> people.grants.approve(waiting, "sys")).as("taken back")
                .isInstanceOf(IllegalStateException.class);
        people.users.grant("below", new Rights(Set.of(), seen.unit(), seen.client()));
        assertThatThrownBy(() -> people.grants.ask(seen, new Rights(Set.of(Role.REVIEWER),
                new Unit("呼伦贝尔/海拉尔/胜利派出所/东"), null), "sec")).hasMessageContaining("changed meanwhile");
        assertThatThrownBy(() -> people.grants.ask(seen, seen.rights(), "sec"))
                .hasMessageContaining("changed meanwhile");
        assertThat(roles("below")).isEmpty();
    }

    @Test
    void what_is_asked_for_ends_when_it_is_taken_back_the_rights_change_or_a_week_is_over() {
        JsonNode asked = Reading.json(200, grant("below", "{\"roles\":[\"duty\",\"reviewer\"]}"));
        assertThat(Reading.json(200, grant("below", "{\"roles\":[\"reviewer\"]}")).path("asked").isNull()).isTrue();
        assertThat(system.post("/v1/users/below/approve", seen(asked)).statusCode()).isEqualTo(409);

        people.later(Duration.ofSeconds(1));
        asked = Reading.json(200, grant("below", "{\"roles\":[\"duty\",\"reviewer\"]}"));
        people.users.grant("below", new Rights(Set.of(),
                new Unit("呼伦贝尔/海拉尔"), null));
        assertThat(system.post("/v1/users/below/approve", seen(asked)).statusCode()).as("on the command line")
                .isEqualTo(409);

        asked = Reading.json(200, grant("below", "{\"roles\":[\"duty\"]}"));
        people.later(Duration.ofDays(7));
        People.In later = People.In.of(door, people.tryIn(door, "sys", "Correct-Horse-7", people.code("sys")));
        assertThat(later.post("/v1/users/below/approve", seen(asked)).statusCode()).isEqualTo(409);
        assertThat(roles("below")).isEmpty();
    }

    @Test
    void nobody_approves_what_the_same_person_asked_for_or_what_is_for_a_unit_above() {
        people.add("above", "呼伦贝尔", Role.SECURITY);
        People.In above = people.in(door, "above");
        JsonNode wide = Reading.json(200,
                above.send("PATCH", "/v1/users/below", "{\"roles\":[\"reviewer\"],\"unit\":\"呼伦贝尔\"}"));
        assertThat(system.post("/v1/users/below/approve", seen(wide)).statusCode()).isEqualTo(403);
        Grant grant = new Grant("below",
                people.users.find("below").orElseThrow().rights(),
                people.users.find("city").orElseThrow().rights(), "sys", Instant.EPOCH);
        assertThatThrownBy(() -> people.grants.approve(grant, "sys"))
                .hasMessageContaining("another person");
        assertThat(roles("below")).containsExactly(Role.REVIEWER);
        assertThat(people.users.find("below").orElseThrow().unit().path()).isEqualTo("呼伦贝尔/海拉尔/胜利派出所");
    }

    @Test
    void every_act_is_in_the_audit_log_which_only_its_administrator_reads() {
        people.add("aud", "呼伦贝尔", Role.AUDIT);
        Reading.json(201, add("new", "新人", "呼伦贝尔/海拉尔"));
        JsonNode asked = Reading.json(200, grant("new", "{\"roles\":[\"reviewer\"]}"));
        Reading.json(200, system.post("/v1/users/new/approve", seen(asked)));
        Reading.json(200, grant("new", "{\"roles\":[]}"));
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
                        "sec user.propose new  in 呼伦贝尔/海拉尔 reviewer in 呼伦贝尔/海拉尔",
                        "sys user.approve new  in 呼伦贝尔/海拉尔 reviewer in 呼伦贝尔/海拉尔, proposed by sec",
                        "sec user.grant new reviewer in 呼伦贝尔/海拉尔  in 呼伦贝尔/海拉尔",
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

    @Test
    void who_cannot_be_read_is_shown_and_removed_and_nobody_else_is() {
        people.add("top", "呼伦贝尔", Role.SYSTEM);
        people.add("topsec", "呼伦贝尔", Role.SECURITY);
        people.add("ghost", "呼伦贝尔", Role.REVIEWER);
        people.in(door, "ghost");
        assertThat(people.isLoggedIn("ghost")).isTrue();
        redis.call("HSET", AccessKeys.USERS, "ghost", "1 bm90IGVuY3J5cHRlZA==");
        People.In top = people.in(door, "top");
        assertThat(Reading.json(200, top.get("/v1/users")).path("damaged").toString()).isEqualTo("[\"ghost\"]");
        assertThat(Reading.json(200, system.get("/v1/users")).path("damaged")).as("of no top unit").isEmpty();
        assertThat(system.post("/v1/users/ghost/remove", "").statusCode()).isEqualTo(403);
        assertThat(people.in(door, "topsec").post("/v1/users/ghost/remove", "").statusCode()).isEqualTo(403);
        assertThat(top.post("/v1/users/city/remove", "").statusCode()).as("who can be read").isEqualTo(404);
        assertThat(people.users.find("city")).isPresent();
        assertThat(top.post("/v1/users/ghost/remove", "").statusCode()).isEqualTo(204);
        assertThat(people.isLoggedIn("ghost")).as("as the one who is made anew").isFalse();
        assertThat(top.post("/v1/users/ghost/remove", "").statusCode()).isEqualTo(404);
        assertThat(Reading.json(200, top.get("/v1/users")).path("damaged")).isEmpty();
        assertThat(top.post("/v1/users", "{\"name\":\"ghost\",\"display\":\"新\",\"unit\":\"呼伦贝尔\"}").statusCode())
                .isEqualTo(201);
        people.add("audit", "呼伦贝尔", Role.AUDIT);
        assertThat(people.in(door, "audit").get("/v1/audit").body())
                .containsOnlyOnce("\"act\":\"user.remove\",\"subject\":\"ghost\"");
    }
}

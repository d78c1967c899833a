package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.access.user.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A case of a misspelt unit, on a wired gateway. */
class UncoveredDoorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Test
    void it_is_seen_and_claimed_in_the_top_unit_and_counted_until_it_is_done(@TempDir Path folder) throws IOException {
        try (Doors doors = Doors.open(Doors.GOOD, "1000/s", Doors.client("centre", "review", ""), 1)) {
            Caller top = doors.person(folder, "top", Role.SUPERVISOR);
            Caller below = doors.person(folder, "below", Role.REVIEWER, null, "呼伦贝尔/海拉尔");
            String id = doors.as("centre").post("/v1/review/cases", "{\"phone\":\"13800138005\",\"grade\":\"urgent\","
                    + "\"reason\":\"求证\",\"unit\":\"呼伦贝儿/海拉尔\"}").json().path("id").asText();
            String address = "/v1/review/cases/" + id;
            await().atMost(PATIENCE).until(() -> top.get(address).status() == 200);
            assertThat(top.get(address).json().path("uncovered").asBoolean()).isTrue();
            assertThat(below.get(address).status()).isEqualTo(404);
            assertThat(top.get("/v1/review/summary").json().path("uncovered").asInt()).isEqualTo(1);
            await().atMost(PATIENCE)
                    .until(() -> doors.as("").get("/metrics").text().contains("tocsin_review_uncovered 1.0"));
            assertThat(below.post("/v1/review/claims", "{\"max\":1}").json().path("cases")).isEmpty();
            JsonNode claimed = top.post("/v1/review/claims", "{\"max\":1}").json().path("cases").path(0);
            assertThat(claimed.path("id").asText()).isEqualTo(id);
            Caller.Answer done = top.post(address + "/disposition", "{\"token\":\"" + claimed.path("token").asText()
                    + "\",\"disposition\":\"dissuaded\",\"note\":\"\"}");
            assertThat(done.status()).as(done.toString()).isEqualTo(200);
            assertThat(top.get("/v1/review/summary").json().path("uncovered").asInt()).isZero();
        }
    }
}

package io.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.report.FakeResultStore;
import io.tocsin.warning.BatchState;
import io.tocsin.warning.BatchStatus;
import io.tocsin.warning.Note;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Standing;
import io.tocsin.warning.TimelineEntry;
import io.tocsin.warning.WarningState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchesResourceTest {
    private final Reading api = new Reading();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void a_batch_says_how_it_stands_in_numbers_that_balance() {
        BatchStatus batch = api.store.batch("watchman", 1, BatchState.RUNNING);
        JsonNode answer = api.get(200, "watchman", "/v1/batches/" + batch.batch().id());

        assertThat(answer.path("state").asText()).isEqualTo("running");
        assertThat(answer.path("name").asText()).isEqualTo("第1批");
        JsonNode counts = answer.path("counts");
        assertThat(counts.path("submitted").asInt()).isEqualTo(10);
        assertThat(counts.path("accepted").asInt() + counts.path("duplicate").asInt()
                + counts.path("rejected").asInt()).isEqualTo(10);
        int states = 0;
        for (WarningState state : WarningState.values()) {
            assertThat(counts.has(state.code())).isTrue();
            states += counts.path(state.code()).asInt();
        }
        assertThat(states).isEqualTo(counts.path("accepted").asInt());
        assertThat(answer.path("created").asText()).isEqualTo("2026-08-01T06:40:00+08:00");
        assertThat(answer.path("finished").isNull()).isTrue();
        assertThat(answer.path("eta").asText()).isEqualTo("2026-08-01T06:42:55+08:00");
    }

    @Test
    void a_batch_of_which_nobody_serves_the_rest_says_so_and_so_does_each_warning() {
        BatchStatus batch = api.store.batch("watchman", 1, BatchState.RUNNING);
        Standing warning = api.store.warning(batch, 1, WarningState.READY);
        String path = "/v1/batches/" + batch.batch().id();
        String one = "/v1/warnings/" + warning.warning().id();
        assertThat(api.get(200, "watchman", path).path("etaUnknown").isNull()).isTrue();
        assertThat(api.get(200, "watchman", one).path("waitsFor").isNull()).isTrue();
        api.served = false;
        JsonNode answer = api.get(200, "watchman", path);
        assertThat(answer.path("eta").isNull()).isTrue();
        assertThat(answer.path("etaUnknown").asText()).isEqualTo("no-carrier");
        assertThat(api.get(200, "watchman", one).path("waitsFor").asText()).isEqualTo("no-carrier");
        // One that somebody serves waits as well: it will go on.
        api.store.warning(batch, 2, WarningState.READY, Operator.UNICOM);
        assertThat(api.get(200, "watchman", path).path("etaUnknown").isNull()).isTrue();
    }

    @Test
    void batches_come_newest_first_page_by_page() {
        for (int i = 0; i < 5; i++) {
            api.store.batch("watchman", i, BatchState.DONE);
            api.store.batch("other", 100 + i, BatchState.DONE);
        }
        List<String> names = new ArrayList<>();
        String next = "";
        for (int page = 0; page < 3; page++) {
            JsonNode answer = api.get(200, "watchman", "/v1/batches?limit=2" + next);
            answer.path("items").forEach(b -> names.add(b.path("name").asText()));
            next = "&cursor=" + answer.path("next").asText();
        }
        assertThat(names).containsExactly("第4批", "第3批", "第2批", "第1批", "第0批");
        assertThat(next).isEqualTo("&cursor=null");
    }

    @Test
    void what_belongs_to_another_client_is_not_there() {
        BatchStatus batch = api.store.batch("other", 1, BatchState.RUNNING);
        Standing warning = api.store.warning(batch, 1, WarningState.REACHED);
        String base = "/v1/batches/" + batch.batch().id();
        for (String path : List.of(base, base + "/warnings", base + "/results",
                "/v1/warnings/" + warning.warning().id(), "/v1/batches/nonsense", "/v1/warnings/nonsense")) {
            assertThat(api.get(404, "watchman", path).path("type").asText()).isEqualTo("/problems/not-found");
        }
        for (String act : List.of("/pause", "/resume", "/cancel")) {
            api.post(404, "watchman", base + act);
            api.post(404, "operator", base + act);
        }
        assertThat(api.control.acts).isEmpty();
        assertThat(api.get(200, "watchman", "/v1/batches").path("items")).isEmpty();
        assertThat(api.get(200, "watchman", "/v1/events").path("items")).isEmpty();
    }

    @Test
    void a_cursor_that_was_not_given_out_for_the_list_is_refused() {
        BatchStatus batch = api.store.batch("watchman", 1, BatchState.RUNNING);
        for (int i = 0; i < 5; i++) {
            api.store.warning(batch, i, WarningState.READY);
        }
        String path = "/v1/batches/" + batch.batch().id() + "/warnings?limit=2";
        String next = api.get(200, "watchman", path).path("next").asText();

        assertThat(api.get(200, "watchman", path + "&cursor=" + next).path("items")).hasSize(2);
        for (String bad : List.of("nonsense", "%20", "MQ", next.substring(1), next + "A")) {
            assertThat(api.get(400, "watchman", path + "&cursor=" + bad).at("/errors/0/code").asText())
                    .isEqualTo("unknown-cursor");
        }
        api.get(400, "watchman", path + "&state=ready&cursor=" + next);
        api.get(400, "watchman", "/v1/batches?cursor=" + next);
    }

    @Test
    void batches_are_paused_resumed_and_cancelled_but_not_when_it_is_too_late() {
        String running = "/v1/batches/" + api.store.batch("watchman", 1, BatchState.RUNNING).batch().id();
        String done = "/v1/batches/" + api.store.batch("watchman", 2, BatchState.DONE).batch().id();
        String cancelled = "/v1/batches/" + api.store.batch("watchman", 3, BatchState.CANCELLED).batch().id();
        api.post(200, "watchman", running + "/pause");
        api.post(200, "watchman", running + "/resume");
        api.post(200, "watchman", running + "/cancel");
        api.post(200, "watchman", cancelled + "/cancel");
        api.post(409, "watchman", cancelled + "/resume");
        api.post(409, "watchman", done + "/pause");
        api.post(409, "watchman", done + "/cancel");
        api.post(403, "reader", running + "/pause");

        String id = running.substring(running.lastIndexOf('/') + 1);
        assertThat(api.control.acts).startsWith("pause " + id, "resume " + id, "cancel " + id).hasSize(4);
    }

    @Test
    void warnings_are_listed_by_state() {
        BatchStatus batch = api.store.batch("watchman", 1, BatchState.RUNNING);
        api.store.warning(batch, 1, WarningState.READY);
        api.store.warning(batch, 2, WarningState.REACHED);
        String path = "/v1/batches/" + batch.batch().id() + "/warnings";

        assertThat(api.get(200, "watchman", path).path("items")).hasSize(2);
        JsonNode reached = api.get(200, "watchman", path + "?state=reached").path("items");
        assertThat(reached).hasSize(1);
        assertThat(reached.path(0).path("phone").asText()).isEqualTo("13800000002");
        api.store.warning(batch, 3, WarningState.EXPIRED);
        for (String two : List.of("?state=expired,reached", "?state=reached&state=expired")) {
            assertThat(api.get(200, "watchman", path + two).findValuesAsText("state")).as(two).containsExactly(
                    "reached", "expired");
        }
        assertThat(api.get(400, "watchman", path + "?state=reached,gone").path("detail").asText()).contains("'gone'");
        assertThat(api.get(400, "watchman", path + "?state=gone").path("detail").asText())
                .contains("got 'gone'").contains("awaiting-receipt");
    }

    @Test
    void batches_are_listed_by_some_of_their_states() {
        api.store.batch("watchman", 1, BatchState.RUNNING);
        api.store.batch("watchman", 2, BatchState.DONE);
        api.store.batch("watchman", 3, BatchState.PAUSED);
        assertThat(api.get(200, "watchman", "/v1/batches?state=running,paused").findValuesAsText("state"))
                .containsExactly("paused", "running");
        JsonNode first = api.get(200, "watchman", "/v1/batches?state=running&limit=1");
        assertThat(first.path("items")).as("a short page is not the last").isEmpty();
        assertThat(first.path("next").isNull()).isFalse();
        api.get(400, "watchman", "/v1/batches?state=gone");
        api.get(400, "watchman", "/v1/batches?state=done&limit=1&cursor=" + first.path("next").asText());
    }

    @Test
    void one_warning_has_its_whole_timeline_with_raw_codes() {
        BatchStatus batch = api.store.batch("watchman", 1, BatchState.RUNNING);
        Standing warning = api.store.warning(batch, 1, WarningState.REACHED);
        api.store.timelines.put(warning.warning().id(),
                List.of(new TimelineEntry(FakeResultStore.MADE, Note.Kind.ACCEPTED, "", 0, ""),
                        new TimelineEntry(FakeResultStore.MADE.plusSeconds(1), Note.Kind.SUBMIT_FAILED, "cmcc", 1,
                                "submit:8"),
                        new TimelineEntry(FakeResultStore.MADE.plusSeconds(2), Note.Kind.RETURNED, "cmcc", 2,
                                "carrier down"),
                        new TimelineEntry(FakeResultStore.MADE.plusSeconds(3), Note.Kind.RETURNED, "cmcc", 3,
                                "carrier down")));
        JsonNode answer = api.get(200, "watchman", "/v1/warnings/" + warning.warning().id());

        assertThat(answer.at("/vars/city").asText()).isEqualTo("呼伦贝尔");
        assertThat(answer.path("timeline")).hasSize(3);
        assertThat(answer.at("/timeline/2").toString()).isEqualTo(
                "{\"at\":\"2026-08-01T06:40:02+08:00\",\"kind\":\"returned\",\"carrier\":\"cmcc\",\"attempt\":null,"
                        + "\"attemptId\":null,\"text\":\"carrier down\",\"times\":2,"
                        + "\"until\":\"2026-08-01T06:40:03+08:00\"}");
        assertThat(answer.at("/timeline/0/attempt").isNull()).isTrue();
        assertThat(answer.at("/timeline/1").toString()).isEqualTo(
                "{\"at\":\"2026-08-01T06:40:01+08:00\",\"kind\":\"submit-failed\",\"carrier\":\"cmcc\",\"attempt\":1,"
                        + "\"attemptId\":\"" + warning.warning().id() + "-1\",\"text\":\"submit:8\"}");
    }

    @Test
    void a_key_that_only_operates_sees_masked_numbers() {
        BatchStatus batch = api.store.batch("operator", 1, BatchState.RUNNING);
        Standing warning = api.store.warning(batch, 1, WarningState.REACHED);

        assertThat(api.get(200, "operator", "/v1/warnings/" + warning.warning().id()).path("phone").asText())
                .isEqualTo("138****0001");
        assertThat(api.get(200, "operator", "/v1/batches/" + batch.batch().id() + "/results").path("phone").asText())
                .isEqualTo("138****0001");
        api.get(403, "operator", "/v1/events");
    }

    @Test
    void events_are_pulled_with_a_cursor_that_only_moves_on() {
        BatchStatus batch = api.store.batch("watchman", 1, BatchState.RUNNING);
        api.store.warning(batch, 1, WarningState.REACHED);
        JsonNode first = api.get(200, "watchman", "/v1/events");
        assertThat(first.path("items")).hasSize(1);
        assertThat(first.at("/items/0/warning/ref").asText()).isEqualTo("A-1");
        String after = "/v1/events?after=" + first.path("next").asText();
        JsonNode nothing = api.get(200, "watchman", after);
        assertThat(nothing.path("items")).isEmpty();
        assertThat(nothing.path("next")).isEqualTo(first.path("next"));
        api.store.warning(batch, 2, WarningState.UNREACHED);
        assertThat(api.get(200, "watchman", after).at("/items/0/warning/state").asText()).isEqualTo("unreached");
        api.get(400, "watchman", "/v1/events?after=x");
    }

    @Test
    void a_store_that_is_away_is_503() {
        api.store.down = true;
        assertThat(api.get(503, "watchman", "/v1/batches").path("type").asText())
                .isEqualTo("/problems/store-unavailable");
    }
}

package io.tocsin.ingest.tcp.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.config.value.Rate;
import io.tocsin.ingest.Intake;
import io.tocsin.ingest.IntakeListener;
import io.tocsin.ingest.NewWarning;
import io.tocsin.ingest.SubmissionStore.Submission;
import io.tocsin.ingest.tcp.protocol.Body;
import io.tocsin.ingest.tcp.protocol.ProblemKind;
import io.tocsin.ingest.tcp.session.SubmitDoor;
import io.tocsin.ingest.tcp.session.SubmitDoor.Answer;
import io.tocsin.warning.BatchId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A SUBMIT between its body and its answer: crashes, order, limits. */
class SubmissionsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCOPE = "tcp:watchman:night";
    private final Intake intake = new Intake();
    private final List<Answer> answers = Collections.synchronizedList(new ArrayList<>());

    private SubmitDoor door(long maxPending) {
        return new Submissions(new SubmitParts(intake.store, intake.submissions, Intake.RULES,
                intake.gates(Rate.perSecond(1_000_000), maxPending), intake.clock, intake.ids, IntakeListener.NONE));
    }

    private static Body body(String target, String... refs) {
        StringBuilder rows = new StringBuilder();
        for (String ref : refs) {
            rows.append(rows.isEmpty() ? "" : ",").append("{\"ref\":\"").append(ref)
                    .append("\",\"phone\":\"13800138000\"}");
        }
        return Body.of("{" + target + ",\"warnings\":[" + rows + "]}");
    }

    private Answer submit(SubmitDoor.Stream stream, long sequence, Body body) {
        int before = answers.size();
        stream.submit(sequence, body, answers::add);
        await().until(() -> answers.size() > before);
        return answers.get(before);
    }

    private static JsonNode ack(Answer answer) throws IOException {
        assertThat(answer).isInstanceOf(Answer.Ack.class);
        return JSON.readTree(((Answer.Ack) answer).body().bytes());
    }

    private static ProblemKind problem(Answer answer) {
        return switch (answer) {
            case Answer.Ack ack -> throw new AssertionError("got " + ack);
            case Answer.Refused refused -> refused.problem().kind();
            case Answer.Failed failed -> failed.problem().kind();
        };
    }

    @Test
    void after_a_crash_between_rows_and_answer_the_same_submit_lands_in_the_same_batch_and_its_rows_are_accepted()
            throws IOException {
        Body body = body("\"batch\":{\"name\":\"x\"}", "A-1", "A-2", "A-1");
        SubmitDoor door = door(1_000_000);
        JsonNode first = ack(submit(door.open("watchman", "night"), 1, body));
        // As if the node had died before it recorded the answer.
        Submission known = intake.submissions.of(SCOPE, "1").orElseThrow();
        intake.submissions.put(SCOPE, "1", new Submission(known.batch(), known.fingerprint(), known.prefixBytes(),
                known.prefixHash(), 0, "[]", ""));
        JsonNode again = ack(submit(door.open("watchman", "night"), 1, body));
        assertThat(again).isEqualTo(first);
        assertThat(again.path("accepted").asInt()).isEqualTo(2);
        assertThat(again.path("duplicate").asInt()).isEqualTo(1);
        assertThat(intake.store.batches).hasSize(1);
        // Counted once, though it was worked on twice.
        assertThat(intake.store.counted(new BatchId(first.path("batchId").asText()))).containsExactly(1L, 0L);
    }

    @Test
    void after_a_crash_in_mid_rows_the_rest_is_taken_and_all_count() throws IOException {
        SubmitDoor door = door(1_000_000);
        JsonNode half = ack(submit(door.open("watchman", "night"), 1, body("\"batch\":{}", "A-1")));
        Body whole = body("\"batch\":{}", "A-1", "A-2");
        intake.submissions.put(SCOPE, "2", new Submission(new BatchId(half.path("batchId").asText()), whole.sha256(),
                whole.length(), whole.sha256(), 0, "[]", ""));
        JsonNode all = ack(submit(door.open("watchman", "night"), 2, whole));
        assertThat(all.path("accepted").asInt()).isEqualTo(2);
        assertThat(all.path("batchId")).isEqualTo(half.path("batchId"));
    }

    @Test
    void a_crash_before_the_batch_was_recorded_makes_it_then() throws IOException {
        Body body = body("\"batch\":{}", "A-1");
        BatchId promised = new BatchId("0000000000000abc");
        intake.submissions.put(SCOPE, "1", new Submission(promised, body.sha256(), body.length(), body.sha256(), 0,
                "[]", ""));
        assertThat(ack(submit(door(10).open("watchman", "night"), 1, body)).path("batchId").asText())
                .isEqualTo(promised.value());
    }

    @Test
    void a_crash_after_the_batch_was_closed_does_not_keep_its_last_submit_from_its_answer() throws IOException {
        SubmitDoor.Stream stream = door(1_000_000).open("watchman", "night");
        String batch = ack(submit(stream, 1, body("\"batch\":{}", "A-1"))).path("batchId").asText();
        Body last = body("\"batchId\":\"" + batch + "\",\"end\":true", "A-2");
        ack(submit(stream, 2, last));
        Submission known = intake.submissions.of(SCOPE, "2").orElseThrow();
        intake.submissions.put(SCOPE, "2", new Submission(known.batch(), known.fingerprint(), known.prefixBytes(),
                known.prefixHash(), 0, "[]", ""));
        assertThat(ack(submit(stream, 2, last)).path("accepted").asInt()).isEqualTo(1);
    }

    @Test
    void one_that_fails_takes_those_after_it_with_it_so_that_the_last_sequence_has_no_gap() throws Exception {
        SubmitDoor door = door(1_000_000);
        SubmitDoor.Stream stream = door.open("watchman", "night");
        ack(submit(stream, 1, body("\"batch\":{}", "A-1")));
        intake.store.down(true);
        stream.submit(2, body("\"batch\":{}", "A-2"), answers::add);
        await().until(() -> answers.size() == 2);
        intake.store.down(false);
        stream.submit(3, body("\"batch\":{}", "A-3"), answers::add);
        await().until(() -> answers.size() == 3);
        assertThat(answers.subList(1, 3)).allMatch(Answer.Failed.class::isInstance);
        SubmitDoor.Stream next = door.open("watchman", "night");
        assertThat(next.lastSequence()).isEqualTo(1);
        ack(submit(next, 2, body("\"batch\":{}", "A-2")));
        ack(submit(next, 3, body("\"batch\":{}", "A-3")));
        assertThat(intake.store.only()).extracting(NewWarning::ref).containsExactlyInAnyOrder("A-1", "A-2", "A-3");
    }

    @Test
    void a_sequence_that_another_node_works_on_is_not_worked_on_here() {
        Body body = body("\"batch\":{}", "A-1");
        intake.submissions.begin(SCOPE, "1", Hold.fresh(new BatchId("0000000000000abc"), body.sha256(), 1),
                Hold.LENGTH);
        assertThat(problem(submit(door(10).open("watchman", "night"), 1, body)))
                .isEqualTo(ProblemKind.STILL_RUNNING);
        intake.submissions.expireHolds();
        assertThat(submit(door(10).open("watchman", "night"), 1, body)).isInstanceOf(Answer.Ack.class);
    }

    @Test
    void rows_over_the_clients_pending_limit_are_refused_after_a_wait() throws IOException {
        String[] refs = java.util.stream.IntStream.range(0, 10).mapToObj(i -> "R-" + i).toArray(String[]::new);
        long before = intake.clock.nanos();
        JsonNode ack = ack(submit(door(4).open("watchman", "night"), 1, body("\"batch\":{}", refs)));
        assertThat(ack.path("accepted").asInt()).isEqualTo(4);
        assertThat(ack.path("rejected").asInt()).isEqualTo(6);
        assertThat(ack.path("errors").findValuesAsText("code")).containsOnly("over-pending");
        assertThat(intake.clock.nanos() - before).isGreaterThan(30_000_000_000L);
    }

    @Test
    void one_that_waits_for_its_clients_limit_gives_up_when_its_connection_ends() throws IOException {
        SubmitDoor.Stream stream = door(1).open("watchman", "night");
        stream.close();
        assertThat(problem(submit(stream, 1, body("\"batch\":{}", "A-1", "A-2"))))
                .isEqualTo(ProblemKind.STORE_UNAVAILABLE);
        assertThat(intake.submissions.isHeld(SCOPE, "1")).isFalse();
        JsonNode again = ack(submit(door(1000).open("watchman", "night"), 1, body("\"batch\":{}", "A-1", "A-2")));
        assertThat(again.path("accepted").asInt()).isEqualTo(2);
        assertThat(intake.store.batches).hasSize(1);
    }

    @Test
    void an_answer_is_never_longer_than_a_message_may_be() throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            rows.append(i == 0 ? "" : ",").append("{\"ref\":\"R\",\"phone\":\"1\",\"").append("长".repeat(60))
                    .append("\":1}");
        }
        Body body = Body.of("{\"batch\":{},\"warnings\":[" + rows + "]}");
        Answer.Ack answer = (Answer.Ack) submit(door(10).open("watchman", "night"), 1, body);
        assertThat(answer.body().length()).isLessThan(1 << 20);
        assertThat(ack(answer).path("rejected").asInt()).isEqualTo(2000);
    }
}

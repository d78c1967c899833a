package io.tocsin.store.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tocsin.dispatch.WorkStore.Claimed;
import io.tocsin.report.ResultStore.Event;
import io.tocsin.report.ResultStore.Kind;
import io.tocsin.review.item.Case;
import io.tocsin.review.item.CaseState;
import io.tocsin.review.item.Reason;
import io.tocsin.review.item.Reviewer;
import io.tocsin.send.voice.agi.Callee;
import io.tocsin.store.RealRedis;
import io.tocsin.store.StoreRig;
import io.tocsin.store.block.Row;
import io.tocsin.store.result.RedisResultStore;
import io.tocsin.store.review.CaseRig;
import io.tocsin.store.work.Steps;
import io.tocsin.warning.AttemptId;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Lane;
import io.tocsin.warning.Note;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Progress;
import io.tocsin.warning.Standing;
import io.tocsin.warning.TimelineEntry;
import io.tocsin.warning.Transition;
import io.tocsin.warning.WarningId;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CallJournalTest {
    private static final Lane CALLS = new Lane(Channel.VOICE, Operator.MOBILE, Grade.LOW);
    private static final Lane URGENT = new Lane(Channel.VOICE, Operator.MOBILE, Grade.URGENT);
    private static final Reviewer EVERYONE = new Reviewer("everyone", null);
    @RegisterExtension
    private static final RealRedis SERVER = new RealRedis();
    private StoreRig rig;
    private CaseRig cases;
    private RedisCallJournal journal;
    private RedisResultStore results;

    @BeforeEach
    void open() {
        cases = new CaseRig(SERVER);
        rig = cases.store();
        journal = new RedisCallJournal(cases.base(), Duration.ofDays(7));
        results = new RedisResultStore(rig.base());
    }

    @AfterEach
    void close() {
        rig.close();
    }

    /** The number's case that is not done. */
    private Case open(Phone phone) {
        return cases.reads().one(EVERYONE, cases.reads().of(EVERYONE, phone).getFirst().id()).orElseThrow();
    }

    private static List<String> texts(Case item) {
        return item.row().reasons().stream().map(Reason::text).toList();
    }

    private List<Claimed> claim(int count) {
        return rig.work().workStore().claim(0, "trunk", List.of(URGENT, CALLS), count).warnings();
    }

    private boolean apply(Transition step) {
        return rig.work().workStore().apply(0, List.of(step)).get(0);
    }

    /** Warnings of that grade to one number, each accepted and claimed. */
    private List<Claimed> calls(BatchId batch, Lane lane, Phone phone, int count) {
        List<Row> rows = IntStream.range(0, count)
                .mapToObj(i -> new Row("r" + i, phone, "刷单返利", "张三", Map.of("city", "呼伦贝尔"), "default", null, null))
                .toList();
        rig.acceptRows(batch, 0, lane, rows, 0, null);
        return claim(count);
    }

    private static AttemptId attempt(Claimed claimed) {
        return attempt(claimed.standing());
    }

    private static AttemptId attempt(Standing standing) {
        return new AttemptId(standing.warning().id(), standing.progress().fence());
    }

    private List<Note.Kind> kinds(WarningId id) {
        return results.timeline(id).stream().map(TimelineEntry::kind).toList();
    }

    private List<Event> events() {
        return results.events(StoreRig.CLIENT, null, 100).items();
    }

    private long flagged(BatchId batch) {
        return results.batch(null, batch).orElseThrow().counts().flagged();
    }

    @Test
    void a_call_knows_whom_it_calls_while_it_is_under_way() {
        Claimed call = calls(rig.batch("b"), CALLS, rig.phone(0, 1), 1).getFirst();
        AttemptId attempt = attempt(call);
        Callee expected = new Callee(Grade.LOW, Map.of("city", "呼伦贝尔", "name", "张三", "fraudType", "刷单返利"));

        assertThat(journal.callee(attempt)).contains(expected);
        assertThat(journal.callee(new AttemptId(attempt.warning(), 2))).isEmpty();
        assertThat(journal.callee(new AttemptId(new WarningId(0, 77, 0), 1))).isEmpty();
        assertThat(journal.callee(new AttemptId(new WarningId(0, attempt.warning().block(), 9), 1))).isEmpty();
        assertThat(journal.callee(new AttemptId(new WarningId(63, 1, 0), 1))).isEmpty();
        apply(Steps.ambiguous(call.standing()));
        assertThat(journal.callee(attempt)).as("taken for lost, and talking").contains(expected);
        apply(Steps.resend(results.warning(null, attempt.warning()).orElseThrow(), CALLS));
        assertThat(journal.callee(attempt)).isEmpty();
        assertThat(journal.callee(attempt(claim(1).getFirst()))).contains(expected);
        assertThat(journal.callee(attempt)).as("a newer attempt is under way").isEmpty();
    }

    @Test
    void a_flag_is_in_row_counts_timeline_feed_and_the_numbers_case() {
        BatchId batch = rig.batch("b");
        Phone phone = rig.phone(0, 1);
        Claimed call = calls(batch, CALLS, phone, 3).get(1);
        WarningId id = call.standing().warning().id();

        journal.flag(attempt(call), "brushing ask victim");

        assertThat(rig.progress(id)).isEqualTo(flagged(call.standing().progress()));
        assertThat(flagged(batch)).isEqualTo(1);
        assertThat(results.timeline(id).getLast()).extracting(TimelineEntry::kind, TimelineEntry::carrier,
                TimelineEntry::fence, TimelineEntry::text)
                .containsExactly(Note.Kind.FLAGGED, "trunk", 1, "brushing ask victim");
        Event event = events().getFirst();
        assertThat(event.kind()).isEqualTo(Kind.FLAGGED);
        assertThat(event.standing().warning().id()).isEqualTo(id);
        assertThat(event.standing().progress().has(Progress.FLAGGED)).isTrue();
        Case open = open(phone);
        assertThat(open.row()).satisfies(row -> {
            assertThat(row.phone()).isEqualTo(phone);
            assertThat(row.name()).isEqualTo("张三");
            assertThat(row.fraudType()).isEqualTo("刷单返利");
            assertThat(row.grade()).isEqualTo(Grade.LOW);
            assertThat(row.state()).isEqualTo(CaseState.OPEN);
            assertThat(row.unit()).as("the client's").isEqualTo("呼伦贝尔/海拉尔");
            assertThat(row.flags()).isEqualTo(1);
            assertThat(row.reasons()).extracting(Reason::kind, Reason::text)
                    .containsExactly(tuple(Reason.Kind.VICTIM_SUSPECTED, "brushing ask victim"));
        });
        assertThat(open.warnings()).containsExactly(id);
    }

    private static Progress flagged(Progress row) {
        return new Progress(row.state(), row.cause(), row.at(), row.fence(), row.step(), row.stepAttempts(),
                row.attempts(), row.networkRetries(), row.carrier(), row.flags() | Progress.FLAGGED, row.parts());
    }

    @Test
    void flagging_the_same_attempt_again_changes_nothing() {
        BatchId batch = rig.batch("b");
        Phone phone = rig.phone(0, 1);
        List<Claimed> calls = calls(batch, CALLS, phone, 2);
        calls.forEach(each -> journal.flag(attempt(each), "one"));
        Case before = open(phone);

        calls.forEach(each -> journal.flag(attempt(each), "another word"));

        assertThat(open(phone)).isEqualTo(before);
        assertThat(before.row().flags()).isEqualTo(2);
        assertThat(flagged(batch)).isEqualTo(2);
        assertThat(events()).hasSize(2);
        assertThat(kinds(attempt(calls.getFirst()).warning())).containsExactly(Note.Kind.ACCEPTED, Note.Kind.FENCED,
                Note.Kind.FLAGGED);
    }

    @Test
    void a_second_flag_of_a_number_joins_its_case_and_only_raises_the_grade() {
        Phone phone = rig.phone(0, 1);
        Claimed low = calls(rig.batch("low"), CALLS, phone, 1).getFirst();
        Claimed urgent = calls(rig.batch("urgent"), URGENT, phone, 1).getFirst();
        Claimed again = calls(rig.batch("again"), CALLS, phone, 1).getFirst();
        Claimed other = calls(rig.batch("other"), CALLS, rig.phone(0, 2), 1).getFirst();

        journal.flag(attempt(low), "a");
        assertThat(open(phone).row().grade()).isEqualTo(Grade.LOW);
        journal.flag(attempt(urgent), "b");
        journal.flag(attempt(again), "a");
        journal.flag(attempt(other), "c");

        Case open = open(phone);
        assertThat(open.row().grade()).isEqualTo(Grade.URGENT);
        assertThat(open.row().flags()).isEqualTo(3);
        assertThat(open.warnings()).containsExactly(low.standing().warning().id(), urgent.standing().warning().id(),
                again.standing().warning().id());
        assertThat(texts(open)).containsExactly("a", "b");
        assertThat(open(rig.phone(0, 2)).row().flags()).isEqualTo(1);
        assertThat(cases.reads().of(EVERYONE, rig.phone(1, 2))).isEmpty();
        assertThat(cases.reads().balance().holds()).isTrue();
    }

    @Test
    void of_many_reasons_the_first_are_kept() {
        Phone phone = rig.phone(0, 1);
        List<Claimed> calls = calls(rig.batch("b"), CALLS, phone, 20);

        IntStream.range(0, 20).forEach(i -> journal.flag(attempt(calls.get(i)), "骗".repeat(100) + i));

        Case open = open(phone);
        assertThat(open.row().flags()).isEqualTo(20);
        assertThat(texts(open)).hasSize(8).startsWith("骗".repeat(100) + 0).endsWith("骗".repeat(100) + 7);
        assertThat(open.warnings()).hasSize(16);
        IntStream.range(0, 20).forEach(i -> assertThat(kinds(attempt(calls.get(i)).warning())).hasSize(3));
    }

    /**
     * Whom the robot heard say that somebody takes their money is called by a person: a call that then
     * ended as BUSY, or of unknown end, would be rung again, maybe while they talk to that person.
     */
    @Test
    void what_an_attempt_comes_to_is_applied_although_it_was_flagged_meanwhile_and_no_flagged_one_is_called_again() {
        BatchId batch = rig.batch("b");
        List<Claimed> calls = calls(batch, CALLS, rig.phone(0, 1), 7);
        List.of(1, 2, 4, 5).forEach(i -> journal.flag(attempt(calls.get(i)), "victim"));
        List<Transition> ends = new ArrayList<>(
                calls.stream().map(each -> Steps.end(each.standing(), WarningState.REACHED, Note.Kind.RECEIPT, "ok"))
                        .toList());
        ends.set(4, Steps.retry(calls.get(4).standing(), CALLS, 1, new Cause(CauseClass.BUSY, "17/486")));
        ends.set(5, Steps.end(calls.get(5).standing(), WarningState.UNREACHED, Note.Kind.CALL_ENDED, "static:16/-"));
        ends.set(6, Steps.retry(calls.get(6).standing(), CALLS, 1, new Cause(CauseClass.BUSY, "17/486")));

        for (int time = 0; time < 2; time++) {
            assertThat(rig.work().workStore().apply(0, ends).cardinality()).as("time %s", time).isEqualTo(7);
            assertThat(rig.counters(0, batch)).containsAllEntriesOf(Map.of("0", "1", "2", "0", "4", "6", "f", "4"));
            assertThat(rig.fences(0, rig.base().node().number())).isEmpty();
        }
        for (int i = 0; i < 7; i++) {
            Progress row = rig.progress(attempt(calls.get(i)).warning());
            assertThat(row.has(Progress.FLAGGED)).as("row %s", i).isEqualTo(i == 1 || i == 2 || i == 4 || i == 5);
            assertThat(row.state()).as("row %s", i).isEqualTo(i == 6 ? WarningState.SCHEDULED : WarningState.REACHED);
        }
        assertThat(rig.progress(attempt(calls.get(4)).warning()).cause()).isEqualTo(CauseClass.REACHED);
        Claimed retried = claim(10).getFirst();
        assertThat(attempt(retried).warning()).isEqualTo(attempt(calls.get(6)).warning());
        journal.flag(attempt(calls.get(6)), "by the call before, late");
        assertThat(apply(Steps.end(retried.standing(), WarningState.UNREACHED, Note.Kind.SUBMIT_FAILED, "x"))).isTrue();
        assertThat(rig.progress(attempt(retried).warning()).state()).isEqualTo(WarningState.REACHED);
        assertThat(rig.progress(attempt(retried).warning()).has(Progress.FLAGGED)).isTrue();
    }

    @Test
    void a_warning_may_be_flagged_after_it_ended_and_by_a_later_attempt_too() {
        BatchId batch = rig.batch("b");
        Phone phone = rig.phone(0, 1);
        Claimed call = calls(batch, CALLS, phone, 1).getFirst();
        apply(Steps.retry(call.standing(), CALLS, 1, new Cause(CauseClass.NO_ANSWER, "19")));
        Claimed second = claim(1).getFirst();
        apply(Steps.end(second.standing(), WarningState.REACHED, Note.Kind.RECEIPT, ""));

        journal.flag(attempt(call), "first");
        journal.flag(attempt(second), "second");
        journal.flag(new AttemptId(attempt(call).warning(), 3), "never begun");
        journal.flag(attempt(call), "first");

        WarningId id = attempt(call).warning();
        assertThat(rig.progress(id)).extracting(Progress::state, row -> row.has(Progress.FLAGGED))
                .containsExactly(WarningState.REACHED, true);
        assertThat(open(phone).row().flags()).isEqualTo(2);
        assertThat(flagged(batch)).isEqualTo(1);
        assertThat(events().stream().map(Event::kind)).containsExactly(Kind.FINISHED, Kind.FLAGGED);
        assertThat(events().stream().map(Event::id)).doesNotHaveDuplicates();
        assertThat(results.batch(null, batch).orElseThrow().finishedAt()).isNotNull();
    }

    @Test
    void what_was_said_is_in_the_timeline_and_with_the_results() {
        BatchId batch = rig.batch("b");
        List<Claimed> calls = calls(batch, CALLS, rig.phone(0, 1), 3);
        journal.talked(attempt(calls.get(1)), "old");
        journal.talked(attempt(calls.get(1)), "刷单劝阻 greet>ask>end understood");
        journal.talked(new AttemptId(attempt(calls.get(2)).warning(), 9), "none");

        WarningId id = attempt(calls.get(1)).warning();
        assertThat(results.timeline(id).getLast()).extracting(TimelineEntry::kind, TimelineEntry::carrier,
                TimelineEntry::fence, TimelineEntry::text)
                .containsExactly(Note.Kind.TALKED, "trunk", 1, "刷单劝阻 greet>ask>end understood");
        List<String> expected = List.of("", "刷单劝阻 greet>ask>end understood", "");
        List<String> all = new ArrayList<>();
        results.forEach(batch, block -> block.forEach(each -> all.add(each.talk())));
        assertThat(all).isEqualTo(expected);
        assertThat(results.warnings(batch, Set.of(), null, 10).items()).extracting(Standing::talk).isEqualTo(expected);
        assertThat(results.warning(null, id).orElseThrow().talk()).isEqualTo(expected.get(1));
        assertThat(apply(Steps.end(calls.get(1).standing(), WarningState.REACHED, Note.Kind.CALL_ENDED, "ok")))
                .isTrue();
        assertThat(events()).singleElement().extracting(event -> event.standing().talk()).isEqualTo(expected.get(1));
        assertThat(new RedisResultStore(rig.base(), _ -> false, (_, _) -> List.of()).events(StoreRig.CLIENT, null, 10)
                .items())
                .singleElement()
                .extracting(event -> event.standing().talk()).as("a playbook that never calls").isEqualTo("");
    }
}

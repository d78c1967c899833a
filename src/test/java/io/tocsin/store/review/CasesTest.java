package io.tocsin.store.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.review.Decision;
import io.tocsin.review.Finding;
import io.tocsin.review.failure.BadDispositionException;
import io.tocsin.review.failure.CaseHeldException;
import io.tocsin.review.failure.LeaseLostException;
import io.tocsin.review.failure.NoSuchCaseException;
import io.tocsin.review.failure.UndoTooLateException;
import io.tocsin.review.failure.WrongStateException;
import io.tocsin.review.figure.Summary;
import io.tocsin.review.item.Case;
import io.tocsin.review.item.CaseId;
import io.tocsin.review.item.CaseState;
import io.tocsin.review.item.Claimed;
import io.tocsin.review.item.Entry;
import io.tocsin.review.item.Opening;
import io.tocsin.review.item.Reason;
import io.tocsin.review.item.Reviewer;
import io.tocsin.review.item.Token;
import io.tocsin.store.RealRedis;
import io.tocsin.warning.Grade;
import io.tocsin.warning.WarningId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CasesTest {
    private static final Reviewer LI = new Reviewer("li", null);
    private static final Reviewer WANG = new Reviewer("wang", null);
    private static final Reviewer BOSS = new Reviewer("boss", null);
    private static final Finding DISSUADED = new Finding("dissuaded", "已劝醒", 500_000, 0, Map.of());
    private static final Finding NO_ANSWER = new Finding("no-answer", "", 0, 0, Map.of());
    @RegisterExtension
    private static final RealRedis SERVER = new RealRedis();
    private CaseRig rig;

    @BeforeEach
    void open() {
        rig = new CaseRig(SERVER);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private Claimed claim(Reviewer who) {
        return rig.cases().claim(who, 1).getFirst();
    }

    private CaseState state(CaseId id) {
        return rig.reads().one(BOSS, id).orElseThrow().row().state();
    }

    private List<String> kinds(CaseId id) {
        return rig.reads().one(BOSS, id).orElseThrow().timeline().stream().map(Entry::kind).toList();
    }

    private void balances() {
        assertThat(rig.reads().balance().holds()).as("%s", rig.reads().balance()).isTrue();
        Summary summary = rig.reads().summary(BOSS);
        assertThat(summary.difference()).isZero();
        assertThat(summary.in(CaseState.DONE)).isEqualTo(rig.reads().balance().done());
    }

    @Test
    void a_number_has_one_case_that_is_not_done_and_a_flag_joins_it_and_can_raise_its_grade() {
        CaseId first = rig.open(1, Grade.MEDIUM);
        Opening again = new Opening(CaseRig.phone(1), Grade.URGENT, "", "", null, Reason.Kind.UPSTREAM,
                "回拨 13800138001", "家属来电", "key:city");

        assertThat(rig.cases().open(again)).isEqualTo(new Opening.Opened(first, false));
        Case item = rig.reads().one(LI, first).orElseThrow();
        assertThat(item.row().grade()).isEqualTo(Grade.URGENT);
        assertThat(item.row().flags()).isEqualTo(2);
        assertThat(item.row().phone()).isEqualTo(CaseRig.phone(1));
        assertThat(item.row().name()).isEqualTo("张三");
        assertThat(item.row().reasons()).extracting(Reason::kind).containsExactly(Reason.Kind.MANUAL,
                Reason.Kind.UPSTREAM);
        assertThat(item.row().reasons().getLast().text()).isEqualTo("回拨 138****8001");
        assertThat(item.timeline()).extracting(Entry::kind).containsExactly("opened", "joined", "raised");
        assertThat(item.timeline().get(1).text()).isEqualTo("家属来电");
        assertThat(item.timeline().getLast().text()).isEqualTo("urgent");
        assertThat(rig.reads().summary(LI).flagged()).isEqualTo(1);
        balances();
    }

    @Test
    void a_message_stands_on_the_timeline_and_among_the_warnings_once() {
        CaseId id = rig.open(1, Grade.HIGH);
        Claimed mine = claim(LI);
        WarningId message = new WarningId(id.partition(), 5_000_000_000L, 3);
        rig.cases().texted(LI, id, message, "fraud-sms");
        rig.cases().decide(LI, id, mine.token(), DISSUADED);
        Case item = rig.cases().texted(LI, id, message, "fraud-sms");
        assertThat(item.warnings()).containsExactly(message);
        assertThat(item.timeline()).extracting(Entry::kind).containsOnlyOnce("texted");
        assertThat(item.timeline().get(2).text()).isEqualTo("fraud-sms");
        assertThat(item.row().state()).isEqualTo(CaseState.DONE);
        assertThatThrownBy(() -> rig.cases().texted(LI, new CaseId(id.partition(), 99), message, "x"))
                .isInstanceOf(NoSuchCaseException.class);
        balances();
    }

    @Test
    void the_most_urgent_case_comes_first_then_the_one_due_first() {
        CaseId low = rig.open(1, Grade.LOW);
        CaseId high = rig.open(2, Grade.HIGH);
        CaseId later = rig.open(3, Grade.HIGH);
        CaseId urgent = rig.open(4, Grade.URGENT);

        List<CaseId> order = List.of(claim(LI), claim(WANG), claim(LI), claim(LI)).stream()
                .map(each -> each.item().row().id()).toList();
        assertThat(order).containsExactly(urgent, high, later, low);
        assertThat(rig.cases().claim(LI, 1)).isEmpty();
        balances();
    }

    @Test
    void a_disposition_closes_the_case_and_the_next_flag_opens_another() {
        CaseId id = rig.open(1, Grade.HIGH);
        Claimed mine = claim(LI);
        rig.cases().note(LI, id, mine.token(), "正在劝");
        assertThat(rig.reads().one(BOSS, id).orElseThrow().draft()).isEqualTo("正在劝");

        Decision decision = rig.cases().decide(LI, id, mine.token(), DISSUADED);

        assertThat(decision.item().row().state()).isEqualTo(CaseState.DONE);
        assertThat(decision.item().draft()).isEmpty();
        assertThat(decision.item().verdict()).satisfies(verdict -> {
            assertThat(verdict.code()).isEqualTo("dissuaded");
            assertThat(verdict.note()).isEqualTo("已劝醒");
            assertThat(verdict.savedFen()).isEqualTo(500_000);
            assertThat(verdict.version()).isEqualTo(1);
        });
        assertThat(kinds(id)).containsExactly("opened", "claimed", "closed", "noted");
        CaseId next = rig.open(1, Grade.LOW);
        assertThat(next).isNotEqualTo(id);
        assertThat(rig.reads().one(LI, next).orElseThrow().earlier()).containsExactly(id);
        assertThat(rig.reads().of(LI, CaseRig.phone(1))).extracting(row -> row.id()).containsExactly(next, id);
        assertThat(rig.reads().summary(LI).mine()).isEqualTo(new Summary.Mine(0, 1));
        balances();
    }

    @Test
    void a_stale_token_is_refused_with_the_holder_and_the_case_keeps_its_history() {
        CaseId id = rig.open(1, Grade.HIGH);
        Claimed mine = claim(LI);
        rig.cases().note(LI, id, mine.token(), "打到一半");
        rig.endLease(id);
        rig.upkeep().sweep();
        assertThat(state(id)).isEqualTo(CaseState.OPEN);
        Claimed theirs = claim(WANG);

        assertThat(theirs.item().row().touches()).isEqualTo(2);
        assertThat(theirs.item().draft()).isEqualTo("打到一半");
        assertThatThrownBy(() -> rig.cases().decide(LI, id, mine.token(), DISSUADED))
                .isInstanceOfSatisfying(LeaseLostException.class, lost -> {
                    assertThat(lost.standing().holder()).isEqualTo("wang");
                    assertThat(lost.standing().state()).isEqualTo(CaseState.LEASED);
                    assertThat(lost.standing().leaseUntil()).isEqualTo(theirs.leaseUntil());
                });
        assertThatThrownBy(() -> rig.cases().heartbeat(LI, id, mine.token())).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> rig.reads().check(LI, id, mine.token())).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> rig.cases().release(LI, id, theirs.token())).as("another's token")
                .isInstanceOf(LeaseLostException.class);
        assertThat(rig.cases().heartbeat(WANG, id, theirs.token())).isAfterOrEqualTo(theirs.leaseUntil());
        rig.reads().check(WANG, id, theirs.token());
        assertThat(kinds(id)).containsExactly("opened", "claimed", "expired", "claimed");
        balances();
    }

    @Test
    void a_lease_that_ran_out_is_over_before_anybody_swept() {
        CaseId id = rig.open(1, Grade.HIGH);
        Claimed mine = claim(LI);
        rig.endLease(id);

        assertThatThrownBy(() -> rig.cases().decide(LI, id, mine.token(), DISSUADED))
                .isInstanceOfSatisfying(LeaseLostException.class,
                        lost -> assertThat(lost.standing().holder()).isNull());
        assertThat(state(id)).isEqualTo(CaseState.OPEN);
        balances();
    }

    @Test
    void what_was_just_done_can_be_taken_back_and_nothing_else() {
        CaseId id = rig.open(1, Grade.HIGH);
        Claimed mine = claim(LI);
        rig.cases().note(LI, id, mine.token(), "草稿");
        rig.cases().decide(LI, id, mine.token(), DISSUADED);
        assertThatThrownBy(() -> rig.cases().undo(WANG, id, mine.token())).isInstanceOf(UndoTooLateException.class);

        Claimed back = rig.cases().undo(LI, id, mine.token());

        assertThat(back.item().row().state()).isEqualTo(CaseState.LEASED);
        assertThat(back.item().verdict()).isNull();
        assertThat(back.item().draft()).isEqualTo("草稿");
        assertThat(rig.reads().summary(LI).mine()).isEqualTo(new Summary.Mine(1, 0));
        assertThat(rig.reads().days(LI, rig.base().time().today(), rig.base().time().today()).getFirst())
                .satisfies(day -> {
                    assertThat(day.closed()).isZero();
                    assertThat(day.savedFen()).isZero();
                    assertThat(day.dispositions()).isEmpty();
                });
        assertThatThrownBy(() -> rig.cases().undo(LI, id, mine.token())).isInstanceOf(UndoTooLateException.class);
        rig.cases().release(LI, id, mine.token());
        claim(WANG);
        assertThatThrownBy(() -> rig.cases().undo(LI, id, mine.token())).as("somebody else has it now")
                .isInstanceOf(UndoTooLateException.class);
        balances();
    }

    @Test
    void a_closed_case_is_not_taken_back_when_its_number_was_flagged_again() {
        CaseId id = rig.open(1, Grade.HIGH);
        Claimed mine = claim(LI);
        rig.cases().decide(LI, id, mine.token(), DISSUADED);
        rig.open(1, Grade.HIGH);

        assertThatThrownBy(() -> rig.cases().undo(LI, id, mine.token())).isInstanceOf(UndoTooLateException.class);
        assertThatThrownBy(() -> rig.cases().reopen(BOSS, id, "")).isInstanceOf(WrongStateException.class);
        balances();
    }

    @Test
    void a_disposition_whose_answer_was_lost_may_be_given_again() {
        CaseId id = rig.open(1, Grade.HIGH);
        Claimed mine = claim(LI);
        rig.cases().decide(LI, id, mine.token(), DISSUADED);

        assertThat(rig.cases().decide(LI, id, mine.token(), DISSUADED).item().row().state())
                .isEqualTo(CaseState.DONE);
        assertThatThrownBy(() -> rig.cases().decide(LI, id, mine.token(), NO_ANSWER)).as("another one")
                .isInstanceOf(LeaseLostException.class);
        assertThat(rig.reads().summary(LI).mine().doneToday()).isEqualTo(1);
        balances();
    }

    @Test
    void a_case_that_is_put_off_comes_back_behind_fresh_ones_of_its_grade() {
        CaseId id = rig.open(1, Grade.URGENT);
        rig.cases().decide(LI, id, claim(LI).token(), NO_ANSWER);
        assertThat(state(id)).isEqualTo(CaseState.SNOOZED);
        assertThat(rig.cases().claim(LI, 1)).isEmpty();
        rig.wake(id);
        rig.upkeep().sweep();
        assertThat(state(id)).isEqualTo(CaseState.OPEN);
        CaseId fresh = rig.open(2, Grade.URGENT);

        assertThat(rig.cases().claim(LI, 2)).extracting(each -> each.item().row().id()).containsExactly(fresh, id);
        balances();
    }

    @Test
    void among_fresh_cases_one_that_comes_back_has_every_fourth_turn_but_never_before_a_fresh_urgent_one() {
        CaseId returning = rig.open(1, Grade.HIGH);
        Claimed first = claim(LI);
        rig.cases().snooze(LI, returning, first.token(), Instant.EPOCH.plusSeconds(1), "");
        rig.upkeep().sweep();
        for (int i = 0; i < 12; i++) {
            rig.open(10 + i, Grade.HIGH);
        }
        CaseId urgent = rig.open(2, Grade.URGENT);

        List<CaseId> order = java.util.stream.IntStream.range(0, 8).mapToObj(_ -> claim(LI).item().row().id()).toList();
        assertThat(order.getFirst()).isEqualTo(urgent);
        assertThat(order.indexOf(returning)).isBetween(1, 4);
        balances();
    }

    @Test
    void a_case_of_a_unit_is_seen_by_that_unit_and_those_above_only() {
        Reviewer hailar = new Reviewer("hai", "呼伦贝尔/海拉尔");
        Reviewer manzhouli = new Reviewer("man", "呼伦贝尔/满洲里");
        Reviewer city = new Reviewer("city", "呼伦贝尔");
        CaseId station = rig.open(1, Grade.HIGH, "呼伦贝尔/海拉尔/胜利派出所");
        CaseId nobody = rig.open(2, Grade.LOW, null);
        CaseId above = rig.open(3, Grade.URGENT, "呼伦贝尔");

        assertThat(rig.reads().one(manzhouli, station)).isEmpty();
        assertThatThrownBy(() -> rig.cases().claim(manzhouli, station)).isInstanceOf(NoSuchCaseException.class);
        assertThat(rig.reads().summary(manzhouli).flagged()).isEqualTo(1);
        assertThat(rig.reads().summary(hailar).flagged()).isEqualTo(2);
        assertThat(rig.reads().summary(city).flagged()).isEqualTo(3);
        assertThat(rig.cases().claim(manzhouli, 5)).extracting(each -> each.item().row().id())
                .containsExactly(nobody);
        assertThat(rig.cases().claim(hailar, 5)).extracting(each -> each.item().row().id())
                .containsExactly(station);
        assertThat(rig.cases().claim(city, 5)).extracting(each -> each.item().row().id()).containsExactly(above);
        balances();
    }

    @Test
    void a_supervisor_gives_cases_away_and_takes_them_back() {
        CaseId id = rig.open(1, Grade.HIGH);
        Claimed mine = claim(LI);

        Case given = rig.cases().reassign(BOSS, id, "wang", "老王更熟");
        assertThat(given.row().holder()).isEqualTo("wang");
        assertThatThrownBy(() -> rig.cases().heartbeat(LI, id, mine.token())).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> rig.cases().claim(LI, id)).isInstanceOfSatisfying(CaseHeldException.class,
                held -> assertThat(held.standing().holder()).isEqualTo("wang"));
        Claimed theirs = rig.cases().claim(WANG, id);
        rig.cases().heartbeat(WANG, id, theirs.token());
        rig.cases().reassign(BOSS, id, null, "");
        assertThat(claim(LI).item().row().id()).isEqualTo(id);
        balances();
    }

    @Test
    void an_escalated_case_waits_for_feedback_which_closes_it_or_brings_it_back() {
        CaseId id = rig.open(1, Grade.HIGH);
        Token token = claim(LI).token();
        assertThatThrownBy(() -> rig.cases().feedback(BOSS, id, DISSUADED, true))
                .isInstanceOf(WrongStateException.class);
        Decision gone = rig.cases().escalate(LI, id, token, "胜利派出所", "请上门");
        assertThat(gone.item().row().state()).isEqualTo(CaseState.ESCALATED);
        assertThat(gone.item().station()).isEqualTo("胜利派出所");

        rig.cases().feedback(BOSS, id, new Finding("no-answer", "家中无人", 0, 0, Map.of()), false);
        assertThat(state(id)).isEqualTo(CaseState.OPEN);
        rig.cases().escalate(LI, id, claim(LI).token(), "胜利派出所", "");
        Case closed = rig.cases().feedback(BOSS, id, DISSUADED, true);
        assertThat(closed.row().state()).isEqualTo(CaseState.DONE);
        rig.cases().reopen(BOSS, id, "抽查");
        assertThat(state(id)).isEqualTo(CaseState.OPEN);
        balances();
    }

    @Test
    void a_disposition_needs_what_the_dictionary_says() {
        CaseId id = rig.open(1, Grade.HIGH);
        Token token = claim(LI).token();

        assertThatThrownBy(() -> rig.cases().decide(LI, id, token, new Finding("sleeping", "", 0, 0, Map.of())))
                .isInstanceOf(BadDispositionException.class);
        assertThatThrownBy(() -> rig.cases().decide(LI, id, token, new Finding("paid", " ", 0, 0, Map.of())))
                .hasMessageContaining("note");
        assertThatThrownBy(() -> rig.cases().decide(LI, id, token, new Finding("no-answer", "", 5, 0, Map.of())))
                .hasMessageContaining("amountSaved");
        assertThatThrownBy(() -> rig.cases().decide(LI, id, token, new Finding("station-visit", "", 0, 0, Map.of())))
                .hasMessageContaining("station");
        assertThat(state(id)).isEqualTo(CaseState.LEASED);
    }

    @Test
    void a_reviewer_raises_a_grade_and_a_supervisor_sets_it() {
        CaseId id = rig.open(1, Grade.MEDIUM);
        Token token = claim(LI).token();

        assertThatThrownBy(() -> rig.cases().grade(LI, id, token, Grade.LOW, ""))
                .isInstanceOf(WrongStateException.class);
        assertThat(rig.cases().grade(LI, id, token, Grade.URGENT, "正在转账").row().grade()).isEqualTo(Grade.URGENT);
        assertThat(rig.cases().grade(BOSS, id, null, Grade.LOW, "").row().grade()).isEqualTo(Grade.LOW);
        rig.cases().heartbeat(LI, id, token);
        balances();
    }
}

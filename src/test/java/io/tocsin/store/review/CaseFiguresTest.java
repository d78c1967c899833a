package io.tocsin.store.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.review.Finding;
import io.tocsin.review.ReviewConfig;
import io.tocsin.review.ReviewListener;
import io.tocsin.review.figure.CaseFilter;
import io.tocsin.review.figure.DayFigures;
import io.tocsin.review.item.CaseId;
import io.tocsin.review.item.CaseState;
import io.tocsin.review.item.Claimed;
import io.tocsin.review.item.Reviewer;
import io.tocsin.store.RealRedis;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.warning.Grade;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a day's figures say of cases that did not go straight from the queue to the close. */
class CaseFiguresTest {
    private static final Reviewer LI = new Reviewer("li", null);
    private static final Reviewer WANG = new Reviewer("wang", null);
    private static final Reviewer BOSS = new Reviewer("boss", null);
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

    @Test
    void a_case_that_is_reopened_and_closed_again_counts_once() {
        CaseId id = rig.open(1, Grade.HIGH);
        Finding saved = new Finding("dissuaded", "", 500, 0, Map.of());
        rig.cases().decide(LI, id, rig.cases().claim(LI, 1).getFirst().token(), saved);
        rig.cases().reopen(BOSS, id, "抽查");
        assertThat(today()).satisfies(day -> {
            assertThat(day.closed()).isZero();
            assertThat(day.savedFen()).isZero();
            assertThat(day.dispositions()).isEmpty();
        });
        assertThat(rig.reads().summary(LI).mine().doneToday()).isZero();
        rig.cases().decide(WANG, id, rig.cases().claim(WANG, 1).getFirst().token(), saved);
        assertThat(today()).satisfies(day -> {
            assertThat(day.closed()).isEqualTo(1);
            assertThat(day.savedFen()).isEqualTo(500);
            assertThat(day.dispositions()).isEqualTo(Map.of("dissuaded", 1L));
            assertThat(day.opened()).isEqualTo(1);
            assertThat(day.touched()).isEqualTo(1);
        });
        assertThat(rig.reads().balance().holds()).isTrue();
        assertThat(rig.reads().summary(LI).difference()).isZero();
    }

    private DayFigures today() {
        return rig.reads().days(BOSS, rig.base().time().today(), rig.base().time().today()).getFirst();
    }

    @Test
    void whoever_is_given_a_case_nobody_had_touches_it_first_with_the_claim() {
        CaseId id = rig.open(1, Grade.HIGH);
        rig.cases().reassign(BOSS, id, WANG.name(), "");
        assertThat(today().touched()).as("not yet").isZero();
        Claimed claimed = rig.cases().claim(WANG, id);
        assertThat(claimed.item().row().times().firstTouch()).isNotNull();
        assertThat(claimed.item().row().touches()).isEqualTo(1);
        assertThat(today().touched()).isEqualTo(1);
        assertThat(rig.cases().claim(WANG, id).item().row().touches()).as("the same again").isEqualTo(1);
    }

    @Test
    void one_case_that_cannot_be_read_holds_up_no_other() {
        List<String> aside = new ArrayList<>();
        CaseRig node = new CaseRig(SERVER, ReviewConfig.defaults(), new ReviewListener() {
            @Override
            public void setAside(String what) {
                aside.add(what);
            }
        }, 2);
        CaseId bad = rig.open(1, Grade.URGENT);
        CaseId good = null;
        for (int salt = 2; good == null || good.partition() != bad.partition(); salt++) {
            good = rig.open(salt, Grade.URGENT);
        }
        rig.cases().claim(LI, bad);
        rig.cases().claim(LI, good);
        rig.endLease(bad);
        rig.endLease(good);
        rig.store().redis().call(Call.of("DEL", Keys.reviewCase(bad.partition(), bad.number())));

        node.upkeep().sweep();

        assertThat(rig.reads().one(LI, good).orElseThrow().row().state()).isEqualTo(CaseState.OPEN);
        assertThat(aside).singleElement().asString().contains("kl " + bad.number());
        node.upkeep().sweep();
        assertThat(aside).as("once").hasSize(1);
        node.close();
    }

    @Test
    void cases_that_are_gone_are_passed_over_by_whoever_claims_and_hide_nothing() {
        List<String> aside = new ArrayList<>();
        CaseRig node = new CaseRig(SERVER, ReviewConfig.defaults(), new ReviewListener() {
            @Override
            public void setAside(String what) {
                aside.add(what);
            }
        }, 2);
        CaseId bad = rig.open(1, Grade.URGENT, "市局/东");
        CaseId good = null;
        for (int salt = 2; good == null || good.partition() != bad.partition(); salt++) {
            good = rig.open(salt, Grade.URGENT, "市局/东");
        }
        rig.store().redis().call(Call.of("DEL", Keys.reviewCase(bad.partition(), bad.number())));
        Reviewer east = new Reviewer("zhao", "市局/东");

        for (Reviewer who : List.of(LI, east)) {
            assertThat(node.reads().summary(who).in(CaseState.OPEN)).as("how the queue stands").isGreaterThan(1);
            List<Claimed> mine = node.cases().claim(who, 50);
            assertThat(mine).extracting(each -> each.item().row().id()).contains(good).doesNotContain(bad);
            assertThat(mine).extracting(Claimed::token).doesNotHaveDuplicates();
            mine.forEach(each -> node.cases().release(who, each.item().row().id(), each.token()));
        }
        assertThat(aside).hasSize(2).allSatisfy(what -> assertThat(what)
                .isEqualTo("partition " + bad.partition() + ", kq " + bad.number() + ": it is gone"));
        assertThat(rig.reads().balance().lost()).containsExactly(bad.toString());
        node.close();
    }

    @Test
    void a_case_whose_number_is_damaged_can_be_worked_on() {
        CaseId id = rig.open(1, Grade.URGENT);
        rig.store().redis().call(Call.of("HSET", Keys.reviewCase(id.partition(), id.number()), "e", "damaged"));
        Claimed claimed = rig.cases().claim(LI, 1).getFirst();
        assertThat(claimed.item().row().phone()).isNull();
        assertThat(rig.reads().page(LI, CaseFilter.WAITING, null, 9).rows()).hasSize(1);
        rig.cases().release(LI, id, claimed.token());
    }
}

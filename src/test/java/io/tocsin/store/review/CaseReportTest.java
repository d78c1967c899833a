package io.tocsin.store.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.review.Finding;
import io.tocsin.review.figure.DayFigures;
import io.tocsin.review.figure.UnitFigures;
import io.tocsin.review.item.CaseId;
import io.tocsin.review.item.Claimed;
import io.tocsin.review.item.Reviewer;
import io.tocsin.store.RealRedis;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.warning.Grade;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What reports count: each closing once, on its day, in its unit and those above. */
class CaseReportTest {
    private static final Reviewer LI = new Reviewer("li", null);
    private static final Reviewer BOSS = new Reviewer("boss", null);
    private static final Finding DISSUADED = new Finding("dissuaded", "已劝醒", 500_000, 0, Map.of());
    private static final Finding PAID = new Finding("paid", "已转账", 100, 2_000, Map.of());
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

    private LocalDate today() {
        return rig.base().time().today();
    }

    private DayFigures day(LocalDate day) {
        return rig.reads().days(BOSS, day, day).getFirst();
    }

    private void decide(Finding finding) {
        Claimed mine = rig.cases().claim(LI, 1).getFirst();
        rig.cases().decide(LI, mine.item().row().id(), mine.token(), finding);
    }

    @Test
    void a_case_that_is_opened_again_counts_once_and_with_what_it_came_to_at_last() {
        CaseId id = rig.open(1, Grade.HIGH);
        decide(DISSUADED);
        assertThat(day(today())).returns(1L, DayFigures::closed).returns(500_000L, DayFigures::savedFen);

        rig.cases().reopen(BOSS, id, "抽查");
        assertThat(day(today())).returns(0L, DayFigures::closed).returns(0L, DayFigures::savedFen)
                .returns(Map.of(), DayFigures::dispositions);

        decide(PAID);
        assertThat(day(today())).returns(1L, DayFigures::closed).returns(100L, DayFigures::savedFen)
                .returns(2_000L, DayFigures::lostFen).returns(Map.of("paid", 1L), DayFigures::dispositions);
    }

    @Test
    void what_is_taken_back_is_taken_from_the_day_that_had_it() {
        CaseId id = rig.open(1, Grade.HIGH);
        decide(DISSUADED);
        // As if it had been closed yesterday.
        long now = today().toEpochDay();
        rig.store().redis().call(Call.of("HSET", Keys.reviewCase(id.partition(), id.number()), "vd", now - 1));
        rig.store().redis().call(Call.of("RENAME", Keys.caseDay(id.partition(), now, "*"),
                Keys.caseDay(id.partition(), now - 1, "*")));

        rig.cases().reopen(BOSS, id, "抽查");
        assertThat(day(today().minusDays(1))).returns(0L, DayFigures::closed).returns(0L, DayFigures::savedFen);
        decide(DISSUADED);
        assertThat(day(today().minusDays(1))).returns(0L, DayFigures::closed);
        assertThat(day(today())).returns(1L, DayFigures::closed).returns(500_000L, DayFigures::savedFen);
    }

    @Test
    void what_a_station_reported_is_taken_back_too() {
        CaseId id = rig.open(1, Grade.HIGH);
        Claimed mine = rig.cases().claim(LI, 1).getFirst();
        rig.cases().escalate(LI, id, mine.token(), "胜利派出所", "");
        rig.cases().feedback(BOSS, id, DISSUADED, true);
        rig.cases().reopen(BOSS, id, "抽查");
        assertThat(day(today())).returns(0L, DayFigures::closed).returns(0L, DayFigures::savedFen)
                .returns(1L, DayFigures::escalated);
        assertThat(day(today()).dispositions()).doesNotContainKey("dissuaded");
    }

    @Test
    void units_are_told_with_those_below_them_as_far_as_one_sees() {
        rig.open(1, Grade.HIGH, "呼伦贝尔/海拉尔/胜利派出所");
        rig.open(2, Grade.HIGH, "呼伦贝尔/海拉尔");
        rig.open(3, Grade.HIGH, "呼伦贝尔/满洲里");
        rig.open(4, Grade.HIGH, null);
        decide(DISSUADED);

        List<UnitFigures> all = rig.reads().units(BOSS, today(), today());
        assertThat(all).extracting(UnitFigures::unit).containsExactly("呼伦贝尔", "呼伦贝尔/海拉尔", "呼伦贝尔/海拉尔/胜利派出所",
                "呼伦贝尔/满洲里", null);
        assertThat(all).extracting(each -> each.figures().opened()).containsExactly(3L, 2L, 1L, 1L, 1L);
        assertThat(all.stream().filter(each -> each.unit() == null || each.unit().equals("呼伦贝尔"))
                .mapToLong(each -> each.waiting() + each.figures().closed()).sum()).isEqualTo(4);

        Reviewer below = new Reviewer("海拉尔督导", "呼伦贝尔/海拉尔");
        assertThat(rig.reads().units(below, today(), today())).extracting(UnitFigures::unit)
                .containsExactly("呼伦贝尔/海拉尔", "呼伦贝尔/海拉尔/胜利派出所", null);
    }
}

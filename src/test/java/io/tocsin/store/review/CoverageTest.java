package io.tocsin.store.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.review.Finding;
import io.tocsin.review.failure.NoSuchCaseException;
import io.tocsin.review.figure.CaseFilter;
import io.tocsin.review.figure.Summary;
import io.tocsin.review.item.CaseId;
import io.tocsin.review.item.CaseRow;
import io.tocsin.review.item.Claimed;
import io.tocsin.review.item.Reviewer;
import io.tocsin.review.item.SeenBy;
import io.tocsin.store.RealRedis;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.CaseKeys;
import io.tocsin.warning.Grade;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A case whose unit nobody covers is seen all the same. */
class CoverageTest {
    private static final Reviewer CITY = new Reviewer("city", "呼伦贝尔", true);
    private static final Reviewer EAST = new Reviewer("east", "呼伦贝尔/海拉尔", true);
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

    private List<CaseId> waiting(Reviewer who) {
        return rig.reads().page(who, CaseFilter.WAITING, null, 50).rows().stream().map(CaseRow::id).toList();
    }

    @Test
    void a_case_of_a_misspelt_unit_comes_to_the_top_unit_and_to_nobody_else() {
        CaseId id = rig.open(1, Grade.URGENT, "呼伦贝儿/海拉尔");
        assertThat(waiting(CITY)).as("not before anybody looked").isEmpty();

        assertThat(rig.upkeep().cover(Set.of("呼伦贝尔", "呼伦贝尔/海拉尔"))).containsExactly("呼伦贝儿/海拉尔");

        assertThat(waiting(CITY)).containsExactly(id);
        assertThat(waiting(EAST)).isEmpty();
        assertThat(rig.reads().one(EAST, id)).isEmpty();
        Summary summary = rig.reads().summary(CITY);
        assertThat(summary.uncovered()).isEqualTo(1);
        assertThat(summary.waiting()).isEqualTo(1);
        assertThat(summary.difference()).isZero();
        assertThat(rig.cases().claim(EAST, 1)).isEmpty();
        assertThatThrownBy(() -> rig.cases().claim(EAST, id)).isInstanceOf(NoSuchCaseException.class);
        Claimed claimed = rig.cases().claim(CITY, 1).getFirst();
        assertThat(claimed.item().row().seenBy()).isEqualTo(SeenBy.TOP_UNITS);
        rig.cases().decide(CITY, id, claimed.token(), new Finding("dissuaded", "", 0, 0, Map.of()));
        assertThat(rig.reads().summary(CITY).uncovered()).isZero();
        assertThat(rig.reads().summary(CITY).difference()).isZero();
    }

    @Test
    void the_next_case_of_that_unit_is_seen_at_once() {
        // So many that every partition has one.
        for (int i = 0; i < 64; i++) {
            rig.open(i, Grade.LOW, "无此单位");
        }
        rig.upkeep().cover(Set.of("呼伦贝尔"));
        CaseId next = rig.open(100, Grade.URGENT, "无此单位");
        assertThat(rig.cases().claim(CITY, 1).getFirst().item().row().id()).isEqualTo(next);
        assertThat(rig.reads().summary(CITY).uncovered()).isEqualTo(65);
    }

    @Test
    void without_anybody_in_a_top_unit_it_is_everybodys() {
        CaseId id = rig.open(1, Grade.URGENT, "呼伦贝尔");
        assertThat(waiting(EAST)).isEmpty();
        rig.upkeep().cover(Set.of("呼伦贝尔/海拉尔"));
        assertThat(waiting(EAST)).containsExactly(id);
        assertThat(rig.cases().claim(EAST, 1)).hasSize(1);
        assertThat(rig.reads().one(EAST, id).orElseThrow().row().seenBy()).isEqualTo(SeenBy.EVERYBODY);
    }

    @Test
    void whoever_comes_to_the_unit_has_it_and_the_top_unit_no_more() {
        Reviewer other = new Reviewer("other", "兴安盟/乌兰浩特");
        CaseId waits = rig.open(1, Grade.LOW, "兴安盟/乌兰浩特");
        CaseId snoozed = rig.open(2, Grade.LOW, "兴安盟/乌兰浩特");
        rig.upkeep().cover(Set.of("呼伦贝尔"));
        Claimed claimed = rig.cases().claim(CITY, snoozed);
        rig.cases().snooze(CITY, snoozed, claimed.token(), Instant.parse("2099-01-01T00:00:00Z"), "");

        rig.upkeep().cover(Set.of("呼伦贝尔", "兴安盟/乌兰浩特"));

        assertThat(waiting(CITY)).isEmpty();
        assertThat(waiting(other)).containsExactlyInAnyOrder(waits, snoozed);
        assertThat(rig.reads().summary(CITY)).satisfies(summary -> {
            assertThat(summary.flagged()).isZero();
            assertThat(summary.uncovered()).isZero();
        });
        assertThat(rig.reads().summary(other).difference()).isZero();
    }

    @Test
    void one_whom_a_supervisor_gave_a_case_sees_it_in_whatever_unit_it_is() {
        CaseId id = rig.open(1, Grade.URGENT, "呼伦贝尔/满洲里");
        rig.cases().reassign(CITY, id, EAST.name(), "");
        assertThat(waiting(EAST)).containsExactly(id);
        Claimed claimed = rig.cases().claim(EAST, id);
        rig.cases().release(EAST, id, claimed.token());
        assertThat(waiting(EAST)).as("only while it is held").isEmpty();
    }

    @Test
    void a_house_without_people_changes_nothing() {
        rig.open(1, Grade.URGENT, "呼伦贝尔");
        assertThat(rig.upkeep().cover(Set.of())).isEmpty();
        assertThat(rig.reads().summary(CITY).uncovered()).isZero();
    }

    @Test
    void cases_of_earlier_versions_are_found_and_too_many_units_are_none() {
        CaseId id = rig.open(1, Grade.URGENT, "旧单位");
        byte[] units = CaseKeys.units(id.partition());
        rig.store().redis().call(Call.of("DEL", units));
        rig.upkeep().cover(Set.of("呼伦贝尔"));
        assertThat(waiting(CITY)).containsExactly(id);
        for (int i = 0; i < 2_000; i++) {
            rig.store().redis().call(Call.of("SADD", units, "u" + i));
        }
        CaseId again = null;
        for (int salt = 2; again == null || again.partition() != id.partition(); salt++) {
            again = rig.open(salt, Grade.LOW, "又一个");
        }
        assertThat(rig.reads().one(EAST, again).orElseThrow().row().unit()).isNull();
    }
}

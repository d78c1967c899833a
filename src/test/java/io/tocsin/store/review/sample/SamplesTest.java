package io.tocsin.store.review.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.review.Finding;
import io.tocsin.review.failure.NoSuchCaseException;
import io.tocsin.review.item.CaseId;
import io.tocsin.review.item.Claimed;
import io.tocsin.review.item.Reviewer;
import io.tocsin.review.sample.OwnWorkException;
import io.tocsin.review.sample.SampleId;
import io.tocsin.review.sample.Sampled;
import io.tocsin.store.RealRedis;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.CaseKeys;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.review.CaseRig;
import io.tocsin.warning.Grade;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jspecify.annotations.Nullable;

/** Samples of closed cases on a real Redis. */
class SamplesTest {
    private static final Reviewer LI = new Reviewer("li", null);
    private static final Reviewer WANG = new Reviewer("wang", null);
    private static final Reviewer BOSS = new Reviewer("boss", null);
    private static final Finding DISSUADED = new Finding("dissuaded", "已劝醒", 500_000, 0, Map.of());
    @RegisterExtension
    private static final RealRedis SERVER = new RealRedis();
    private CaseRig rig;
    private RedisSamples samples;

    @BeforeEach
    void open() {
        rig = new CaseRig(SERVER);
        samples = new RedisSamples(rig.base());
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private LocalDate today() {
        return rig.base().time().today();
    }

    private void closed(Reviewer who, int from, int n, @Nullable String unit) {
        for (int i = from; i < from + n; i++) {
            rig.open(i, Grade.HIGH, unit);
            Claimed mine = rig.cases().claim(who, 1).getFirst();
            rig.cases().decide(who, mine.item().row().id(), mine.token(), DISSUADED);
        }
    }

    private List<Sampled> drawn() {
        return samples.drawn(BOSS, today(), today());
    }

    @Test
    void what_is_drawn_stays_and_drawing_again_draws_no_others() {
        closed(LI, 0, 20, null);
        closed(WANG, 100, 3, null);
        assertThat(samples.draw(BOSS, today(), today(), 10)).isEqualTo(2 + 1);
        List<Sampled> first = drawn();
        assertThat(first).extracting(Sampled::closedBy).containsExactlyInAnyOrder("li", "li", "wang");
        assertThat(first).allSatisfy(each -> {
            assertThat(each.disposition()).isEqualTo("dissuaded");
            assertThat(each.drawnBy()).isEqualTo("boss");
            assertThat(each.check()).isNull();
        });

        assertThat(samples.draw(WANG, today(), today(), 10)).isZero();
        assertThat(new RedisSamples(rig.base()).drawn(BOSS, today(), today())).isEqualTo(first);
        assertThat(samples.draw(BOSS, today(), today(), 50)).isEqualTo(8 + 1);
        assertThat(drawn()).containsAll(first);
        assertThat(samples.drawn(BOSS, today().minusDays(1), today().minusDays(1))).isEmpty();
    }

    @Test
    void what_came_of_it_is_kept_encrypted_and_can_be_put_right() {
        closed(LI, 0, 1, null);
        samples.draw(BOSS, today(), today(), 1);
        SampleId id = drawn().getFirst().id();
        samples.check(BOSS, id, false, "没有核实转账");
        assertThat(drawn()).singleElement().satisfies(each -> {
            Sampled.Check check = each.check();
            assertThat(check).isNotNull();
            assertThat(check.passed()).isFalse();
            assertThat(check.by()).isEqualTo("boss");
            assertThat(check.remark()).isEqualTo("没有核实转账");
        });
        byte[] key = CaseKeys.sample(id.item().partition(), today().toEpochDay());
        assertThat(String.valueOf(Reply.text(rig.store().redis().call(Call.of("HGET", key, SampleForm.field(id))))))
                .doesNotContain("核实");
        assertThat(Reply.number(rig.store().redis().call(Call.of("TTL", key))))
                .isBetween(Duration.ofDays(179).toSeconds(), Duration.ofDays(180).toSeconds());

        samples.check(WANG, id, true, "");
        samples.draw(BOSS, today(), today(), 100);
        assertThat(drawn().getFirst().check()).satisfies(check -> assertThat(check.passed()).isTrue());
    }

    @Test
    void nobody_checks_the_own_work_nor_what_was_not_drawn() {
        closed(LI, 0, 1, null);
        samples.draw(LI, today(), today(), 100);
        SampleId id = drawn().getFirst().id();
        assertThatThrownBy(() -> samples.check(LI, id, true, "")).isInstanceOf(OwnWorkException.class);
        for (SampleId wrong : List.of(new SampleId(id.item(), id.closed().plusMillis(1)),
                new SampleId(new CaseId(63, 1),
                        Instant.EPOCH))) {
            assertThatThrownBy(() -> samples.check(BOSS, wrong, true, "")).isInstanceOf(NoSuchCaseException.class);
        }
    }

    @Test
    void a_supervisor_draws_and_checks_what_belongs_to_the_unit() {
        closed(LI, 0, 2, "呼伦贝尔/海拉尔");
        closed(LI, 10, 2, "呼伦贝尔/满洲里");
        Reviewer below = new Reviewer("满洲里督导", "呼伦贝尔/满洲里");
        assertThat(samples.draw(below, today(), today(), 100)).isEqualTo(2);
        assertThat(samples.draw(BOSS, today(), today(), 100)).isEqualTo(2);
        assertThat(samples.drawn(below, today(), today())).hasSize(2);
        SampleId others = drawn().stream().map(Sampled::id)
                .filter(id -> samples.drawn(below, today(), today()).stream().noneMatch(each -> each.id().equals(id)))
                .findFirst().orElseThrow();
        assertThatThrownBy(() -> samples.check(below, others, true, "")).isInstanceOf(NoSuchCaseException.class);
    }

    @Test
    void a_case_that_was_opened_again_is_not_drawn_until_it_is_closed_again() {
        closed(LI, 0, 1, null);
        samples.draw(BOSS, today(), today(), 100);
        SampleId first = drawn().getFirst().id();
        rig.cases().reopen(BOSS, first.item(), "抽查");
        assertThat(samples.draw(BOSS, today(), today(), 100)).isZero();
        Claimed mine = rig.cases().claim(WANG, 1).getFirst();
        rig.cases().decide(WANG, first.item(), mine.token(), DISSUADED);
        assertThat(samples.draw(BOSS, today(), today(), 100)).isEqualTo(1);
        assertThat(drawn()).extracting(Sampled::closedBy).containsExactly("li", "wang");
    }
}

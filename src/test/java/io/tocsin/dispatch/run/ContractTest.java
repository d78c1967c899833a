package io.tocsin.dispatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.value.HourRange;
import io.tocsin.config.value.Rate;
import io.tocsin.dispatch.Handling;
import io.tocsin.dispatch.MemoryCarrier;
import io.tocsin.dispatch.contract.ContractConfig;
import io.tocsin.plan.Suppression;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Warning;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What contracts say besides the rate: the day's quota, hours, money. It is 04:00 in the morning.
 */
class ContractTest {
    private static final AttemptEnd FLOW = new AttemptEnd.FlowControlled(new Cause(CauseClass.NETWORK, "submit:8"));
    private static final AttemptEnd REFUSED = new AttemptEnd.Failed(new Cause(CauseClass.PERMANENT, "submit:13"));
    private final Rig rig = new Rig(10_000, Suppression.none());

    private static ContractConfig quota(int segments) {
        return new ContractConfig(null, null, Set.of(), segments);
    }

    private static ContractConfig costs(double money) {
        return new ContractConfig(money, null, Set.of(), 0);
    }

    private String detail(String line) {
        return Objects.requireNonNull(rig.lines.get(line)).contract().at(rig.time.now()).detail();
    }

    @Test
    void of_a_quota_all_is_used_and_nothing_more_until_midnight() {
        MemoryCarrier carrier = rig.carrier("a", Rate.perSecond(200), quota(300));
        rig.accept(Grade.LOW, 400);
        rig.start();
        rig.run(Duration.ofSeconds(6));
        assertThat(carrier.written()).hasSize(300);
        assertThat(detail("a")).isEqualTo("the day's quota of 300 is used up, until midnight");
        assertThat(rig.waiting("a")).as("what it cannot send is there for others").isZero();

        rig.time.pass(TimeUnit.HOURS.toNanos(19) + TimeUnit.MINUTES.toNanos(59));
        rig.run(Duration.ofSeconds(10));
        assertThat(carrier.written()).as("a minute before midnight").hasSize(300);
        rig.time.pass(TimeUnit.MINUTES.toNanos(1));
        rig.run(Duration.ofSeconds(6));
        assertThat(carrier.written()).hasSize(400);
        assertThat(detail("a")).isEmpty();
    }

    @Test
    void what_a_carrier_did_not_take_counts_for_nothing_and_others_serve_what_is_left() {
        MemoryCarrier a = rig.carrier("a", Rate.perSecond(200), quota(100));
        MemoryCarrier b = rig.carrier("b", 1000, Rate.perSecond(10), 0);
        int[] refused = {50};
        a.replies(_ -> refused[0]-- > 0 ? REFUSED : new AttemptEnd.Accepted());
        rig.accept(Grade.LOW, 160);
        rig.start();
        rig.run(Duration.ofSeconds(10));
        assertThat(a.written()).hasSize(150);
        assertThat(b.written()).hasSize(10);
    }

    @Test
    void a_quota_that_is_not_used_for_a_second_goes_back() {
        rig.carrier("a", Rate.perSecond(200), quota(300));
        rig.accept(Grade.LOW, 10);
        rig.start();
        rig.run(Duration.ofSeconds(3));
        assertThat(rig.control.drawn("a")).isEqualTo(10);
    }

    @Test
    void a_store_that_does_not_answer_a_draw_is_counted_and_nothing_goes_that_was_not_drawn() {
        MemoryCarrier carrier = rig.carrier("a", null, quota(300));
        rig.start();
        rig.run(Duration.ofMillis(500));
        rig.control.down(true);
        rig.accept(Grade.LOW, 10);
        rig.run(Duration.ofSeconds(1));
        assertThat(carrier.written()).isEmpty();
        assertThat(rig.storeFailures).contains("quota");
        rig.control.down(false);
        rig.run(Duration.ofSeconds(1));
        assertThat(carrier.written()).hasSize(10);
    }

    @Test
    void in_forbidden_hours_nothing_goes_but_what_is_excepted() {
        MemoryCarrier carrier = rig.carrier("a", Rate.perSecond(200),
                new ContractConfig(null, HourRange.parse("22:00-07:00"), Set.of(Grade.URGENT), 0));
        rig.accept(Grade.HIGH, 20);
        rig.accept(Grade.URGENT, 10);
        rig.start();
        rig.run(Duration.ofSeconds(3));
        assertThat(carrier.written()).hasSize(10);
        assertThat(detail("a")).isEqualTo("forbidden hours until 07:00, but for some grades");
        rig.time.pass(TimeUnit.HOURS.toNanos(3));
        rig.run(Duration.ofSeconds(3));
        assertThat(carrier.written()).hasSize(30);
    }

    @Test
    void what_was_claimed_before_forbidden_hours_begin_is_handed_back() {
        MemoryCarrier carrier = rig.carrier("a", Rate.perSecond(100),
                new ContractConfig(null, HourRange.parse("04:01-04:02"), Set.of(), 0));
        rig.accept(Grade.HIGH, 20_000);
        rig.start();
        rig.run(Duration.ofSeconds(70));
        assertThat(carrier.written()).hasSizeBetween(5700, 5910)
                .allMatch(each -> each.at() < TimeUnit.SECONDS.toNanos(61));
        assertThat(rig.waiting("a")).isZero();
    }

    @Test
    void of_equals_the_cheaper_goes_first_and_the_dearer_does_what_it_cannot() {
        MemoryCarrier dear = rig.carrier("dear", Rate.perSecond(100), costs(0.05));
        MemoryCarrier cheap = rig.carrier("cheap", Rate.perSecond(100), costs(0.03));
        rig.start();
        rig.run(Duration.ofSeconds(4), () -> {
            if (rig.time.nanos() % 20_000_000 == 0) {
                rig.accept(Grade.LOW, 1);
            }
            cheap.turn();
            dear.turn();
        });
        assertThat(cheap.written()).hasSizeGreaterThan(180);
        assertThat(dear.written()).hasSizeLessThan(20);

        rig.accept(Grade.LOW, 1000);
        rig.run(Duration.ofSeconds(4));
        assertThat(dear.written()).as("there is more than the cheaper one can send").hasSizeGreaterThan(350);
    }

    @Test
    void a_dearer_line_looks_seldom_while_there_is_nothing_to_do() {
        rig.carrier("dear", null, costs(0.05));
        rig.carrier("cheap", null, costs(0.03));
        rig.start();
        rig.run(Duration.ofSeconds(1));
        assertThat(rig.looks("dear")).isLessThan(15);
    }

    @Test
    void a_standby_line_looks_seldom_whatever_waits() {
        rig.carrier("standby", 1000, null, 0);
        rig.carrier("a", 1000, Rate.perSecond(100), 100);
        rig.accept(Grade.LOW, 1000);
        rig.start();
        rig.run(Duration.ofSeconds(1));
        assertThat(rig.looks("standby")).as("once for every claim of the other, which rings").isLessThan(100);
    }

    @Test
    void lines_that_wait_for_each_other_use_their_rates() {
        List<MemoryCarrier> all = List.of(rig.carrier("dear", Rate.perSecond(100), costs(0.05)),
                rig.carrier("cheap", Rate.perSecond(100), costs(0.03)),
                rig.carrier("slow", Rate.perSecond(20), costs(0.03)),
                rig.carrier("night", Rate.perSecond(100),
                        new ContractConfig(0.02, HourRange.parse("22:00-07:00"), Set.of(Grade.URGENT), 0)));
        rig.accept(Grade.LOW, 5000);
        rig.start();
        rig.run(Duration.ofSeconds(1));
        List<Integer> before = all.stream().map(each -> each.written().size()).toList();
        rig.run(Duration.ofSeconds(10));
        assertThat(all.get(0).written().size() - before.get(0)).isGreaterThanOrEqualTo(970);
        assertThat(all.get(1).written().size() - before.get(1)).isGreaterThanOrEqualTo(970);
        assertThat(all.get(2).written().size() - before.get(2)).isGreaterThanOrEqualTo(194);
        assertThat(all.get(3).written()).isEmpty();
        rig.accept(Grade.URGENT, 20);
        rig.run(Duration.ofMillis(250));
        assertThat(all.stream().flatMap(each -> each.written().stream())
                .filter(each -> each.outgoing().grade() == Grade.URGENT)).hasSize(20);
    }

    @Test
    void forbidden_hours_hold_for_what_is_urgent_too_unless_it_is_excepted() {
        HourRange night = HourRange.parse("22:00-07:00");
        MemoryCarrier none = rig.carrier("a", new Handling(1, false, Set.of()),
                new ContractConfig(null, night, Set.of(), 0));
        MemoryCarrier open = rig.carrier("b", new Handling(2, false, Set.of()), ContractConfig.NONE);
        rig.accept(Grade.URGENT, 10);
        rig.start();
        rig.run(Duration.ofSeconds(3));
        assertThat(none.written()).isEmpty();
        assertThat(open.written()).hasSize(10);
    }

    @Test
    void in_forbidden_hours_a_line_looks_seldom_whatever_waits() {
        rig.carrier("a", null, new ContractConfig(null, HourRange.parse("22:00-07:00"), Set.of(), 0));
        rig.carrier("b", null, new ContractConfig(null, HourRange.parse("22:00-07:00"), Set.of(Grade.HIGH), 0));
        rig.start();
        rig.run(Duration.ofSeconds(1));
        rig.accept(Grade.URGENT, 10);
        assertThat(rig.looks("a")).isLessThan(25);
        assertThat(rig.looks("b")).isLessThan(25);
    }

    @Test
    void what_the_cheaper_line_may_not_take_now_goes_at_once_by_the_dearer() {
        MemoryCarrier dear = rig.carrier("dear", null, costs(0.05));
        MemoryCarrier cheap = rig.carrier("cheap", null,
                new ContractConfig(0.03, HourRange.parse("22:00-07:00"), Set.of(Grade.URGENT), 0));
        rig.start();
        rig.run(Duration.ofSeconds(1));
        for (int i = 1; i <= 20; i++) {
            rig.accept(Grade.LOW, 1);
            rig.accept(Grade.URGENT, 1);
            rig.run(Duration.ofMillis(7));
            assertThat(dear.written()).filteredOn(each -> each.outgoing().grade() == Grade.LOW).hasSize(i);
        }
        assertThat(cheap.written()).hasSizeGreaterThan(15);
    }

    @Test
    void a_number_that_one_line_refuses_goes_by_another() {
        MemoryCarrier a = rig.carrier("a", 1000, Rate.perSecond(100), 100);
        MemoryCarrier b = rig.carrier("b", 1000, Rate.perSecond(100), 1);
        Warning shy = rig.accept(Grade.HIGH, Operator.MOBILE, "x");
        Phone number = shy.phone();
        a.replies(each -> each.phone().equals(number) ? FLOW : new AttemptEnd.Accepted());
        rig.start();
        rig.run(Duration.ofMillis(200));
        rig.run(Duration.ofSeconds(15), () -> {
            if (rig.time.nanos() % 20_000_000 == 0) {
                rig.accept(Grade.LOW, 1);
            }
            a.turn();
            b.turn();
        });
        assertThat(b.written()).filteredOn(each -> each.outgoing().phone().equals(number)).hasSize(1);
        assertThat(a.written()).filteredOn(each -> each.outgoing().phone().equals(number)).hasSizeLessThanOrEqualTo(1);
    }
}

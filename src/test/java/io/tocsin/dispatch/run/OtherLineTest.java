package io.tocsin.dispatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.value.HourRange;
import io.tocsin.config.value.Rate;
import io.tocsin.dispatch.Handling;
import io.tocsin.dispatch.MemoryCarrier;
import io.tocsin.dispatch.contract.ContractConfig;
import io.tocsin.dispatch.ported.Ported;
import io.tocsin.dispatch.ported.PortedBook;
import io.tocsin.dispatch.ported.PortedRule;
import io.tocsin.dispatch.ported.Porting;
import io.tocsin.plan.RetryRules;
import io.tocsin.plan.Suppression;
import io.tocsin.send.sms.SmsCarrierConfig;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Phone;
import io.tocsin.warning.WarningId;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What one line does not take, fails or must not do, and who does it then. It is noon in Shanghai,
 * four in UTC.
 */
class OtherLineTest {
    private static final AttemptEnd QUOTA = new AttemptEnd.Failed(new Cause(CauseClass.QUOTA, "MB:1041"));
    private static final AttemptEnd CLOSED = new AttemptEnd.Failed(new Cause(CauseClass.TIME_WINDOW, "DB:0139"));
    private static final AttemptEnd PORTED = new AttemptEnd.Failed(new Cause(CauseClass.PERMANENT, "NP:1243"));
    private final Map<Phone, Ported> known = new HashMap<>();
    private final PortedBook book = new PortedBook() {
        @Override
        public @Nullable Ported of(Phone phone) {
            return known.get(phone);
        }

        @Override
        public void learn(Phone phone, Operator operator, Set<Operator> left) {
            known.put(phone, new Ported(operator, left, true, rig.time.now()));
        }

        @Override
        public void forget(Phone phone) {
            known.remove(phone);
        }
    };
    private final Rig rig = new Rig(10_000, Suppression.none(),
            new Porting(Map.of("a", new PortedRule(Set.of(Operator.MOBILE), SmsCarrierConfig.PORTED_CODES), "b",
                    new PortedRule(Set.of(Operator.UNICOM), SmsCarrierConfig.PORTED_CODES)),
                    Set.of(Operator.MOBILE, Operator.UNICOM), book),
            RetryRules.defaults(ZoneId.of("Asia/Shanghai")));

    private static Handling tier(int tier) {
        return new Handling(tier, false, Set.of());
    }

    private MemoryCarrier carrier(String name, Operator... operators) {
        return rig.carrier(name, 1000, Rate.perSecond(100), 100, operators);
    }

    @Test
    void what_is_refused_for_a_quota_or_the_hour_goes_by_another_line_at_once_and_waits_only_when_all_refuse() {
        MemoryCarrier a = carrier("a");
        MemoryCarrier b = carrier("b");
        a.replies(_ -> QUOTA);
        rig.accept(Grade.HIGH, 20);
        rig.start();
        rig.run(Duration.ofSeconds(3));
        assertThat(b.written()).hasSize(20);

        b.replies(_ -> CLOSED);
        rig.accept(Grade.HIGH, 20);
        rig.run(Duration.ofSeconds(30));
        assertThat(Stream.of(a, b).flatMap(each -> each.written().stream()
                .map(sent -> each.name() + sent.outgoing().phone().digits())))
                .as("no line is asked twice about the same number").doesNotHaveDuplicates();
        int waiting = rig.store.in(WarningState.SCHEDULED);
        assertThat(waiting).as("refused by all").isBetween(5, 20);
        b.replies(_ -> new AttemptEnd.Accepted());
        rig.run(Duration.ofSeconds(90));
        assertThat(rig.store.in(WarningState.SCHEDULED)).as("until the morning").isBetween(waiting, 19);
        assertThat(rig.store.in(WarningState.AWAITING_RECEIPT)).as("the others waited for the line only")
                .isEqualTo(40 - rig.store.in(WarningState.SCHEDULED));
        rig.time.pass(TimeUnit.HOURS.toNanos(21));
        rig.run(Duration.ofSeconds(10));
        assertThat(rig.store.in(WarningState.AWAITING_RECEIPT)).isEqualTo(40);
    }

    @Test
    void of_several_lines_that_refuse_none_is_asked_twice_before_the_last_was_asked() {
        MemoryCarrier a = carrier("a");
        MemoryCarrier b = carrier("b");
        MemoryCarrier c = carrier("c");
        MemoryCarrier d = carrier("d");
        Set<Phone> refused = new HashSet<>();
        for (MemoryCarrier each : List.of(a, b, c)) {
            each.replies(out -> refused.contains(out.phone()) ? QUOTA : new AttemptEnd.Accepted());
        }
        // Others go beside them, so that no line is taken to refuse everything.
        for (int i = 0; i < 20; i++) {
            refused.add(rig.accept(Grade.HIGH, 4).getFirst().phone());
        }
        rig.start();
        rig.run(Duration.ofSeconds(10));
        assertThat(Stream.of(a, b, c, d).flatMap(each -> each.written().stream()
                .map(sent -> each.name() + sent.outgoing().phone().digits())))
                .doesNotHaveDuplicates();
        assertThat(rig.store.in(WarningState.AWAITING_RECEIPT)).isEqualTo(80);
    }

    @Test
    void a_line_that_takes_others_does_not_ask_itself_again_for_a_later_tier_that_never_claims() {
        MemoryCarrier first = rig.carrier("first", tier(1), ContractConfig.NONE);
        MemoryCarrier second = rig.carrier("second", tier(2), ContractConfig.NONE);
        Phone refused = rig.accept(Grade.HIGH, 1).getFirst().phone();
        first.replies(out -> out.phone().equals(refused) ? QUOTA : new AttemptEnd.Accepted());
        rig.accept(Grade.HIGH, 300);
        rig.start();
        for (int i = 0; i < 80; i++) {
            rig.run(Duration.ofMillis(100), () -> {
                first.write(Integer.MAX_VALUE);
                second.turn();
            });
            first.answer(Integer.MAX_VALUE);
        }
        assertThat(first.written()).filteredOn(each -> each.outgoing().phone().equals(refused)).hasSize(1);
        assertThat(first.written()).as("it takes all others").hasSize(301);
    }

    @Test
    void when_the_other_line_opens_sooner_it_waits_for_that() {
        MemoryCarrier a = carrier("a");
        MemoryCarrier b = rig.carrier("b", Rate.perSecond(100),
                new ContractConfig(null, HourRange.parse("03:00-05:00"), Set.of(), 0));
        a.replies(_ -> QUOTA);
        rig.accept(Grade.HIGH, 10);
        rig.start();
        rig.run(Duration.ofSeconds(10));
        assertThat(b.written()).isEmpty();
        rig.time.pass(TimeUnit.HOURS.toNanos(1));
        rig.run(Duration.ofSeconds(10));
        assertThat(b.written()).hasSize(10);
    }

    @Test
    void what_one_line_failed_is_still_known_when_another_handed_it_back() {
        MemoryCarrier a = carrier("a");
        a.replies(_ -> new AttemptEnd.Failed(new Cause(CauseClass.NETWORK, "submit:99")));
        rig.carrier("b", 0, Rate.perSecond(100), 100);
        WarningId id = rig.accept(Grade.HIGH, 1).getFirst().id();
        rig.start();
        rig.run(Duration.ofMillis(500));
        int failedOn = rig.store.progress(id).carrier();
        assertThat(rig.store.carrier(failedOn)).isEqualTo("a");
        for (int i = 0; i < 100 && rig.store.progress(id).carrier() == failedOn; i++) {
            rig.run(Duration.ofMillis(100));
        }
        assertThat(rig.store.carrier(rig.store.progress(id).carrier())).as("it has it").isEqualTo("b");
        a.up(false);
        rig.run(Duration.ofSeconds(2));
        assertThat(rig.store.progress(id).state()).isEqualTo(WarningState.READY);
        assertThat(rig.store.progress(id).carrier()).isEqualTo(failedOn);
    }

    @Test
    void a_later_tier_has_only_what_no_earlier_one_is_able_to_take() {
        MemoryCarrier first = rig.carrier("first", tier(1), ContractConfig.NONE);
        MemoryCarrier second = rig.carrier("second", tier(2), ContractConfig.NONE);
        MemoryCarrier third = rig.carrier("third", tier(3), ContractConfig.NONE);
        rig.accept(Grade.HIGH, 2000);
        rig.start();
        rig.run(Duration.ofSeconds(4));
        assertThat(first.written()).hasSizeGreaterThan(350);
        assertThat(second.written()).isEmpty();
        assertThat(third.written()).isEmpty();
        first.up(false);
        rig.run(Duration.ofSeconds(4));
        int moved = second.written().size();
        assertThat(moved).isGreaterThan(350);
        assertThat(third.written()).isEmpty();
        second.up(false);
        rig.run(Duration.ofSeconds(4));
        assertThat(third.written()).hasSizeGreaterThan(350);
        first.up(true);
        rig.run(Duration.ofSeconds(1));
        int over = third.written().size();
        rig.run(Duration.ofSeconds(3));
        assertThat(third.written()).as("the first has it again").hasSize(over);
        assertThat(second.written()).hasSize(moved);
    }

    @Test
    void a_line_that_falls_silent_does_not_keep_the_next_tier_from_the_full_rate_for_two_seconds() {
        MemoryCarrier first = rig.carrier("first", tier(1), ContractConfig.NONE);
        MemoryCarrier second = rig.carrier("second", tier(2), ContractConfig.NONE);
        rig.accept(Grade.HIGH, 2000);
        rig.start();
        rig.run(Duration.ofSeconds(3));
        assertThat(second.written()).isEmpty();
        rig.run(Duration.ofSeconds(2), () -> {
            first.write(Integer.MAX_VALUE);
            second.turn();
        });
        int before = second.written().size();
        rig.run(Duration.ofSeconds(1), second::turn);
        assertThat(second.written().size() - before).as("its whole rate").isGreaterThanOrEqualTo(95);

        first.answer(Integer.MAX_VALUE);
        rig.run(Duration.ofSeconds(1));
        int over = second.written().size();
        rig.run(Duration.ofSeconds(2));
        assertThat(second.written()).as("the first speaks again").hasSize(over);
    }

    @Test
    void while_a_line_is_tried_again_the_next_tier_has_what_is_no_trial() {
        MemoryCarrier first = rig.carrier("first", tier(1), ContractConfig.NONE);
        MemoryCarrier second = rig.carrier("second", tier(2), ContractConfig.NONE);
        first.replies(_ -> new AttemptEnd.Failed(new Cause(CauseClass.NETWORK, "submit:99")));
        rig.accept(Grade.HIGH, 3000);
        rig.start();
        rig.run(Duration.ofSeconds(9));
        assertThat(second.written()).as("its breaker is open").hasSizeGreaterThan(500);
        int asked = first.written().size();
        Runnable trials = () -> {
            first.write(Integer.MAX_VALUE);
            second.turn();
        };
        for (int i = 0; i < 30 && first.written().size() == asked; i++) {
            rig.run(Duration.ofMillis(100), trials);
        }
        int before = second.written().size();
        rig.run(Duration.ofMillis(800), trials);
        assertThat(second.written().size() - before).as("not after a silence only").isGreaterThan(75);
        rig.run(Duration.ofSeconds(2), trials);
        assertThat(first.written().size() - asked).as("trials").isEqualTo(10);
        assertThat(rig.waiting("first")).as("nothing waits behind the trials").isZero();
        assertThat(second.written().size() - before).isGreaterThan(270);
    }

    @Test
    void a_single_one_that_an_earlier_tier_refused_for_its_quota_goes_by_the_next_at_once() {
        MemoryCarrier first = rig.carrier("first", tier(1), ContractConfig.NONE);
        MemoryCarrier second = rig.carrier("second", tier(2), ContractConfig.NONE);
        first.replies(_ -> QUOTA);
        rig.accept(Grade.HIGH, 1);
        rig.start();
        rig.run(Duration.ofSeconds(2));
        assertThat(first.written()).hasSize(1);
        assertThat(second.written()).hasSize(1);
    }

    @Test
    void a_carrier_that_refuses_for_its_quota_is_left_alone_and_the_next_tier_has_all() {
        MemoryCarrier first = rig.carrier("first", tier(1), ContractConfig.NONE);
        MemoryCarrier second = rig.carrier("second", tier(2), ContractConfig.NONE);
        first.replies(_ -> QUOTA);
        rig.accept(Grade.HIGH, 300);
        rig.start();
        rig.run(Duration.ofSeconds(10));
        assertThat(second.written()).as("also what the first refused").hasSize(300);
        int asked = first.written().size();
        assertThat(asked).isLessThan(30);

        first.replies(_ -> new AttemptEnd.Accepted());
        rig.run(Duration.ofSeconds(51));
        rig.accept(Grade.HIGH, 100);
        rig.run(Duration.ofSeconds(3));
        assertThat(first.written().size() - asked).as("asked again after a minute").isEqualTo(100);
    }

    @Test
    void what_is_urgent_asks_a_carrier_that_refuses_when_there_is_no_other_and_opens_it_for_all() {
        MemoryCarrier only = rig.carrier("only", tier(1), ContractConfig.NONE);
        only.replies(_ -> QUOTA);
        rig.accept(Grade.HIGH, 20);
        rig.start();
        rig.run(Duration.ofSeconds(5));
        int asked = only.written().size();
        only.replies(_ -> new AttemptEnd.Accepted());
        rig.accept(Grade.HIGH, 10);
        rig.run(Duration.ofSeconds(5));
        assertThat(only.written()).as("left alone").hasSize(asked);
        rig.accept(Grade.URGENT, 1);
        rig.run(Duration.ofSeconds(5));
        assertThat(only.written()).as("it takes again what there is").hasSizeGreaterThanOrEqualTo(asked + 11);
    }

    @Test
    void what_is_urgent_does_not_ask_a_carrier_that_refuses_when_another_takes_it() {
        MemoryCarrier first = rig.carrier("first", tier(1), ContractConfig.NONE);
        MemoryCarrier second = rig.carrier("second", tier(2), ContractConfig.NONE);
        first.replies(_ -> QUOTA);
        rig.accept(Grade.HIGH, 50);
        rig.start();
        rig.run(Duration.ofSeconds(5));
        int asked = first.written().size();
        rig.accept(Grade.URGENT, 10);
        rig.run(Duration.ofSeconds(2));
        assertThat(first.written()).hasSize(asked);
        assertThat(second.written()).hasSize(60);
    }

    @Test
    void a_serial_line_sends_the_next_to_a_number_after_the_answer_to_the_one_before() {
        MemoryCarrier serial = rig.carrier("a", new Handling(1, true, Set.of()), ContractConfig.NONE);
        rig.acceptTo("8613800138000", 3);
        rig.accept(Grade.HIGH, 5);
        rig.start();
        rig.run(Duration.ofSeconds(1), () -> serial.write(Integer.MAX_VALUE));
        assertThat(serial.written()).as("the others do not wait").hasSize(6);
        for (int sent = 7; sent <= 8; sent++) {
            serial.answer(Integer.MAX_VALUE);
            rig.run(Duration.ofSeconds(2), () -> serial.write(Integer.MAX_VALUE));
            assertThat(serial.written()).hasSize(sent);
        }
    }

    @Test
    void what_is_urgent_is_behind_no_other_of_its_number_on_a_serial_line() {
        MemoryCarrier serial = rig.carrier("a", new Handling(1, true, Set.of()), ContractConfig.NONE);
        rig.acceptTo("8613800138000", 200);
        rig.start();
        Runnable silent = () -> serial.write(Integer.MAX_VALUE);
        rig.run(Duration.ofSeconds(10), silent);
        rig.acceptTo("8613800138000", Grade.URGENT, 1);
        rig.run(Duration.ofSeconds(1), silent);
        assertThat(serial.written()).as("the first is not answered").hasSize(1);
        serial.answer(Integer.MAX_VALUE);
        rig.run(Duration.ofMillis(2500), () -> {
            silent.run();
            serial.answer(Integer.MAX_VALUE);
        });
        assertThat(serial.written()).extracting(each -> each.outgoing().grade()).contains(Grade.URGENT);
    }

    @Test
    void what_waits_for_its_number_on_a_serial_line_is_not_held_by_the_line() {
        MemoryCarrier serial = rig.carrier("a", new Handling(1, true, Set.of()), ContractConfig.NONE);
        rig.acceptTo("8613800138000", 200);
        rig.accept(Grade.HIGH, 20);
        rig.start();
        Runnable silent = () -> serial.write(Integer.MAX_VALUE);
        rig.run(Duration.ofSeconds(4), silent);
        assertThat(serial.written()).as("others do not wait behind them").hasSize(21);
        assertThat(rig.store.in(WarningState.IN_FLIGHT)).as("of unknown end if the node died now").isLessThan(24);
        int claims = rig.store.claims();
        rig.run(Duration.ofSeconds(10), silent);
        assertThat(serial.written()).hasSize(21);
        assertThat(rig.store.claims() - claims).as("looked at").isLessThan(2000);

        rig.store.cancel(Rig.BATCH);
        serial.answer(Integer.MAX_VALUE);
        rig.run(Duration.ofSeconds(40));
        assertThat(serial.written()).as("cancelled while they waited").hasSizeLessThan(24);
        assertThat(rig.store.in(WarningState.IN_FLIGHT)).isZero();
    }

    @Test
    void a_number_that_moved_is_sent_over_its_operator_s_line_and_the_next_goes_there_at_once() {
        MemoryCarrier a = carrier("a", Operator.MOBILE);
        MemoryCarrier b = carrier("b", Operator.UNICOM);
        Phone moved = new Phone("8613800138000");
        a.replies(out -> out.phone().equals(moved) ? PORTED : new AttemptEnd.Accepted());
        rig.acceptTo(moved.digits(), 1);
        rig.accept(Grade.HIGH, 5);
        rig.start();
        rig.run(Duration.ofMillis(1500));
        assertThat(a.written()).hasSize(6);
        assertThat(b.written()).singleElement().satisfies(
                each -> assertThat(each.outgoing().phone()).isEqualTo(moved));
        assertThat(Objects.requireNonNull(known.get(moved)).left()).containsExactly(Operator.MOBILE);

        // Accepted into the lane of the operator that its digits say, which its line finds out.
        rig.acceptTo(moved.digits(), 2);
        rig.run(Duration.ofSeconds(2));
        assertThat(a.written()).hasSize(6);
        assertThat(b.written()).hasSize(3);
    }
}

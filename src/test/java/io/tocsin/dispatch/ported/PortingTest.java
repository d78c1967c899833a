package io.tocsin.dispatch.ported;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.send.sms.SmsCarrierConfig;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Warning;
import io.tocsin.warning.WarningId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PortingTest {
    private static final Instant NOON = Instant.parse("2026-08-01T04:00:00Z");
    private static final Phone PHONE = new Phone("8613800138000");
    private static final Warning WARNING = new Warning(new WarningId(0, 1, 0), new BatchId("0123456789abcdef"), "c",
            "r",
            PHONE, Operator.MOBILE, Grade.HIGH, "", "", Map.of(), "default", NOON, null, null);
    private static final Cause PORTED = new Cause(CauseClass.PERMANENT, "NP:1243");
    private final Book book = new Book();
    private final Porting porting = new Porting(
            Map.of("cmcc", rule(Operator.MOBILE), "cucc", rule(Operator.UNICOM), "ctcc", rule(Operator.TELECOM),
                    "any", rule(), "two", rule(Operator.MOBILE, Operator.UNICOM)),
            Set.of(Operator.MOBILE, Operator.UNICOM, Operator.TELECOM), book);

    private static PortedRule rule(Operator... operators) {
        return new PortedRule(Set.of(operators), SmsCarrierConfig.PORTED_CODES);
    }

    /** In memory. */
    private static final class Book implements PortedBook {
        private final Map<Phone, Ported> known = new HashMap<>();

        @Override
        public @Nullable Ported of(Phone phone) {
            return known.get(phone);
        }

        @Override
        public void learn(Phone phone, Operator operator, Set<Operator> left) {
            known.put(phone, new Ported(operator, left, true, NOON));
        }

        @Override
        public void forget(Phone phone) {
            known.remove(phone);
        }
    }

    @Test
    void a_number_that_left_is_tried_with_one_after_the_other_until_nobody_is_left() {
        assertThat(porting.moved(WARNING, "cmcc", PORTED)).contains(Operator.TELECOM);
        assertThat(porting.operator(WARNING)).isEqualTo(Operator.TELECOM);
        assertThat(porting.now(WARNING).operator()).isEqualTo(Operator.TELECOM);
        assertThat(porting.moved(WARNING, "ctcc", new Cause(CauseClass.PERMANENT, "MB:1049")))
                .contains(Operator.UNICOM);
        assertThat(porting.moved(WARNING, "cucc", PORTED)).as("broadnet is not reached").isEmpty();
        assertThat(book.known).as("what everybody denies is not believed any more").isEmpty();
    }

    @Test
    void who_serves_several_is_asked_again_only_when_the_others_deny_it_too() {
        Porting those = new Porting(
                Map.of("agg", rule(Operator.MOBILE, Operator.TELECOM), "cucc", rule(Operator.UNICOM)),
                Set.of(Operator.MOBILE, Operator.UNICOM, Operator.TELECOM), book);
        assertThat(those.moved(WARNING, "agg", PORTED)).contains(Operator.UNICOM);
        assertThat(those.moved(WARNING, "cucc", PORTED)).contains(Operator.TELECOM);
    }

    @Test
    void a_second_receipt_about_the_same_attempt_teaches_nothing_more() {
        porting.moved(WARNING, "cmcc", PORTED);
        Map<Phone, Ported> before = Map.copyOf(book.known);
        assertThat(porting.moved(WARNING, "cmcc", PORTED)).contains(Operator.TELECOM);
        assertThat(book.known).isEqualTo(before);
    }

    @Test
    void a_carrier_of_several_operators_denies_the_one_that_it_was_asked_for_and_nothing_else() {
        book.known.put(PHONE, new Ported(Operator.UNICOM, Set.of(Operator.MOBILE), true, NOON));
        assertThat(porting.moved(WARNING, "two", PORTED)).as("it may have gone by the digits").isEmpty();
        assertThat(porting.operator(WARNING)).isEqualTo(Operator.UNICOM);
        book.known.clear();
        assertThat(porting.moved(WARNING, "two", PORTED)).contains(Operator.TELECOM);
        assertThat(porting.moved(WARNING, "ctcc", PORTED)).as("the same carrier's other one").contains(Operator.UNICOM);
    }

    @Test
    void other_codes_and_carriers_for_everyone_teach_nothing() {
        assertThat(porting.moved(WARNING, "cmcc", new Cause(CauseClass.PERMANENT, "MK:0012"))).isEmpty();
        assertThat(porting.moved(WARNING, "any", PORTED)).isEmpty();
        assertThat(porting.moved(WARNING, "gone", PORTED)).isEmpty();
        assertThat(book.known).isEmpty();
    }

    @Test
    void what_a_person_said_holds_until_that_operator_denies_it() {
        book.known.put(PHONE, new Ported(Operator.UNICOM, Set.of(), false, NOON));
        assertThat(porting.operator(WARNING)).isEqualTo(Operator.UNICOM);
        assertThat(porting.moved(WARNING, "cucc", PORTED)).contains(Operator.MOBILE);
        book.known.put(PHONE, new Ported(Operator.BROADNET, Set.of(), false, NOON));
        assertThat(porting.operator(WARNING)).as("nobody could reach it there").isEqualTo(Operator.MOBILE);
    }
}

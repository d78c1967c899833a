package io.tocsin.send.recent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept of a carrier's codes, for how long, and what gives way. */
class RecentCausesTest {
    private static final Instant NOON = Instant.parse("2026-08-01T12:00:00Z");
    private final RecentCauses causes = new RecentCauses();

    private void add(CauseClass type, String code, Duration at) {
        causes.add(new Cause(type, code), NOON.plus(at));
    }

    private List<String> codes(Duration at) {
        return causes.all(NOON.plus(at)).stream().map(seen -> seen.cause().raw() + " x" + seen.count()).toList();
    }

    @Test
    void faults_of_the_carrier_go_before_those_of_phones_and_the_latest_first() {
        add(CauseClass.NETWORK, "submit:9", Duration.ZERO);
        add(CauseClass.PERMANENT, "MK:0001", Duration.ofSeconds(9));
        add(CauseClass.QUOTA, "submit:8", Duration.ofSeconds(1));
        add(CauseClass.QUOTA, "submit:8", Duration.ofSeconds(2));
        add(CauseClass.POWERED_OFF, "MK:0012", Duration.ofSeconds(10));
        assertThat(codes(Duration.ofSeconds(10))).containsExactly("submit:8 x2", "submit:9 x1", "MK:0012 x1",
                "MK:0001 x1");
        assertThat(causes.all(NOON.plusSeconds(10)).getFirst().last()).isEqualTo(NOON.plusSeconds(2));
    }

    @Test
    void an_hour_later_nothing_of_it_is_left_and_meanwhile_only_the_hour_counts() {
        add(CauseClass.NETWORK, "a", Duration.ZERO);
        add(CauseClass.NETWORK, "a", Duration.ofMinutes(30));
        assertThat(codes(Duration.ofMinutes(54))).containsExactly("a x2");
        assertThat(codes(Duration.ofMinutes(61))).containsExactly("a x1");
        assertThat(codes(Duration.ofMinutes(91))).isEmpty();
        add(CauseClass.NETWORK, "a", Duration.ofHours(30));
        assertThat(codes(Duration.ofHours(30))).containsExactly("a x1");
    }

    @Test
    void a_code_means_what_it_meant_last() {
        add(CauseClass.NETWORK, "a", Duration.ZERO);
        add(CauseClass.PERMANENT, "a", Duration.ofSeconds(1));
        assertThat(causes.all(NOON.plusSeconds(1))).singleElement()
                .matches(seen -> seen.cause().type() == CauseClass.PERMANENT && !seen.isOfCarrier());
    }

    @Test
    void codes_without_end_push_out_those_of_phones_and_never_the_carriers_own() {
        add(CauseClass.CONFIG, "submit:13", Duration.ZERO);
        for (int i = 0; i < 500; i++) {
            add(CauseClass.PERMANENT, "MK:" + i, Duration.ofSeconds(i));
        }
        assertThat(codes(Duration.ofSeconds(500))).hasSize(RecentCauses.MOST).startsWith("submit:13 x1", "MK:499 x1");
    }

    @Test
    void a_code_that_is_too_long_is_cut_and_counts_as_one() {
        add(CauseClass.NETWORK, "x".repeat(300), Duration.ZERO);
        add(CauseClass.NETWORK, "x".repeat(400), Duration.ZERO);
        assertThat(codes(Duration.ZERO)).containsExactly("x".repeat(RecentCauses.LONGEST) + " x2");
    }
}

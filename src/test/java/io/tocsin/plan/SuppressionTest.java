package io.tocsin.plan;

import static io.tocsin.plan.Samples.NOON;
import static io.tocsin.plan.Samples.ZONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.plan.Suppression.Verdict;
import io.tocsin.warning.Channel;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Lane;
import io.tocsin.warning.Note;
import io.tocsin.warning.Operator;
import io.tocsin.warning.StopKind;
import io.tocsin.warning.WarningState;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuppressionTest {
    private static final QuietHours NIGHT = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 30), ZONE);
    private static final Instant MIDNIGHT = Instant.parse("2026-03-01T16:00:00Z");
    private static final Suppression RULES = new Suppression(NIGHT, null, Set.of(Grade.URGENT),
            phone -> phone.national().startsWith("138"));

    private static Verdict check(Suppression rules, Grade grade, StopKind stopped, Instant expiresAt, Instant now) {
        return rules.check(Samples.warning(grade, expiresAt), Samples.inFlight(0, 0),
                new Lane(Channel.SMS, Operator.MOBILE, grade), stopped, rules.isQuiet(now), now);
    }

    private static Ruling kept(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Keep.class);
        return ((Verdict.Keep) verdict).ruling();
    }

    @ParameterizedTest
    @CsvSource({"21:59,false", "22:00,true", "23:59,true", "00:00,true", "07:29,true", "07:30,false", "12:00,false"})
    void quiet_hours_run_over_midnight(String clock, boolean quiet) {
        Instant time = NOON.atZone(ZONE).with(LocalTime.parse(clock)).toInstant();
        assertThat(NIGHT.contains(time)).isEqualTo(quiet);
    }

    @Test
    void quiet_hours_end_in_the_morning_to_come() {
        assertThat(NIGHT.end(MIDNIGHT)).isEqualTo(Instant.parse("2026-03-01T23:30:00Z"));
        assertThat(NIGHT.end(Instant.parse("2026-03-01T14:30:00Z"))).isEqualTo(Instant.parse("2026-03-01T23:30:00Z"));
    }

    @Test
    void quiet_hours_begin_in_the_evening_before_or_to_come() {
        Instant evening = Instant.parse("2026-03-01T14:00:00Z");
        assertThat(NIGHT.start(MIDNIGHT)).isEqualTo(evening);
        assertThat(NIGHT.start(evening)).isEqualTo(evening);
        assertThat(NIGHT.start(evening.plusSeconds(30_000))).isEqualTo(evening);
        assertThat(NIGHT.start(NOON)).isEqualTo(evening);
        assertThat(NIGHT.start(evening.plusSeconds(40_000))).isEqualTo(evening.plusSeconds(86_400));
    }

    @Test
    void a_grade_that_obeys_waits_for_the_morning() {
        Ruling ruling = kept(check(RULES, Grade.LOW, StopKind.NONE, NOON.plusSeconds(1_000_000), MIDNIGHT));
        assertThat(ruling.decision()).isInstanceOfSatisfying(Decision.Defer.class,
                defer -> assertThat(defer.at()).isEqualTo(NIGHT.end(MIDNIGHT)));
        assertThat(ruling.to().state()).isEqualTo(WarningState.SCHEDULED);
        assertThat(ruling.note()).isEqualTo(new Note(Note.Kind.DEFERRED,
                "quiet-hours until 2026-03-02T07:30:00+08:00"));
        assertThat(ruling.to().attempts()).isZero();
    }

    @Test
    void a_grade_that_preempts_bypasses_the_night_and_says_so() {
        assertThat(check(RULES, Grade.URGENT, StopKind.NONE, NOON.plusSeconds(1_000_000), MIDNIGHT))
                .isInstanceOf(Verdict.Bypass.class);
        assertThat(check(RULES, Grade.URGENT, StopKind.NONE, NOON.plusSeconds(1_000_000), NOON))
                .isInstanceOf(Verdict.Send.class);
    }

    @Test
    void the_stop_list_binds_every_grade() {
        for (Grade grade : Grade.values()) {
            Ruling ruling = kept(check(RULES, grade, StopKind.NEVER, NOON.plusSeconds(9), NOON));
            assertThat(ruling.to().state()).isEqualTo(WarningState.SUPPRESSED);
            assertThat(ruling.note()).isEqualTo(new Note(Note.Kind.SUPPRESSED, "stop-list"));
            assertThat(ruling.to().cause()).isEqualTo(CauseClass.STOP_LIST);
        }
    }

    @Test
    void a_pilot_contacts_its_own_numbers_only() {
        Suppression others = new Suppression(null, null, Set.of(), phone -> phone.national().startsWith("139"));
        assertThat(kept(check(others, Grade.URGENT, StopKind.NONE, NOON.plusSeconds(9), NOON)).note().text())
                .isEqualTo("safety");
    }

    @Test
    void an_expired_warning_is_not_sent() {
        assertThat(kept(check(RULES, Grade.LOW, StopKind.NONE, NOON, NOON)).to().state())
                .isEqualTo(WarningState.EXPIRED);
        assertThat(check(RULES, Grade.LOW, StopKind.NONE, NOON.plusMillis(1), NOON)).isInstanceOf(Verdict.Send.class);
    }
}

package io.tocsin.dispatch.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PacerTest {
    private static final long MILLI = 1_000_000;
    private final Pacer pacer = new Pacer(15 * MILLI);

    @Test
    void slots_come_due_one_by_one() {
        pacer.add(100 * MILLI, 10.0 * MILLI, 5);
        assertThat(pacer.due(99 * MILLI)).isZero();
        assertThat(pacer.nextIn(99 * MILLI)).isEqualTo(MILLI);
        assertThat(pacer.due(100 * MILLI)).isEqualTo(1);
        pacer.take(1);
        assertThat(pacer.due(109 * MILLI)).isZero();
        assertThat(pacer.due(110 * MILLI)).isEqualTo(1);
        assertThat(pacer.ahead(110 * MILLI)).isEqualTo(40 * MILLI);
    }

    @Test
    void a_slot_that_is_too_late_is_lost() {
        pacer.add(100 * MILLI, 10.0 * MILLI, 10);
        assertThat(pacer.due(160 * MILLI)).as("those of 150 and 160").isEqualTo(2);
    }

    @Test
    void slots_that_nobody_takes_do_not_pile_up() {
        pacer.add(100 * MILLI, (double) MILLI, 1000);
        for (int ms = 100; ms < 400; ms++) {
            assertThat(pacer.due(ms * MILLI)).isLessThanOrEqualTo(16);
        }
        assertThat(pacer.due(2000 * MILLI)).isZero();
    }

    @Test
    void an_attempt_of_several_segments_owes_slots_to_come() {
        pacer.add(100 * MILLI, 10.0 * MILLI, 10);
        assertThat(pacer.due(100 * MILLI)).isEqualTo(1);
        pacer.take(3);
        assertThat(pacer.nextIn(100 * MILLI)).as("two are owed").isEqualTo(30 * MILLI);
        assertThat(pacer.due(120 * MILLI)).isZero();
        assertThat(pacer.due(130 * MILLI)).isEqualTo(1);
    }

    @Test
    void without_slots_there_is_nothing_to_wait_for() {
        assertThat(pacer.nextIn(0)).isEqualTo(-1);
        assertThat(pacer.ahead(0)).isZero();
    }
}

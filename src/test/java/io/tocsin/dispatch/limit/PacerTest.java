package io.tocsin.dispatch.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PacerTest {
    private static final long MILLI = 1_000_000;
    private static final double PER_SECOND = 100;
    private final Pacer pacer = new Pacer(50 * MILLI);

    private int taken(long ms) {
        pacer.demand(true, ms * MILLI);
        int taken = 0;
        while (pacer.isDue(ms * MILLI)) {
            pacer.take(1, PER_SECOND, ms * MILLI);
            taken++;
        }
        return taken;
    }

    @Test
    void they_go_one_by_one() {
        assertThat(taken(100)).isEqualTo(1);
        assertThat(pacer.nextIn(100 * MILLI)).isEqualTo(10 * MILLI);
        assertThat(taken(109)).isZero();
        assertThat(taken(110)).isEqualTo(1);
    }

    @Test
    void time_in_which_there_was_something_to_send_is_made_up_for_up_to_the_lateness() {
        assertThat(taken(100)).isEqualTo(1);
        assertThat(taken(140)).as("110, 120, 130 and 140").isEqualTo(4);
        assertThat(taken(1_000)).as("950 to 1000").isEqualTo(6);
        assertThat(taken(1_010)).as("even again").isEqualTo(1);
    }

    @Test
    void an_idle_time_is_not_made_up_for() {
        assertThat(taken(100)).isEqualTo(1);
        pacer.demand(false, 105 * MILLI);
        assertThat(taken(140)).as("there was nothing to send at 110").isEqualTo(1);
        assertThat(taken(150)).isEqualTo(1);
    }

    @Test
    void each_segment_of_an_attempt_has_its_time() {
        pacer.take(3, PER_SECOND, 100 * MILLI);
        assertThat(pacer.nextIn(100 * MILLI)).isEqualTo(30 * MILLI);
        assertThat(taken(120)).isZero();
        assertThat(taken(130)).isEqualTo(1);
    }

    @Test
    void what_was_owed_at_another_rate_is_forgotten() {
        pacer.take(1, 0.1, 0);
        assertThat(pacer.nextIn(0)).isEqualTo(10_000 * MILLI);
        pacer.clear();
        assertThat(pacer.nextIn(0)).isZero();
    }
}

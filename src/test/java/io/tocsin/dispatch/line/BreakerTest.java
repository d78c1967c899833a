package io.tocsin.dispatch.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.dispatch.DispatchListener;
import io.tocsin.dispatch.DispatchListener.BreakerState;
import io.tocsin.dispatch.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private final VirtualTime time = new VirtualTime();
    private final List<BreakerState> told = new ArrayList<>();
    private final Breaker breaker = new Breaker("a", Duration.ofSeconds(10), time.clocks(), new DispatchListener() {
        @Override
        public void breaker(String carrier, BreakerState state) {
            told.add(state);
        }
    });

    @Test
    void half_of_the_answers_against_the_carrier_open_it() {
        breaker.record(60, 20);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        breaker.record(0, 100);
        breaker.record(0, 100);
        breaker.record(0, 100);
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(breaker.room()).isZero();
        assertThat(breaker.tryTake()).isFalse();
    }

    @Test
    void after_its_time_a_few_attempts_decide() {
        breaker.record(0, 20);
        time.passMillis(10_000);
        assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
        int taken = 0;
        while (breaker.tryTake()) {
            taken++;
        }
        assertThat(taken).isEqualTo(10);
        assertThat(breaker.room()).as("all trials are taken").isZero();
        breaker.release(1);
        assertThat(breaker.room()).isEqualTo(1);
        assertThat(breaker.tryTake()).isTrue();
        breaker.record(10, 0);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(told).containsExactly(BreakerState.OPEN, BreakerState.HALF_OPEN, BreakerState.CLOSED);
    }

    @Test
    void a_trial_that_says_nothing_is_given_back() {
        breaker.record(0, 20);
        time.passMillis(10_000);
        for (int i = 0; i < 25; i++) {
            assertThat(breaker.tryTake()).isTrue();
            breaker.release(1);
        }
    }

    @Test
    void a_carrier_that_works_with_some_faults_stays() {
        for (int i = 0; i < 100; i++) {
            breaker.record(300, 60);
        }
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    }
}

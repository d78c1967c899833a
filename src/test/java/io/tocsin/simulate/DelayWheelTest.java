package io.tocsin.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DelayWheelTest {
    private final DelayWheel<String> wheel = new DelayWheel<>(1000);
    private final List<String> due = new ArrayList<>();

    @Test
    void an_item_comes_at_its_time_and_not_before() {
        wheel.add(5, "five");
        wheel.add(3, "three");

        wheel.turn(1004, due::add);
        assertThat(due).containsExactly("three");

        wheel.turn(1005, due::add);
        assertThat(due).containsExactly("three", "five");
        assertThat(wheel.size()).isZero();
    }

    @Test
    void a_delay_of_more_than_a_turn_of_the_wheel_waits_for_its_round() {
        wheel.add(20_000, "late");

        wheel.turn(20_999, due::add);
        assertThat(due).isEmpty();

        wheel.turn(21_000, due::add);
        assertThat(due).containsExactly("late");
    }

    @Test
    void an_item_added_while_turning_waits_at_least_a_millisecond() {
        wheel.add(1, "first");

        wheel.turn(1001, item -> wheel.add(0, "again"));

        assertThat(wheel.size()).isEqualTo(1);
    }
}

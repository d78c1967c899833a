package io.tocsin.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WriteTimesTest {
    private static final long MILLI = 1_000_000;

    private final WriteTimes times = new WriteTimes();

    @Test
    void the_fullest_second_may_begin_anywhere() {
        LongStream.of(0, 900, 950, 1100, 1899, 2500).forEach(at -> times.written("a", 1, at * MILLI));
        assertThat(times.mostInOneSecond()).as("900 to 1899").isEqualTo(4);
        assertThat(times.count()).isEqualTo(6);
    }

    @Test
    void a_second_later_is_another_window() {
        times.written("a", 1, 5);
        times.written("a", 1, 5 + 1000 * MILLI);
        assertThat(times.mostInOneSecond()).isEqualTo(1);
    }

    @Test
    void segments_count_and_event_loops_may_tell_out_of_order() {
        times.written("a", 1, 1500 * MILLI);
        times.written("b", 3, 100 * MILLI);
        times.written("a", 1, 1600 * MILLI);
        times.written("b", 1, 200 * MILLI);
        assertThat(times.mostInOneSecond()).isEqualTo(4);
    }

    @Test
    void more_than_there_was_room_for_are_kept() {
        LongStream.range(0, 50_000).forEach(i -> times.written("a", 1, i * MILLI));
        assertThat(times.count()).isEqualTo(50_000);
        assertThat(times.mostInOneSecond()).isEqualTo(1000);
    }

    @Test
    void nothing_is_no_second() {
        assertThat(times.mostInOneSecond()).isZero();
    }
}

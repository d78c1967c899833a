package io.tocsin.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tocsin.plan.Pace.Pool;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final QuietHours NIGHT = new QuietHours(LocalTime.of(22, 0), LocalTime.of(8, 0), ZONE);
    private static final Instant NOON = Instant.parse("2026-08-01T04:00:00Z");

    private static double seconds(Map<String, Double> work, List<Pool<String>> pools) {
        return Pace.seconds(work, pools);
    }

    @Test
    void one_carrier_does_all_of_it_one_after_the_other() {
        assertThat(
                seconds(Map.of("mobile", 300.0, "unicom", 100.0), List.of(new Pool<>(10, Set.of("mobile", "unicom")))))
                .isEqualTo(40);
    }

    @Test
    void who_serves_several_helps_whoever_needs_it() {
        List<Pool<String>> pools = List.of(new Pool<>(10, Set.of("mobile")),
                new Pool<>(10, Set.of("mobile", "unicom")));
        assertThat(seconds(Map.of("mobile", 300.0, "unicom", 100.0), pools)).isEqualTo(20);
        assertThat(seconds(Map.of("mobile", 100.0, "unicom", 300.0), pools)).isEqualTo(30);
        assertThat(seconds(Map.of("mobile", 100.0), pools)).isEqualTo(5);
    }

    @Test
    void what_nobody_serves_never_ends_and_what_has_no_limit_takes_no_time() {
        assertThat(seconds(Map.of("fixed", 1.0), List.of(new Pool<>(10, Set.of("mobile"))))).isInfinite();
        assertThat(seconds(Map.of("mobile", 1e6), List.of(new Pool<>(Double.POSITIVE_INFINITY, Set.of("mobile")))))
                .isCloseTo(0, within(1e-9));
        assertThat(seconds(Map.of(), List.of())).isZero();
        assertThat(Pace.end(NOON, Double.POSITIVE_INFINITY, null)).isEqualTo(new Pace.End(null, "no-carrier"));
        assertThat(Pace.end(NOON, 1e9, null)).isEqualTo(new Pace.End(null, "too-far"));
    }

    @Test
    void nothing_is_done_in_quiet_hours() {
        // Noon in Shanghai: ten hours until it is quiet, ten hours of quiet.
        assertThat(Pace.end(NOON, 3600, NIGHT).at()).isEqualTo(NOON.plus(Duration.ofHours(1)));
        assertThat(Pace.end(NOON, 11 * 3600, NIGHT).at()).isEqualTo(NOON.plus(Duration.ofHours(21)));
        Instant midnight = NOON.plus(Duration.ofHours(12));
        assertThat(Pace.end(midnight, 60, NIGHT).at()).isEqualTo(NOON.plus(Duration.ofHours(20)).plusSeconds(60));
        assertThat(Pace.end(NOON, 29 * 86_400, NIGHT)).isEqualTo(new Pace.End(null, "too-far"));
    }
}

package io.tocsin.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BatchIdsTest {
    private final TestClock clock = new TestClock();
    private final BatchIds ids = new BatchIds(clock, new Random(5));

    @Test
    void identities_sort_by_age() {
        String before = ids.get().value();
        for (int i = 0; i < 1000; i++) {
            clock.move(Duration.ofMillis(1));
            String next = ids.get().value();
            assertThat(next).isGreaterThan(before);
            before = next;
        }
    }

    @Test
    void identities_of_one_moment_differ() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(seen.add(ids.get().value())).isTrue();
        }
        assertThat(seen).allMatch(id -> id.startsWith(seen.iterator().next().substring(0, 9)));
    }
}

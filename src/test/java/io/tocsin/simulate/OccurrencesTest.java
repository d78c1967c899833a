package io.tocsin.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OccurrencesTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void counts_as_a_map_does_however_many_keys_there_are(long seed) {
        Random random = new Random(seed);
        Occurrences occurrences = new Occurrences();
        Map<Long, Integer> expected = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            // 0 and neighbours are keys like others
            long key = random.nextBoolean() ? random.nextInt(20_000) : random.nextLong();
            assertThat(occurrences.add(key)).isEqualTo(expected.getOrDefault(key, 0));
            expected.merge(key, 1, Integer::sum);
        }
        assertThat(occurrences.size()).isEqualTo(expected.size());
        expected.forEach((key, count) -> assertThat(occurrences.of(key)).isEqualTo(count));
        assertThat(occurrences.of(-1)).isEqualTo(expected.getOrDefault(-1L, 0));
    }
}

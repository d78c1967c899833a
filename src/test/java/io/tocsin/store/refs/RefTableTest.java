package io.tocsin.store.refs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefTableTest {
    /** What a plain map would know. */
    private record Known(long day, int phone, long id) {}

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void it_knows_what_a_map_knows_and_forgets_whole_days(long seed) {
        Random random = new Random(seed);
        RefTable table = new RefTable();
        Map<Long, Known> map = new HashMap<>();
        long day = 20_000;
        for (int i = 0; i < 60_000; i++) {
            if (random.nextInt(5_000) == 0) {
                day += random.nextInt(3);
            }
            // Few enough different ones that some come again, and some that share their place in the table.
            long fingerprint = random.nextInt(40_000) * (random.nextBoolean() ? 1L : 1L << 32);
            Known known = new Known(day, random.nextInt(), random.nextLong() & Long.MAX_VALUE);
            table.add(known.day, fingerprint, known.phone, known.id);
            map.put(fingerprint, known);
        }
        check(table, map);
        long oldest = day - 2;
        table.forgetBefore(oldest);
        map.values().removeIf(known -> known.day < oldest);
        check(table, map);
        assertThat(table.find(Long.MIN_VALUE)).isEqualTo(-1);
    }

    private static void check(RefTable table, Map<Long, Known> map) {
        assertThat(table.size()).isEqualTo(map.size());
        map.forEach((fingerprint, known) -> {
            int ordinal = table.find(fingerprint);
            assertThat(ordinal).isNotNegative();
            assertThat(table.phone(ordinal)).isEqualTo(known.phone);
            assertThat(table.id(ordinal)).isEqualTo(known.id);
        });
    }
}

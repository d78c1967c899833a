package io.tocsin.send.sms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.warning.Phone;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencesTest {
    private static final Phone PHONE = phone(0);
    private final References references = new References(7);

    private static Phone phone(int number) {
        return new Phone(Long.toString(8613800000000L + number));
    }

    private void others(int texts) {
        IntStream.rangeClosed(1, texts).forEach(number -> references.next(phone(number)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 254, 255, 256, 511, 65_535, 200_000})
    void what_a_number_gets_next_has_another_reference_whatever_others_got_between(int between) {
        int before = references.next(PHONE);
        others(between);
        assertThat(references.next(PHONE) & 0xff).isNotEqualTo(before & 0xff);
    }

    @Test
    void none_of_a_numbers_last_texts_has_the_reference_of_another() {
        Set<Integer> seen = new HashSet<>();
        for (int between : List.of(100, 154, 0, 99, 155, 1, 254, 511, 0, 65_535)) {
            assertThat(seen.add(references.next(PHONE) & 0xff)).as("after %d", seen.size()).isTrue();
            others(between);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16})
    void a_number_gets_every_reference_before_one_comes_back(int bits) {
        int all = 1 << bits;
        int mask = all - 1;
        int first = references.next(PHONE) & mask;
        Set<Integer> seen = new HashSet<>(Set.of(first));
        for (int i = 1; i < all; i++) {
            assertThat(seen.add(references.next(PHONE) & mask)).as("text %d", i).isTrue();
        }
        assertThat(references.next(PHONE) & mask).as("the count has come round").isEqualTo(first);
    }

    @Test
    void threads_share_no_reference() {
        assertThat(IntStream.range(0, 256).parallel().map(_ -> references.next(PHONE) & 0xff).distinct().count())
                .isEqualTo(256);
    }

    @Test
    void two_nodes_begin_alike_for_few_numbers() {
        References other = new References(8);
        long alike = IntStream.range(0, 25_600)
                .filter(number -> ((references.next(phone(number)) ^ other.next(phone(number))) & 0xff) == 0).count();
        assertThat(alike).as("of 25,600 numbers, 100 by chance").isBetween(50L, 150L);
    }
}

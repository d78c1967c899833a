package io.tocsin.review.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.review.item.CaseId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is drawn. */
class LotTest {
    private static List<Lot.Closing> closings(String by, int from, int n) {
        return IntStream.range(from, from + n).mapToObj(i -> new Lot.Closing(new SampleId(new CaseId(i % 8, 1 + i),
                Instant.ofEpochMilli(1_790_000_000_000L + i)), by)).toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whoever_draws_gets_the_same_and_a_larger_share_has_all_of_the_smaller(long seed) {
        List<Lot.Closing> closings = new ArrayList<>(closings("li", 0, 200));
        closings.addAll(closings("wang", 1000, 40));
        List<SampleId> five = Lot.draw(closings, 5);
        Collections.shuffle(closings, new Random(seed));
        assertThat(Lot.draw(closings, 5)).isEqualTo(five);
        assertThat(Lot.draw(closings, 20)).containsAll(five).hasSize(48);
        assertThat(Lot.draw(closings, 100)).hasSize(240);
    }

    @Test
    void everybody_has_the_same_share_and_at_least_one() {
        List<Lot.Closing> closings = new ArrayList<>(closings("li", 0, 101));
        closings.addAll(closings("new", 5000, 1));
        assertThat(Lot.draw(closings, 5)).hasSize(6 + 1);
        assertThat(Lot.draw(List.of(), 5)).isEmpty();
    }

    @Test
    void the_place_does_not_follow_the_time_of_closing() {
        List<SampleId> drawn = Lot.draw(closings("li", 0, 1000), 10);
        assertThat(drawn.stream().filter(each -> each.closed().toEpochMilli() < 1_790_000_000_500L).count())
                .isBetween(30L, 70L);
    }

    @Test
    void an_identity_is_read_as_it_is_written() {
        SampleId id = closings("li", 7, 1).getFirst().id();
        assertThat(SampleId.parse(id.toString())).contains(id);
        for (String wrong : List.of("", ".", "c0000000001", "c0000000001.", "c0000000001.x", "c0000000001.1.2",
                "x.1", "c0000000001.99999999999999999999")) {
            assertThat(SampleId.parse(wrong)).as(wrong).isEmpty();
        }
    }
}

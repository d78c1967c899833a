package io.tocsin.store.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.fuzz.Fuzz;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cursors that callers send back. */
@Tag("fuzz")
class CursorFuzzTest {

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.tocsin.fuzz.Fuzz#seeds")
    void a_cursor_is_one_that_was_given_out_or_is_refused(long seed) throws InterruptedException {
        FeedPosition position = FeedPosition.of(null, 8);
        position.move(3, new FeedPosition.Spot(1_770_000_000_000L, 0xffff_fffeL, 12));
        String given = position.cursor();
        Fuzz.ofTexts(given, Cursors.write('b', new byte[24]), Cursors.write('e', new byte[128]))
                .declaring(IllegalArgumentException.class).allocating(16 * 1024, 16).run(seed, input -> {
                    FeedPosition read = FeedPosition.of(new String(input, StandardCharsets.UTF_8), 8);
                    return read.at(3).from();
                });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.tocsin.fuzz.Fuzz#seeds")
    void a_cursor_comes_back_as_it_was(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (long i = Fuzz.inputs() / 20; i > 0; i--) {
            FeedPosition position = FeedPosition.of(null, 8);
            for (int p = 0; p < 8; p++) {
                position.move(p, new FeedPosition.Spot(random.nextLong(1L << 48), random.nextLong(1L << 32),
                        random.nextInt(1 << 16)));
            }
            FeedPosition read = FeedPosition.of(position.cursor(), 8);
            for (int p = 0; p < 8; p++) {
                assertThat(read.at(p)).isEqualTo(position.at(p));
            }
        }
    }
}

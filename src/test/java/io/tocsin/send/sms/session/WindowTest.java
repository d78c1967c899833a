package io.tocsin.send.sms.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.send.sms.text.Encoding;
import io.tocsin.send.sms.text.Segmenter;
import io.tocsin.warning.Phone;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {
    private static final SmsAttempt ATTEMPT = new SmsAttempt("tag", new Phone("8613800138000"),
            new Segmenter(true, Encoding.UCS2, false, 16).split("a", 1));

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void a_window_agrees_with_a_plain_list(long seed) {
        Random random = new Random(seed);
        Window window = new Window(32);
        List<Integer> model = new ArrayList<>();
        // The sequence wraps on the way.
        int sequence = -5_000;
        long now = Long.MAX_VALUE - 1_000;
        for (int i = 0; i < 20_000; i++) {
            now++;
            assertThat(window.isFull()).isEqualTo(model.size() >= 32);
            assertThat(window.isEmpty()).isEqualTo(model.isEmpty());
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    if (!window.isFull()) {
                        // The offset says which one it is.
                        window.add(sequence, ATTEMPT, 0, sequence, now);
                        model.add(sequence++);
                    }
                }
                case 2 -> {
                    int which = model.isEmpty() ? sequence : model.get(random.nextInt(model.size()));
                    Window.Slot slot = window.remove(which);
                    assertThat(slot == null ? null : slot.offset()).isEqualTo(model.contains(which) ? which : null);
                    model.removeIf(kept -> kept == which);
                }
                default -> {
                    Window.Slot slot = random.nextInt(5) == 0 ? window.removeOldest() : window.removeLate(now, 50);
                    if (slot != null) {
                        assertThat(slot.offset()).isEqualTo(model.removeFirst());
                    }
                }
            }
        }
    }
}

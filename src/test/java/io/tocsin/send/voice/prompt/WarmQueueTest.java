package io.tocsin.send.voice.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What is made ahead, in which order. */
class WarmQueueTest {
    private final List<String> made = new CopyOnWriteArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    private static Utterance text(String words) {
        return new Utterance(words, "", "zh-CN");
    }

    private WarmQueue queue(int most) throws InterruptedException {
        WarmQueue queue = new WarmQueue(1, most, utterance -> {
            begun.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            made.add(utterance.text());
        });
        queue.add(text("first"), true);
        begun.await();
        return queue;
    }

    @Test
    void what_is_due_goes_before_what_is_far_away_however_long_that_waited() throws Exception {
        try (WarmQueue queue = queue(10)) {
            queue.add(text("far-1"), false);
            queue.add(text("far-2"), false);
            queue.add(text("due"), true);
            queue.add(text("far-2"), true);
            queue.add(text("due"), false);
            go.countDown();
            assertThat(queue.awaitEmpty(Duration.ofSeconds(30))).isTrue();
            assertThat(made).containsExactly("first", "due", "far-2", "far-1", "far-2");
        }
    }

    @Test
    void what_is_far_away_takes_no_more_than_half_of_the_room() throws Exception {
        try (WarmQueue queue = queue(6)) {
            for (int i = 0; i < 5; i++) {
                queue.add(text("far-" + i), false);
            }
            assertThat(queue.waiting()).isEqualTo(3);
            assertThat(queue.leftOut()).isEqualTo(2);
            for (int i = 0; i < 5; i++) {
                queue.add(text("due-" + i), true);
            }
            assertThat(queue.waiting()).isEqualTo(6);
            assertThat(queue.leftOut()).isEqualTo(4);
            go.countDown();
        }
    }
}

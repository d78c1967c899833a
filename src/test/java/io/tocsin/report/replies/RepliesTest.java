package io.tocsin.report.replies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.report.replies.ReplyStore.Answer;
import io.tocsin.report.replies.ReplyStore.Heard;
import io.tocsin.report.replies.ReplyStore.Marks;
import io.tocsin.report.replies.ReplyStore.Taken;
import io.tocsin.warning.Confirmation;
import io.tocsin.warning.Reply;
import io.tocsin.warning.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RepliesTest {
    private static final Duration SOON = Duration.ofMillis(1);
    private static final RepliesSettings SETTINGS = new RepliesSettings(4, List.of(SOON), 10,
            Duration.ofMillis(20));
    private final Store store = new Store();
    private final Map<ReplyFate, Integer> fates = new ConcurrentHashMap<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final List<String> confirmed = new CopyOnWriteArrayList<>();
    private final Replies replies = new Replies(store, SETTINGS, new RepliesListener() {
        @Override
        public void met(String carrier, ReplyFate fate, int count) {
            fates.merge(fate, count, Integer::sum);
        }

        @Override
        public void optedOut(String carrier) {}

        @Override
        public void incomplete(String carrier) {}

        @Override
        public void storeFailed() {
            failures.incrementAndGet();
        }
    }, System::nanoTime);

    /** Takes what it is told to take. */
    private static final class Store implements ReplyStore {
        private final List<String> taken = new CopyOnWriteArrayList<>();
        private final AtomicInteger looks = new AtomicInteger();
        private final AtomicInteger room = new AtomicInteger();
        private final AtomicInteger refusals = new AtomicInteger();
        private volatile boolean down;

        @Override
        public Taken take(List<Heard> heard) {
            if (down) {
                throw new StoreUnavailableException("down");
            }
            List<@Nullable Answer> answers = new ArrayList<>();
            for (Heard each : heard) {
                String text = each.reply().text();
                if (text.startsWith("poison")) {
                    throw new IllegalStateException(text);
                }
                if (text.startsWith("refused")) {
                    refusals.incrementAndGet();
                    throw new StoreUnavailableException("of this one");
                }
                boolean noRoom = text.startsWith("full") && room.getAndIncrement() < 2;
                if (!noRoom) {
                    taken.add(text);
                }
                answers.add(noRoom ? null : new Answer(each.carrier(), ReplyFate.MATCHED, Marks.NONE));
            }
            return new Taken(answers, List.of());
        }

        @Override
        public List<Answer> overdue(int most) {
            looks.incrementAndGet();
            return List.of();
        }
    }

    @AfterEach
    void close() {
        replies.close();
    }

    private static Reply reply(String text) {
        return new Reply("", "13800138000", "106", Reply.Coding.ASCII, text, null);
    }

    private void take(String name, String... texts) {
        replies.take("line", List.of(texts).stream().map(RepliesTest::reply).toList(), new Confirmation() {
            @Override
            public void durable() {
                confirmed.add(name);
            }

            @Override
            public void refused() {
                confirmed.add("not " + name);
            }
        });
    }

    @Test
    void what_came_together_is_confirmed_together_when_all_of_it_is_durable() {
        take("one", "a", "full b", "c");
        assertThat(confirmed).as("nothing is confirmed before it is taken").isEmpty();
        replies.start();
        await().untilAsserted(() -> assertThat(confirmed).containsExactly("one"));
        assertThat(store.taken).containsOnly("a", "full b", "c");
        assertThat(replies.held()).isZero();
    }

    @Test
    void while_the_store_is_not_there_nothing_is_confirmed_and_nothing_lost() {
        store.down = true;
        replies.start();
        take("one", "a", "b");
        await().until(() -> failures.get() > 2);
        assertThat(confirmed).isEmpty();
        assertThat(replies.held()).isEqualTo(2);
        store.down = false;
        await().untilAsserted(() -> assertThat(confirmed).containsExactly("one"));
        // Each is tried by itself: the first may have failed a moment before the store was there for the
        // second.
        assertThat(store.taken).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void more_than_may_be_held_is_refused_and_never_confirmed() {
        take("one", "1", "2", "3", "4", "5", "6");
        take("two", "1", "2", "3", "4", "5");
        assertThat(fates).containsExactly(Map.entry(ReplyFate.REFUSED, 5));
        assertThat(confirmed).as("told at once").containsExactly("not two");
        replies.start();
        await().untilAsserted(() -> assertThat(confirmed).containsExactly("not two", "one"));
        assertThat(store.taken).hasSize(6);
    }

    @Test
    void one_that_cannot_even_be_kept_is_refused_and_counted_and_holds_up_no_other() {
        replies.start();
        take("one", "a", "poison", "b");
        take("two", "c");
        await().untilAsserted(() -> assertThat(confirmed).containsExactlyInAnyOrder("not one", "two"));
        await().untilAsserted(() -> assertThat(fates).containsEntry(ReplyFate.FAILED, 1)
                .containsEntry(ReplyFate.MATCHED, 3));
        assertThat(replies.held()).isZero();
    }

    @Test
    void one_that_the_store_always_refuses_holds_up_no_other() {
        take("one", "refused");
        for (int i = 0; i < 8; i++) {
            take("other " + i, "other " + i);
        }
        replies.start();
        await().until(() -> confirmed.size() == 8);
        assertThat(confirmed).doesNotContain("one", "not one");
        await().until(() -> store.refusals.get() > 5);
        assertThat(replies.held()).as("it is tried until it can be taken").isOne();
    }

    @Test
    void parts_are_looked_for_also_when_nothing_comes() {
        replies.start();
        await().until(() -> store.looks.get() > 2);
    }

    @Test
    void at_the_end_what_is_left_stays_unconfirmed() {
        store.down = true;
        replies.start();
        take("one", "a");
        replies.close();
        take("two", "b");
        store.down = false;
        assertThat(confirmed).containsExactly("not two");
        assertThat(fates).containsEntry(ReplyFate.REFUSED, 1);
    }
}

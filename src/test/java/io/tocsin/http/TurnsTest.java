package io.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is next when many ask for much. */
class TurnsTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private final ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> order = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        askers.shutdownNow();
    }

    /** Asks in the background; its turn is noted and kept. */
    private void ask(Turns turns, String who) {
        int before = turns.waiting();
        askers.execute(() -> {
            try {
                if (turns.take(who, LONG) == Turns.Got.TURN) {
                    order.add(who);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await().atMost(LONG).until(() -> turns.waiting() == before + 1);
    }

    @Test
    void one_question_is_next_however_many_somebody_else_has_waiting() throws InterruptedException {
        Turns turns = new Turns(1, 100, 1000);
        assertThat(turns.take("greedy", LONG)).isEqualTo(Turns.Got.TURN);
        for (int i = 0; i < 50; i++) {
            ask(turns, "greedy");
        }
        ask(turns, "modest");
        ask(turns, "third");
        for (int ended = 1; ended <= 4; ended++) {
            int seen = ended;
            turns.end();
            await().atMost(LONG).until(() -> order.size() == seen);
        }
        assertThat(order).containsExactly("greedy", "modest", "third", "greedy");
        assertThat(turns.waiting()).isEqualTo(48);
    }

    @Test
    void whoever_fills_his_own_room_leaves_that_of_others() throws InterruptedException {
        Turns turns = new Turns(1, 2, 3);
        assertThat(turns.take("greedy", LONG)).isEqualTo(Turns.Got.TURN);
        ask(turns, "greedy");
        ask(turns, "greedy");
        assertThat(turns.take("greedy", LONG)).isEqualTo(Turns.Got.NO_ROOM);
        ask(turns, "modest");
        assertThat(turns.take("third", LONG)).as("all the room").isEqualTo(Turns.Got.NO_ROOM);
    }

    @Test
    void whoever_gives_up_waiting_takes_no_turn_from_others() throws InterruptedException {
        Turns turns = new Turns(1, 10, 10);
        assertThat(turns.take("a", LONG)).isEqualTo(Turns.Got.TURN);
        assertThat(turns.take("b", Duration.ZERO)).isEqualTo(Turns.Got.TOO_LATE);
        assertThat(turns.waiting()).isZero();
        turns.end();
        assertThat(turns.take("c", Duration.ZERO)).as("a free one needs no waiting").isEqualTo(Turns.Got.TURN);
        turns.end();
    }
}

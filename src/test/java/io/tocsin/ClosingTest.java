package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ClosingTest {
    private final List<String> said = new CopyOnWriteArrayList<>();

    @Test
    void it_says_when_it_begins_what_it_waits_for_and_when_it_ended() {
        Closing closing = new Closing(() -> 0, 1, said::add);
        List<String> closed = new ArrayList<>();
        closing.kept("the first", () -> closed.add("first"));
        closing.kept("slow answers", () -> {
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> said.contains(
                    "Still stopping: waiting for slow answers"));
            closed.add("slow");
        });
        closing.kept("a broken one", () -> {
            throw new IllegalStateException("no");
        });
        closing.tell();
        assertThat(closed).containsExactly("slow", "first");
        assertThat(said.getFirst()).isEqualTo("Stopping: no new work is taken");
        assertThat(said).contains("Stopped after 0 ms");
        int lines = said.size();
        closing.tell();
        assertThat(said).hasSizeGreaterThanOrEqualTo(lines)
                .filteredOn("Stopping: no new work is taken"::equals).hasSize(1);
    }
}

package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ClosingTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(Closing.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
    }

    private List<String> said() {
        return List.copyOf(log.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void it_says_when_it_begins_what_it_waits_for_and_when_it_ended() {
        Closing closing = new Closing(() -> 0, 1);
        List<String> closed = new ArrayList<>();
        closing.kept("the first", () -> closed.add("first"));
        closing.kept("slow answers", () -> {
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> said().contains(
                    "Still stopping: waiting for slow answers"));
            closed.add("slow");
        });
        closing.kept("a broken one", () -> {
            throw new IllegalStateException("no");
        });
        closing.tell();
        assertThat(closed).containsExactly("slow", "first");
        assertThat(said().getFirst()).isEqualTo("Stopping: no new work is taken");
        assertThat(said()).contains("It was not closed cleanly: a broken one").endsWith("Stopped after 0 ms");
        int lines = said().size();
        closing.tell();
        assertThat(said()).hasSizeGreaterThanOrEqualTo(lines)
                .filteredOn("Stopping: no new work is taken"::equals).hasSize(1);
    }
}

package io.tocsin.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class HealthTest {
    private volatile Instant now = Instant.EPOCH;
    private volatile String trouble = "";

    private void ask() throws IOException {
        if (!trouble.isEmpty()) {
            throw new IOException(trouble);
        }
    }

    @Test
    void it_is_ready_between_start_and_stop_while_nothing_is_wrong() {
        Health health = new Health(List.of(Optional::empty, () -> Optional.of(trouble).filter(t -> !t.isEmpty()),
                () -> trouble.isEmpty() ? Optional.empty() : Optional.of("so is this")));
        assertThat(health.notReady()).contains("the gateway is starting");
        health.started();
        assertThat(health.notReady()).isEmpty();
        trouble = "that is broken";
        assertThat(health.notReady()).contains("that is broken; so is this");
        health.stopping();
        assertThat(health.notReady()).contains("the gateway is stopping");
    }

    @Test
    void a_probe_tells_trouble_only_when_it_lasts() throws Exception {
        try (Probe probe = new Probe("the store", this::ask, Duration.ofSeconds(1), () -> now)) {
            assertThat(probe.trouble()).contains("the store has not answered yet: it was not asked yet");
            probe.ask();
            assertThat(probe.trouble()).isEmpty();
            trouble = "connection refused";
            now = now.plusSeconds(2);
            probe.ask();
            assertThat(probe.trouble()).isEmpty();
            now = now.plusSeconds(1);
            probe.ask();
            assertThat(probe.trouble()).contains("the store has not answered for 3 s: connection refused");
            trouble = "";
            probe.ask();
            assertThat(probe.trouble()).isEmpty();
        }
    }

    @Test
    void trouble_is_told_once_then_when_it_changes_and_every_ten_minutes_and_when_it_is_over() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger(Probe.class);
        ListAppender<ILoggingEvent> heard = new ListAppender<>();
        heard.start();
        logger.addAppender(heard);
        try (Probe probe = new Probe("the queue", this::ask, Duration.ofSeconds(1), () -> now)) {
            trouble = "script error";
            probe.ask();
            probe.ask();
            trouble = "another";
            probe.ask();
            now = now.plusSeconds(601);
            probe.ask();
            probe.ask();
            trouble = "";
            probe.ask();
            probe.ask();
            trouble = "script error";
            probe.ask();
        } finally {
            logger.detachAppender(heard);
        }
        assertThat(heard.list).extracting(ILoggingEvent::getFormattedMessage).containsExactly(
                "the queue failed, 1 times in a row; tried again every 1000 ms: script error",
                "the queue failed, 3 times in a row; tried again every 1000 ms: another",
                "the queue failed, 4 times in a row; tried again every 1000 ms: another",
                "the queue is well again, after 5 failures",
                "the queue failed, 1 times in a row; tried again every 1000 ms: script error");
        assertThat(heard.list.getFirst().getThrowableProxy()).as("where it was").isNotNull();
    }

    @Test
    void an_error_ends_nothing_and_the_age_of_the_last_good_run_grows() throws Exception {
        try (Probe probe = new Probe("the queue", () -> {
            if (!trouble.isEmpty()) {
                throw new LinkageError(trouble);
            }
        }, Duration.ofSeconds(1), () -> now)) {
            now = now.plusSeconds(5);
            assertThat(probe.age()).as("it never was well").isEqualTo(Duration.ofSeconds(5));
            probe.ask();
            assertThat(probe.age()).isZero();
            trouble = "no such class";
            now = now.plusSeconds(70);
            probe.ask();
            assertThat(probe.age()).isEqualTo(Duration.ofSeconds(70));
            trouble = "";
            probe.ask();
            assertThat(probe.age()).isZero();
        }
    }

    @Test
    void a_thing_that_hangs_is_told_at_once() {
        CountDownLatch hang = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(2);
        Probe probe = new Probe("the store", () -> {
            asked.countDown();
            if (asked.getCount() == 0) {
                hang.await();
            }
        }, Duration.ofMillis(10), () -> now);
        try (probe) {
            probe.start();
            await().atMost(Duration.ofSeconds(10)).until(() -> asked.getCount() == 0);
            now = now.plusSeconds(1);
            assertThat(probe.trouble()).contains("the store has not answered for 1 s");
        }
    }
}

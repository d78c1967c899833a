package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tocsin.config.TocsinConfig;
import io.tocsin.config.read.ConfigReader;
import io.tocsin.observe.meter.Meters;
import io.tocsin.review.Finding;
import io.tocsin.review.figure.Summary;
import io.tocsin.review.item.CaseId;
import io.tocsin.review.item.Opening;
import io.tocsin.review.item.Reason;
import io.tocsin.review.item.Reviewer;
import io.tocsin.store.RealRedis;
import io.tocsin.store.facade.Store;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Phone;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** The close of a day (全部复核), on a clock that is moved by hand. */
class ReviewQueueTest {
    private static final Reviewer LI = new Reviewer("li", null);
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(ReviewQueue.class);
    @RegisterExtension
    private static final RealRedis SERVER = new RealRedis();
    private final ListAppender<ILoggingEvent> heard = new ListAppender<>();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final Meters meters = new Meters("test");
    private final ByHand clock = new ByHand();
    private Store store;
    private ReviewQueue queue;
    private Redis redis;

    private static final class ByHand extends Clock {
        /** Ten in the evening in Shanghai. */
        private volatile Instant now = Instant.parse("2026-08-01T14:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("nobody asks for it");
        }
    }

    @BeforeEach
    void open() {
        redis = SERVER.connect();
        TocsinConfig config = new ConfigReader(Map.of(), "test").read("test", """
                store: { redis: "redis://127.0.0.1:%d", key: "%s" }
                """.formatted(SERVER.port(), "0123456789abcdef".repeat(4)), Path.of("target"));
        Random random = new Random(3);
        store = Store.open(config.store(), config.retention(),
                new Store.Outside(clock, scheduler, random::nextBytes, "/usr/bin"));
        queue = new ReviewQueue(config, store, meters, clock, random);
        heard.start();
        LOG.addAppender(heard);
    }

    @AfterEach
    void close() {
        LOG.detachAppender(heard);
        queue.close();
        store.close();
        meters.close();
        scheduler.shutdownNow();
        redis.close();
    }

    private CaseId flag(int number) {
        return queue.ports().cases().open(new Opening(new Phone("86138" + (10_000_000 + number)), Grade.HIGH, "刷单返利",
                "张三", null, Reason.Kind.MANUAL, "求证", "", "duty")).id();
    }

    /** Time goes on, and the queue is looked at; the lines that it wrote. */
    private List<String> later(Duration time) {
        clock.now = clock.now.plus(time);
        heard.list.clear();
        queue.count();
        return heard.list.stream().map(line -> line.getLevel() + " " + line.getFormattedMessage()).toList();
    }

    private String metric(String name) {
        return meters.scrape("").text().lines().filter(line -> line.startsWith(name + " ")).findFirst().orElse("none");
    }

    private Summary summary() {
        return queue.ports().reads().summary(LI);
    }

    @Test
    void at_the_close_of_a_day_what_was_flagged_is_what_is_done_and_what_is_open() {
        CaseId closed = flag(1);
        flag(2);
        flag(3);
        queue.ports().cases().decide(LI, closed, queue.ports().cases().claim(LI, closed).token(),
                new Finding("dissuaded", "", 0, 0, Map.of()));
        assertThat(later(Duration.ZERO)).as("what a node says at its start")
                .containsExactly("INFO Now, every case is accounted for: 3 flagged, 1 done, 2 open");
        flag(4);
        assertThat(later(Duration.ofMinutes(119))).as("nothing to say while all is well").isEmpty();
        assertThat(later(Duration.ofMinutes(2))).as("past midnight where the people are").containsExactly(
                "INFO At the close of 2026-08-01, every case is accounted for: 4 flagged, 1 done, 3 open");
        assertThat(later(Duration.ofMinutes(1))).as("once").isEmpty();
        assertThat(metric("tocsin_review_difference")).endsWith(" 0.0");
        assertThat(metric("tocsin_review_lost")).endsWith(" 0.0");
        assertThat(summary().balanced()).isTrue();
    }

    @Test
    void a_case_that_is_gone_from_redis_is_missed_within_the_hour_by_name() {
        CaseId gone = flag(1);
        flag(2);
        later(Duration.ZERO);
        byte[] key = Keys.reviewCase(gone.partition(), gone.number());
        byte[] kept = Objects.requireNonNull(Reply.bytes(redis.call(Call.of("DUMP", key))));
        redis.call(Call.of("DEL", key));

        assertThat(later(Duration.ofMinutes(59))).as("no counter knows of it").isEmpty();
        assertThat(summary().difference()).isZero();
        assertThat(later(Duration.ofMinutes(1))).singleElement().asString()
                .startsWith(
                        "ERROR In the course of 2026-08-01, cases are NOT all accounted for: Balance[cases=1, done=0,"
                                + " open=1, flagged=2")
                .contains(gone.toString());
        assertThat(metric("tocsin_review_lost")).endsWith(" 1.0");
        assertThat(summary().lost()).isEqualTo(1);
        assertThat(summary().balanced()).as("as the console shows it").isFalse();
        assertThat(later(Duration.ofHours(1))).as("said again until it is back").singleElement().asString()
                .startsWith("ERROR At the close of 2026-08-01");

        redis.call(Call.of("RESTORE", key, 0, kept));
        later(Duration.ofHours(1));
        assertThat(metric("tocsin_review_lost")).endsWith(" 0.0");
        assertThat(summary().balanced()).isTrue();
    }

    @Test
    void a_case_that_stands_in_no_queue_is_missed_too_and_so_is_a_counter_that_is_wrong() {
        CaseId id = flag(1);
        redis.call(Call.of("ZREM", Keys.caseQueue(id.partition(), "*"), id.number()));
        later(Duration.ZERO);
        assertThat(metric("tocsin_review_lost")).endsWith(" 1.0");
        assertThat(heard.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.ERROR);
            assertThat(line.getFormattedMessage()).contains(id.toString());
        });
        redis.call(Call.of("HINCRBY", Keys.caseCounters(id.partition(), "*"), "f", 1));
        later(Duration.ofSeconds(5));
        assertThat(metric("tocsin_review_difference")).as("at once").endsWith(" 1.0");
        assertThat(summary().balanced()).isFalse();
    }
}

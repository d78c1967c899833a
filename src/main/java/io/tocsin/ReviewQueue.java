package io.tocsin;

import io.tocsin.config.TocsinConfig;
import io.tocsin.observe.Probe;
import io.tocsin.observe.meter.Meters;
import io.tocsin.observe.meter.ReviewMeters;
import io.tocsin.observe.meter.TaskMeters;
import io.tocsin.review.ReviewConfig;
import io.tocsin.review.dictionary.Disposition;
import io.tocsin.review.dictionary.Dictionary;
import io.tocsin.review.figure.Balance;
import io.tocsin.review.item.Reviewer;
import io.tocsin.review.rule.Units;
import io.tocsin.store.facade.Store;
import io.tocsin.store.review.CaseBase;
import io.tocsin.store.review.Dictionaries;
import io.tocsin.store.review.read.ReviewPorts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The review queue of this node: its ports, and what happens in it by itself. All nodes look after
 * the one queue at once; each thing is done once.
 */
final class ReviewQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReviewQueue.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration COUNT = Duration.ofSeconds(5);
    /** Ticks between two looks for flags of an earlier version's nodes. */
    private static final int ADOPT = 30;
    /** What is over at once is done in so many goes at most, then the clocks go on. */
    private static final int GOES = 20;
    /**
     * Between two walks over all cases, beside that at the close of each day: a million of them cost
     * Redis two seconds.
     */
    private static final Duration WALK = Duration.ofHours(1);
    /** Sees all. */
    private static final Reviewer GATEWAY = new Reviewer("gateway", null);

    private final CaseBase base;
    private final ReviewPorts ports;
    private final ReviewMeters meters;
    private final Probe upkeep;
    private final Probe counting;
    private int ticks;
    private final InstantSource clock;
    private @Nullable LocalDate balanced;
    private Instant walked = Instant.MIN;

    /**
     * Prepares it.
     *
     * @throws IllegalStateException when the dictionary's version was used with other dispositions
     */
    ReviewQueue(TocsinConfig config, Store store, Meters meters, Clock clock, RandomGenerator random) {
        ReviewConfig review = config.review();
        this.clock = clock;
        this.meters = new ReviewMeters(meters);
        this.meters.expect(review.dictionary().dispositions().stream().map(Disposition::code).toList());
        base = CaseBase.of(store.base(), review, config.timezone(), units(config), this.meters, random::nextBytes);
        ports = ReviewPorts.on(base);
        store.workParts().transitions().watch(base.suspects().watched());
        upkeep = TaskMeters.watched(meters, "review-upkeep",
                new Probe("the review queue", this::tick, TICK, clock));
        counting = TaskMeters.watched(meters, "review-counters",
                new Probe("the counters of the review queue", this::count, COUNT, clock));
    }

    private static Units units(TocsinConfig config) {
        return new Units(config.unitsOfClients());
    }

    /** Where flags become cases. */
    CaseBase base() {
        return base;
    }

    /**
     * From now on these dispositions hold.
     *
     * @throws IllegalStateException when their version was used with others
     */
    void use(Dictionary dictionary) {
        new Dictionaries(base.redis()).publish(dictionary);
        base.dictionary().use(dictionary);
    }

    /** What can be done and read. */
    ReviewPorts ports() {
        return ports;
    }

    void start() {
        upkeep.start();
        counting.start();
    }

    private void tick() {
        manyTimes(ports.upkeep()::sweep);
        manyTimes(ports.upkeep()::look);
        if (ticks++ % ADOPT == 0) {
            int adopted = ports.upkeep().adopt();
            if (adopted > 0) {
                LOG.info("{} flags of an earlier version became cases", adopted);
            }
        }
    }

    private static void manyTimes(BooleanSupplier hasMore) {
        int goes = 1;
        while (hasMore.getAsBoolean() && goes < GOES) {
            goes++;
        }
    }

    /** Shows how the queue stands, and looks at every case when it is time to. */
    void count() {
        LocalDate today = base.time().today();
        Instant now = clock.instant();
        if (!today.equals(balanced) || !now.isBefore(walked.plus(WALK))) {
            walk(today);
            walked = now;
        }
        meters.take(ports.reads().summary(GATEWAY), ports.reads().reviewers(GATEWAY));
    }

    /** At this node's start, the close of a day, and in between. */
    private void walk(LocalDate today) {
        Balance balance = ports.reads().balance();
        LocalDate day = balanced;
        balanced = today;
        meters.balance(balance);
        String when = day == null ? "Now" : today.equals(day) ? "In the course of " + day : "At the close of " + day;
        if (!balance.holds()) {
            LOG.error("{}, cases are NOT all accounted for: {}", when, balance);
        } else if (!today.equals(day)) {
            LOG.info("{}, every case is accounted for: {} flagged, {} done, {} open", when, balance.flagged(),
                    balance.done(), balance.open());
        }
    }

    @Override
    public void close() {
        counting.close();
        upkeep.close();
    }
}

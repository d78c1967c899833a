package io.tocsin.observe.meter;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.tocsin.review.ReviewListener;
import io.tocsin.review.figure.Balance;
import io.tocsin.review.figure.ReviewerFigures;
import io.tocsin.review.figure.Summary;
import io.tocsin.review.item.CaseState;
import io.tocsin.review.item.Reason;
import io.tocsin.warning.Grade;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Meters of the review queue. Gauges show the whole queue, the same on every node; counters what
 * this node did.
 */
public final class ReviewMeters implements ReviewListener {
    private static final Logger LOG = LoggerFactory.getLogger("io.tocsin.review");
    private static final Summary NOTHING = new Summary(0, Map.of(), Map.of(), Map.of(), 0, 0, 0,
            new Summary.Mine(0, 0));
    private final MeterRegistry registry;
    private final Counters flagged;
    private final Counters dispositions;
    private final Counters clocks;
    private final Counter expired;
    private final Counter forgotten;
    private final Counter aside;
    private final Map<Grade, Timer> touches = new EnumMap<>(Grade.class);
    private volatile Summary summary = NOTHING;
    private volatile long online;
    private volatile Balance balance = new Balance(0, 0, 0, 0, List.of());

    /** Adds its meters; gauges show 0 before the first {@link #take}. */
    public ReviewMeters(Meters meters) {
        registry = meters.registry();
        flagged = new Counters(meters, "tocsin.review.flagged", "Flags, by why and whether they opened a case",
                "reason", "grade", "opened");
        dispositions = new Counters(meters, "tocsin.review.dispositions", "Dispositions given", "disposition");
        clocks = new Counters(meters, "tocsin.review.clocks",
                "Clocks of cases that came to a stage: warned, breached, alerted", "clock", "stage", "grade");
        expired = Counter.builder("tocsin.review.lease.expired").description("Leases that ended without an act")
                .register(registry);
        forgotten = Counter.builder("tocsin.review.forgotten")
                .description("Closed cases whose personal data was removed").register(registry);
        aside = Counter.builder("tocsin.review.set.aside")
                .description("Cases, flags and warnings to be looked at that cannot be read and were set aside")
                .register(registry);
        for (Grade grade : Grade.values()) {
            touches.put(grade, meters.timer("tocsin.review.first.touch",
                    "From the opening of a case until somebody took it up",
                    new Duration[]{Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(1),
                            Duration.ofMinutes(2), Duration.ofMinutes(5), Duration.ofMinutes(10),
                            Duration.ofMinutes(30), Duration.ofHours(1), Duration.ofHours(4), Duration.ofHours(8)},
                    "grade", grade.code()));
            gauges(grade);
        }
        for (String clock : List.of(Summary.FIRST_TOUCH, Summary.CLOSE)) {
            for (Stage stage : Stage.values()) {
                for (Grade grade : Grade.values()) {
                    clocks.expect(clock, word(stage), grade.code());
                }
            }
        }
        for (Reason.Kind kind : Reason.Kind.values()) {
            for (Grade grade : Grade.values()) {
                flagged.expect(kind.code(), grade.code(), "true");
                flagged.expect(kind.code(), grade.code(), "false");
            }
        }
        gauge("tocsin.review.difference",
                "Flagged less done less open cases, each counted for itself; anything but 0 is a fault", Tags.empty(),
                Summary::difference);
        gauge("tocsin.review.pending", "Warnings to be looked at: whether their number is flagged", Tags.empty(),
                Summary::pending);
        gauge("tocsin.review.uncovered", "Cases that are not done and whose unit no reviewer's scope covers",
                Tags.empty(), Summary::uncovered);
        of("tocsin.review.reviewers.online", "Reviewers with a sign of life in the last two minutes", m -> m.online);
        of("tocsin.review.lost",
                "Cases of the last walk over all that are gone or stand in no queue; anything but 0 is a fault",
                m -> m.balance.lost().size());
    }

    /** Shows the dispositions that may be given from the start. */
    public void expect(Collection<String> codes) {
        codes.forEach(dispositions::expect);
    }

    private void gauges(Grade grade) {
        Tags tags = Tags.of("grade", grade.code());
        for (CaseState state : CaseState.values()) {
            gauge("tocsin.review.items", "Cases, by where they stand", tags.and("state", state.code()),
                    s -> s.in(state, grade));
        }
        gauge("tocsin.review.oldest.age.seconds", "How long the first open case waits", tags,
                s -> s.oldest().getOrDefault(grade, Duration.ZERO).toMillis() / 1000.0);
        for (String clock : List.of(Summary.FIRST_TOUCH, Summary.CLOSE)) {
            gauge("tocsin.review.breached",
                    "Cases that are not done, for first-touch not taken up, and whose clock ran out",
                    tags.and("clock", clock), s -> s.breached().getOrDefault(clock, Map.of()).getOrDefault(grade, 0L));
        }
    }

    private void gauge(String name, String description, Tags tags, ToDoubleFunction<Summary> value) {
        Gauge.builder(name, this, m -> value.applyAsDouble(m.summary)).description(description).tags(tags)
                .strongReference(true).register(registry);
    }

    private void of(String name, String description, ToDoubleFunction<ReviewMeters> value) {
        Gauge.builder(name, this, value).description(description).strongReference(true).register(registry);
    }

    /** Shows these from now on. */
    public void take(Summary latest, List<ReviewerFigures> reviewers) {
        summary = latest;
        online = reviewers.stream().filter(ReviewerFigures::online).count();
    }

    /** Shows what the last walk over all cases found. */
    public void balance(Balance latest) {
        balance = latest;
    }

    @Override
    public void flagged(Reason.Kind kind, Grade grade, boolean opened) {
        flagged.add(1, kind.code(), grade.code(), Boolean.toString(opened));
    }

    @Override
    public void touched(Grade grade, Duration waited) {
        Timer timer = touches.get(grade);
        if (timer != null) {
            timer.record(waited.isNegative() ? Duration.ZERO : waited);
        }
    }

    @Override
    public void decided(String code) {
        dispositions.add(1, code);
    }

    @Override
    public void expired(int count) {
        expired.increment(count);
    }

    @Override
    public void clock(String clock, Stage stage, Grade grade, String id) {
        String word = word(stage);
        clocks.add(1, clock, word, grade.code());
        if (stage == Stage.ALERTED) {
            LOG.warn("Case {} of grade {}: the clock {} ran out long ago; its supervisor is asked for", id,
                    grade.code(), clock);
        } else {
            LOG.info("Case {} of grade {}: {}, clock {}", id, grade.code(), word, clock);
        }
    }

    private static String word(Stage stage) {
        return switch (stage) {
            case WARNED -> "warned";
            case BREACHED -> "breached";
            case ALERTED -> "alerted";
        };
    }

    @Override
    public void setAside(String what) {
        aside.increment();
        LOG.error("Something of the review queue cannot be read and is set aside; its case must be seen to by hand: {}",
                what);
    }

    @Override
    public void forgotten(int count) {
        forgotten.increment(count);
    }
}

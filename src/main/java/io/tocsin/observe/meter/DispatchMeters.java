package io.tocsin.observe.meter;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.tocsin.dispatch.DispatchListener;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.WarningId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Meters of dispatch. */
public final class DispatchMeters implements DispatchListener {
    private final Counters claimed;
    private final Counters attempts;
    private final Counters sent;
    private final Counters segments;
    private final Counters suppressed;
    private final Counters expiredUnsent;
    private final Counters unknownVariables;
    private final Counters failures;
    private final Counters swept;
    private final Timers firstAttempt;
    private final Timers waited;
    private final Timers took;
    private final Timer settle;
    private final Counter ported;
    private final Counter applied;
    private final Counter stale;
    private final AtomicInteger pending = new AtomicInteger();

    /** Adds its meters. */
    public DispatchMeters(Meters meters) {
        claimed = new Counters(meters, "tocsin.warnings.claimed", "Warnings fenced for a carrier", "carrier");
        attempts = new Counters(meters, "tocsin.attempts", "Attempts answered; the cause of those that failed",
                "carrier",
                "outcome", "cause");
        sent = new Counters(meters, "tocsin.attempts.sent", "Attempts given to a carrier", "carrier", "channel");
        segments = new Counters(meters, "tocsin.segments.sent", "Segments given to a carrier, as it counts them",
                "carrier");
        suppressed = new Counters(meters, "tocsin.warnings.suppressed",
                "Warnings that a rule kept from being sent, or put off", "reason");
        expiredUnsent = new Counters(meters, "tocsin.warnings.expired.unsent",
                "Warnings whose time ran out before any attempt was spent on them", "grade");
        Stream.of(Grade.values()).map(Grade::code).forEach(expiredUnsent::expect);
        unknownVariables = new Counters(meters, "tocsin.template.unknown.variables",
                "Variables that a template names and a warning lacks", "template");
        failures = new Counters(meters, "tocsin.dispatch.store.failures", "Failures of the store; dispatch tries again",
                "what");
        swept = new Counters(meters, "tocsin.warnings.swept",
                "Warnings found by looking: of dead nodes, or whose wait was over", "kind");
        firstAttempt = Timers.traced(meters, "tocsin.time.to.first.attempt",
                "From acceptance, or start, to first attempt",
                Meters.buckets(Duration.ofMillis(10), Duration.ofHours(24)), "grade");
        Stream.of(Grade.values()).map(Grade::code).forEach(firstAttempt::expect);
        waited = new Timers(meters, "tocsin.ratelimit.wait", "How long claimed warnings wait for limit and window",
                Meters.buckets(Duration.ofMillis(1), Duration.ofMinutes(2)), "carrier");
        settle = meters.timer("tocsin.settle", "Making one group of transitions durable",
                Meters.buckets(Duration.ofMillis(1), Duration.ofSeconds(5)));
        took = Timers.traced(meters, "tocsin.attempt",
                "From an attempt's writing to its answer; of calls, to their end",
                Meters.buckets(Duration.ofMillis(5), Duration.ofMinutes(5)), "carrier");
        List.of("settle", "claim", "sweep", "switches", "lines", "share", "quota").forEach(failures::expect);
        List.of("orphan", "adopted", "overdue").forEach(swept::expect);
        List.of("stop-list", "frequency-cap", "quiet-hours", "call-gap", "expiry").forEach(suppressed::expect);
        applied = Counter.builder("tocsin.transitions").tag("result", "applied")
                .description("Transitions made durable, or found to matter no longer").register(meters.registry());
        ported = Counter.builder("tocsin.ported.attempts")
                .description("Attempts at another operator than the number had when its warning was accepted")
                .register(meters.registry());
        stale = Counter.builder("tocsin.transitions").tag("result", "stale").register(meters.registry());
        meters.gauge("tocsin.settle.pending", "Answered attempts that wait for their durable settle", pending::get);
    }

    /** Shows that carrier's counters from the start. */
    public void expect(String carrier, Channel channel) {
        claimed.expect(carrier);
        sent.expect(carrier, channel.code());
        segments.expect(carrier);
        waited.expect(carrier);
        took.expect(carrier);
        for (Answered answered : Answered.values()) {
            if (answered != Answered.FAILED) {
                attempts.expect(carrier, word(answered), CauseClass.NONE.name());
            }
        }
        for (CauseClass cause : CauseClass.values()) {
            if (cause != CauseClass.NONE && cause != CauseClass.REACHED && !cause.isRule()) {
                attempts.expect(carrier, word(Answered.FAILED), cause.name());
            }
        }
    }

    /** Shows the counter of what that template misses from the start. */
    public void expect(String template) {
        unknownVariables.expect(template);
    }

    @Override
    public void claimed(String carrier, int warnings) {
        claimed.add(warnings, carrier);
    }

    @Override
    public void sent(String carrier, Channel channel, int count, int parts) {
        sent.add(count, carrier, channel.code());
        segments.add(parts, carrier);
    }

    @Override
    public void firstAttempt(WarningId warning, Grade grade, long millis) {
        Duration took = Duration.ofMillis(Math.max(0, millis));
        Traced.of(warning, () -> firstAttempt.record(grade.code(), took));
    }

    @Override
    public void waited(String carrier, long nanos) {
        waited.record(carrier, Duration.ofNanos(Math.max(0, nanos)));
    }

    @Override
    public void took(WarningId warning, String carrier, long nanos) {
        Duration lasted = Duration.ofNanos(nanos);
        Traced.of(warning, () -> took.record(carrier, lasted));
    }

    @Override
    public void answered(String carrier, Answered answer, CauseClass type, int count) {
        attempts.add(count, carrier, word(answer), type.name());
    }

    @Override
    public void suppressed(String reason, int warnings) {
        suppressed.add(warnings, reason);
    }

    @Override
    public void ported(int count) {
        ported.increment(count);
    }

    @Override
    public void expiredUnsent(Grade grade, int warnings) {
        expiredUnsent.add(warnings, grade.code());
    }

    @Override
    public void unknownVariable(String template) {
        unknownVariables.add(1, template);
    }

    @Override
    public void settled(int partition, int appliedCount, int staleCount, long nanos) {
        applied.increment(appliedCount);
        stale.increment(staleCount);
        settle.record(Duration.ofNanos(nanos));
    }

    @Override
    public void pending(int count) {
        pending.set(count);
    }

    @Override
    public void storeFailed(String what) {
        failures.add(1, what);
    }

    @Override
    public void orphans(int warnings) {
        swept.add(warnings, "orphan");
    }

    @Override
    public void adopted(int warnings) {
        swept.add(warnings, "adopted");
    }

    @Override
    public void overdue(int warnings) {
        swept.add(warnings, "overdue");
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

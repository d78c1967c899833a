package io.tocsin;

import io.tocsin.config.CarrierConfig;
import io.tocsin.config.TocsinConfig;
import io.tocsin.http.HttpServer;
import io.tocsin.http.HttpUse;
import io.tocsin.net.EventLoops;
import io.tocsin.observe.Health;
import io.tocsin.observe.Probe;
import io.tocsin.observe.meter.DispatchMeters;
import io.tocsin.observe.meter.IntakeMeters;
import io.tocsin.observe.meter.Meters;
import io.tocsin.observe.meter.ReceiptMeters;
import io.tocsin.observe.meter.StoreMeters;
import io.tocsin.observe.meter.TaskMeters;
import io.tocsin.observe.meter.TotalsMeters;
import io.tocsin.observe.meter.WebhookMeters;
import io.tocsin.observe.meter.run.DoorMeters;
import io.tocsin.observe.meter.run.RedisMeters;
import io.tocsin.observe.meter.run.RunMeters;
import io.tocsin.observe.meter.voice.StepMeters;
import io.tocsin.plan.Suppression;
import io.tocsin.report.TotalsStore;
import io.tocsin.send.voice.agi.AgiListener;
import io.tocsin.store.facade.Store;
import io.tocsin.store.facade.StoreFigures;
import io.tocsin.store.ported.RedisPorted;
import io.tocsin.store.redis.RoundTrips;
import io.tocsin.store.redis.link.PoolUse;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The meters of this node, wired: each shows from the start what the configuration says there will
 * be, as the growth of a counter that is not there before its first event is not seen.
 */
final class Instruments {
    private static final Duration TOTALS_EVERY = Duration.ofSeconds(2);
    private static final Duration REDIS_EVERY = Duration.ofSeconds(5);

    private final Meters meters;
    private final TocsinConfig config;
    private final Clock clock;

    /** None is shown yet. */
    Instruments(Meters meters, TocsinConfig config, Clock clock) {
        this.meters = meters;
        this.config = config;
        this.clock = clock;
    }

    /** All of them. */
    Meters meters() {
        return meters;
    }

    /** Those of the talk with Redis; {@code up} answers at once. */
    RoundTrips roundTrips(LongSupplier ticker, BooleanSupplier up) {
        return new RedisWatch(ticker, new StoreMeters(meters, up));
    }

    /** Those of all warnings, read again and again. */
    Probe totals(TotalsStore read) {
        TotalsMeters shown = new TotalsMeters(meters, clock);
        return TaskMeters.watched(meters, "totals",
                new Probe("the counters of all warnings", () -> shown.take(read.totals()), TOTALS_EVERY, clock));
    }

    /** Those of Redis itself, asked again and again. */
    Probe redis(Store store) {
        RedisMeters shown = new RedisMeters(meters, () -> {
            PoolUse use = store.base().redis().use();
            return new RedisMeters.Pool(use.used(), use.idle(), use.waiting(), use.most());
        });
        return TaskMeters.watched(meters, "redis-figures", new Probe("the figures of Redis", () -> {
            StoreFigures told = store.figures();
            shown.take(new RedisMeters.Figures(told.cpuSeconds(), told.memoryBytes(), told.mostMemoryBytes(),
                    told.clients(), told.fileBytes(), told.rewriting()));
        }, REDIS_EVERY, clock));
    }

    /** Those of the process. */
    void process(EventLoops loops, Health health) {
        new RunMeters(meters, loops::pendingTasks, () -> health.notReady().isEmpty() ? 1 : 0);
    }

    /** Those of how busy the HTTP door is. */
    void door(HttpServer http) {
        new DoorMeters(meters, () -> {
            HttpUse use = http.use();
            return new DoorMeters.Use(use.requests(), use.mostRequests(), use.bodies(), use.mostBodies(),
                    use.streams(), use.mostStreams(),
                    use.pendingTasks());
        });
    }

    /** Those of calls' steps; {@code other} hears of them too. */
    AgiListener steps(AgiListener other) {
        StepMeters shown = new StepMeters(meters);
        config.voice().dialogs().stream().filter(dialog -> !dialog.draft())
                .forEach(dialog -> shown.expect(dialog.name(), dialog.content().states().keySet()));
        return shown.and(other);
    }

    /** Those of numbers that changed their operator. */
    void ported(RedisPorted numbers) {
        meters.gauge("tocsin.ported.numbers", "Numbers that this node knows to have changed their operator",
                numbers::known);
        meters.counter("tocsin.ported.learned", "What carriers' answers taught this node about such numbers",
                numbers::learned);
    }

    /** Those of dispatch. */
    DispatchMeters dispatch() {
        DispatchMeters shown = new DispatchMeters(meters);
        meters.gauge("tocsin.settle.pending.limit", "How many of them there may be; at the bound nothing more is sent",
                () -> config.settle().maxPending());
        Suppression rules = new Rules(config).suppression();
        for (Grade grade : Grade.values()) {
            meters.gauge("tocsin.quiet.hours", "1 while warnings of the grade wait for the end of quiet hours",
                    () -> rules.obeys(grade) && rules.isQuiet(clock.instant()) ? 1 : 0, "grade", grade.code());
        }
        config.templates().keySet().forEach(shown::expect);
        config.carriers().values().forEach(carrier -> {
            switch (carrier) {
                case CarrierConfig.Sms(_, var account) -> shown.expect(account.name(), Channel.SMS);
                case CarrierConfig.Voice trunk -> shown.expect(trunk.trunk().name(), Channel.VOICE);
            }
        });
        return shown;
    }

    /** Those of receipts. */
    ReceiptMeters receipts() {
        ReceiptMeters shown = new ReceiptMeters(meters, clock, config.timezone());
        config.carriers().values().forEach(carrier -> {
            if (carrier instanceof CarrierConfig.Sms(_, var account)) {
                shown.expect(account.name());
            }
        });
        return shown;
    }

    /** Those of what comes in. */
    IntakeMeters intake() {
        IntakeMeters shown = new IntakeMeters(meters);
        config.clients().keySet().forEach(shown::expect);
        return shown;
    }

    /** Those of webhooks. */
    WebhookMeters webhooks() {
        WebhookMeters shown = new WebhookMeters(meters);
        config.clients().values().stream().filter(client -> client.callbackUrl() != null)
                .forEach(client -> shown.expect(client.name()));
        return shown;
    }
}

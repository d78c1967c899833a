package io.tocsin.http;

import io.tocsin.config.value.Rate;
import io.tocsin.config.value.CryptoProfile;
import io.tocsin.config.value.Secret;
import io.tocsin.ingest.BatchIds;
import io.tocsin.ingest.Intake;
import io.tocsin.ingest.IntakeClock;
import io.tocsin.ingest.IntakeListener;
import io.tocsin.ingest.batch.BatchIntake;
import io.tocsin.ingest.limit.ClientGates;
import io.tocsin.ingest.limit.ClientLimits;
import io.tocsin.store.RetentionConfig;
import io.tocsin.store.StoreConfig;
import io.tocsin.store.facade.Store;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** One node: {@code POST /v1/batches} in front of a real Redis. Closing it is a clean stop. */
final class RealIntake implements AutoCloseable {
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    final Store store;
    final Door door;

    RealIntake(int redis, Path dir, long seed) {
        store = Store.open(
                new StoreConfig(Secret.of("redis://127.0.0.1:" + redis), dir, 8, null, false, CryptoProfile.INTL),
                RetentionConfig.defaults(), new Store.Outside(InstantSource.system(), scheduler,
                        new Random(seed)::nextBytes, String.valueOf(System.getenv("PATH"))));
        ClientLimits limits = new ClientLimits(Rate.perSecond(10_000_000), 10_000_000);
        ClientGates gates = new ClientGates(Map.of("watchman", limits, "other", limits), limits, store.intake(),
                new Wall());
        door = new Door(new BatchSubmission(new BatchIntake(store.intake(), store.submissions(), Intake.RULES, gates,
                new Wall(), new BatchIds(InstantSource.system(), new Random(seed)), IntakeListener.NONE), Door.READY,
                BatchSubmission.IDLE, System::nanoTime));
    }

    HttpResponse<String> post(String key, String body) {
        return door.send("/v1/batches", b -> b.header("Authorization", "Bearer watchman-key")
                .header("Content-Type", BatchDoor.NDJSON).header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body)));
    }

    @Override
    public void close() {
        door.close();
        store.close();
        scheduler.shutdownNow();
    }

    private static final class Wall implements IntakeClock {
        @Override
        public Instant instant() {
            return InstantSource.system().instant();
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration time) throws InterruptedException {
            Thread.sleep(time);
        }
    }
}

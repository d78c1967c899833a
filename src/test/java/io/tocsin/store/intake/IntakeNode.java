package io.tocsin.store.intake;

import io.tocsin.ingest.NewWarning;
import io.tocsin.ingest.RowOutcome;
import io.tocsin.store.RedisSource;
import io.tocsin.store.block.BlockCache;
import io.tocsin.store.block.Blocks;
import io.tocsin.store.node.Names;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.secret.BlockCipher;
import io.tocsin.store.secret.PhoneKeys;
import io.tocsin.store.secret.RefKeys;
import io.tocsin.store.secret.StoreKey;
import io.tocsin.warning.Batch;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Lane;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Phone;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** A node that only takes in. */
final class IntakeNode implements AutoCloseable {
    static final int PARTITIONS = 4;
    static final StoreKey KEY = new StoreKey("0123456789abcdef0123456789abcdef".getBytes(
            java.nio.charset.StandardCharsets.US_ASCII));
    final Redis redis;
    final Blocks blocks;
    final BlockIntake intake;
    final PhoneKeys phones = new PhoneKeys(KEY, PARTITIONS);
    final Queue<Lane> ready = new ConcurrentLinkedQueue<>();
    final Queue<BatchId> closed = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

    IntakeNode(RedisSource server) {
        this(server, PARTITIONS, new Random(7));
    }

    IntakeNode(RedisSource server, int partitions, Random nonces) {
        this(server, partitions, nonces, InstantSource.system());
    }

    IntakeNode(RedisSource server, int partitions, Random nonces, InstantSource clock) {
        redis = server.connect();
        Names clients = new Names(redis, Keys.CLIENTS, 65_535);
        blocks = new Blocks(redis, new BlockCipher(KEY, nonces::nextBytes), clients, new BlockCache(16 << 20));
        intake = new BlockIntake(
                new BlockIntake.Shared(redis, partitions, blocks, clients, new PhoneKeys(KEY, partitions),
                        new RefKeys(KEY, partitions)),
                new BlockIntake.Retention(Duration.ofDays(30), Duration.ofDays(7), Duration.ofDays(3)), closed::add,
                (_, lane) -> ready.add(lane), clock, scheduler);
    }

    Batch batch(String id) {
        Batch batch = new Batch(new BatchId(id), "watchman", "", "default", Grade.LOW, Instant.ofEpochMilli(1_000),
                null,
                null);
        intake.create(batch);
        return batch;
    }

    /** Submits rows and waits for their outcomes. */
    Map<Long, RowOutcome> submit(Batch batch, List<NewWarning> rows) {
        Map<Long, RowOutcome> outcomes = new ConcurrentHashMap<>();
        try (var writer = intake.open(batch, outcomes::put)) {
            rows.forEach(writer::add);
            writer.flush();
        }
        return outcomes;
    }

    static NewWarning row(long row, String ref, String phone) {
        return row(row, ref, phone, Grade.LOW, null);
    }

    static NewWarning row(long row, String ref, String phone, Grade grade,
            @org.jspecify.annotations.Nullable Instant notBefore) {
        return new NewWarning(row, ref, new Phone(phone), Operator.MOBILE, grade, Channel.SMS, "default",
                new NewWarning.Fields("刷单返利", "张三丰", Map.of("city", "呼伦贝尔"), notBefore, null));
    }

    static String phone(long n) {
        return "86138" + String.format("%08d", n);
    }

    @Override
    public void close() {
        intake.close();
        scheduler.shutdownNow();
        redis.close();
    }
}

package io.tocsin.store.receipt;

import io.tocsin.dispatch.WorkStore;
import io.tocsin.dispatch.WorkStore.Claimed;
import io.tocsin.ingest.NewWarning;
import io.tocsin.report.ReceiptStore.Match;
import io.tocsin.store.RealRedis;
import io.tocsin.store.RetentionConfig;
import io.tocsin.store.StoreRig;
import io.tocsin.store.intake.BlockIntake;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.secret.RefKeys;
import io.tocsin.store.work.Steps;
import io.tocsin.warning.Batch;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Lane;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Receipt;
import io.tocsin.warning.Transition;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Measures the whole life of warnings in the store: {@code LifeRate [warnings] [rounds] [group]
 * [pool] [batch]}. Receipts come in groups, in random order within a pool of so many per partition;
 * warnings are of three operators and come in batches of so many. Not a test: rates swing with the
 * machine; what repeats is Redis' CPU per warning.
 */
public final class LifeRate {
    private static final int PARTITIONS = 8;
    private static final List<Operator> OPERATORS = List.of(Operator.MOBILE, Operator.UNICOM, Operator.TELECOM);
    private static final List<Lane> LANES = OPERATORS.stream()
            .map(operator -> new Lane(Channel.SMS, operator, Grade.LOW)).toList();
    private final StoreRig rig;
    private final WorkStore work;
    private final RedisReceiptStore receipts;
    private final BlockIntake intake;
    private final int warnings;
    private final int group;
    private final int pool;
    private final int perBatch;

    private LifeRate(StoreRig rig, BlockIntake intake, int warnings, int group, int pool, int perBatch) {
        this.rig = rig;
        this.work = rig.work().workStore();
        this.receipts = new RedisReceiptStore(rig.base(), rig.work(), RetentionConfig.defaults(), ZoneOffset.UTC);
        this.intake = intake;
        this.warnings = warnings;
        this.group = group;
        this.pool = pool;
        this.perBatch = perBatch;
    }

    /** Runs it. */
    public static void main(String[] args) throws InterruptedException {
        int warnings = number(args, 0, 183_370);
        int rounds = number(args, 1, 5);
        int group = number(args, 2, 512);
        int pool = number(args, 3, 4096);
        int perBatch = number(args, 4, warnings);
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        try (RealRedis server = RealRedis.started(); StoreRig rig = new StoreRig(server, PARTITIONS)) {
            var shared = new BlockIntake.Shared(rig.redis(), PARTITIONS, rig.base().blocks(),
                    rig.base().names().clients(), rig.base().phones(), new RefKeys(StoreRig.KEY, PARTITIONS));
            try (BlockIntake intake = new BlockIntake(shared,
                    new BlockIntake.Retention(Duration.ofDays(30), Duration.ofDays(7), Duration.ofDays(3)),
                    rig.work().completion()::check, rig.work().readiness()::ring, InstantSource.system(), scheduler)) {
                LifeRate rate = new LifeRate(rig, intake, warnings, group, pool, perBatch);
                for (int round = 0; round < rounds; round++) {
                    rate.round(round);
                }
            }
        } finally {
            scheduler.shutdownNow();
        }
    }

    private static int number(String[] args, int at, int fallback) {
        return args.length > at ? Integer.parseInt(args[at]) : fallback;
    }

    /** What is measured of one stage. */
    private record Mark(long nanos, double cpu) {}

    private Mark mark() {
        return new Mark(System.nanoTime(), cpu());
    }

    private void round(int round) throws InterruptedException {
        List<Mark> marks = new ArrayList<>(List.of(mark()));
        for (int from = 0; from < warnings; from += perBatch) {
            accept(round, from);
        }
        marks.add(mark());
        List<List<Claimed>> claimed = new ArrayList<>();
        IntStream.range(0, PARTITIONS).forEach(_ -> claimed.add(new ArrayList<>()));
        everywhere(p -> claimAll(p, claimed.get(p)));
        marks.add(mark());
        everywhere(p -> settle(p, claimed.get(p)));
        marks.add(mark());
        AtomicLong reached = new AtomicLong();
        everywhere(p -> reached.addAndGet(deliver(p, claimed.get(p), new Random(round * 31L + p))));
        marks.add(mark());
        print(round, marks, reached.get());
    }

    private void accept(int round, int from) {
        Batch batch = new Batch(new BatchId(String.format("batch%03d%08d", round, from)), StoreRig.CLIENT, "",
                "default", Grade.LOW, Instant.ofEpochMilli(1_000), null, null);
        intake.create(batch);
        try (var writer = intake.open(batch, (_, _) -> {
        })) {
            for (int i = from; i < Math.min(warnings, from + perBatch); i++) {
                writer.add(row(round, i));
            }
            writer.flush();
        }
        intake.close(batch.id(), 0, 0);
    }

    private static NewWarning row(int round, int i) {
        return new NewWarning(i, "R" + round + "-" + (1_000_000 + i),
                new Phone("86139" + String.valueOf(100_000_000L + (i * 7919L + round) % 100_000_000L).substring(1)),
                OPERATORS.get(i % 3), Grade.LOW, Channel.SMS, "default",
                new NewWarning.Fields("刷单返利", "王小明", Map.of("city", "呼伦贝尔"), null, null));
    }

    private interface Stage {
        void run(int partition);
    }

    private static void everywhere(Stage stage) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(PARTITIONS);
        for (int p = 0; p < PARTITIONS; p++) {
            int partition = p;
            Thread.ofVirtual().start(() -> {
                try {
                    stage.run(partition);
                } finally {
                    done.countDown();
                }
            });
        }
        done.await();
    }

    private void claimAll(int partition, List<Claimed> into) {
        WorkStore.Claim claim;
        do {
            claim = work.claim(partition, "cmcc", LANES, 512);
            into.addAll(claim.warnings());
        } while (claim.more());
    }

    private static String id(Claimed each) {
        // As long as a CMPP message id in decimal.
        return Long.toString(
                1_000_000_000_000_000_000L + each.standing().warning().id().packed() % 1_000_000_000_000_000L);
    }

    private void settle(int partition, List<Claimed> claimed) {
        for (int from = 0; from < claimed.size(); from += group) {
            List<Transition> steps = claimed.subList(from, Math.min(claimed.size(), from + group)).stream()
                    .map(each -> Steps.taken(each, id(each))).toList();
            if (work.apply(partition, steps).cardinality() != steps.size()) {
                throw new IllegalStateException("stale");
            }
        }
    }

    /** Within each pool in random order. */
    private long deliver(int partition, List<Claimed> claimed, Random random) {
        long reached = 0;
        for (int from = 0; from < claimed.size(); from += pool) {
            List<Claimed> some = new ArrayList<>(claimed.subList(from, Math.min(claimed.size(), from + pool)));
            Collections.shuffle(some, random);
            for (int at = 0; at < some.size(); at += group) {
                List<Receipt> all = some.subList(at, Math.min(some.size(), at + group)).stream()
                        .map(each -> new Receipt(id(each), "", new Cause(CauseClass.REACHED, "DELIVRD"), null))
                        .toList();
                reached += receipts.match(partition, "cmcc", all).stream()
                        .filter(Match.Applied.class::isInstance)
                        .count();
            }
        }
        return reached;
    }

    private void print(int round, List<Mark> marks, long reached) {
        String[] stages = {"accept", "claim", "apply", "receipts"};
        StringBuilder line = new StringBuilder("round " + round + ":");
        for (int i = 0; i < stages.length; i++) {
            line.append(String.format(" %s %.2f us %,.0f/s;", stages[i],
                    (marks.get(i + 1).cpu() - marks.get(i).cpu()) * 1e6 / warnings,
                    warnings * 1e9 / (marks.get(i + 1).nanos() - marks.get(i).nanos())));
        }
        Mark first = marks.getFirst();
        Mark last = marks.getLast();
        System.out.printf("%s life %.2f us %,.0f/s; %,d of %,d reached; %.0f B of Redis a warning so far%n", line,
                (last.cpu() - first.cpu()) * 1e6 / warnings, warnings * 1e9 / (last.nanos() - first.nanos()), reached,
                warnings, memory() / (double) warnings / (round + 1));
    }

    private double cpu() {
        String info = Reply.text(rig.redis().call("INFO", "cpu"));
        return field(info, "used_cpu_sys:") + field(info, "used_cpu_user:");
    }

    private double memory() {
        return field(Reply.text(rig.redis().call("INFO", "memory")), "used_memory:");
    }

    private static double field(String info, String name) {
        int at = info.indexOf(name) + name.length();
        return Double.parseDouble(info.substring(at, info.indexOf('\r', at)));
    }
}

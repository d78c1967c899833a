package io.tocsin.cli.bench;

import io.tocsin.net.Randomness;
import io.tocsin.review.Cases;
import io.tocsin.review.Finding;
import io.tocsin.review.ReviewConfig;
import io.tocsin.review.ReviewListener;
import io.tocsin.review.figure.Balance;
import io.tocsin.review.item.Claimed;
import io.tocsin.review.item.Opening;
import io.tocsin.review.item.Reason;
import io.tocsin.review.item.Reviewer;
import io.tocsin.review.rule.Units;
import io.tocsin.store.RetentionConfig;
import io.tocsin.store.StoreConfig;
import io.tocsin.store.facade.Store;
import io.tocsin.store.review.CaseBase;
import io.tocsin.store.review.read.ReviewPorts;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Phone;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code tocsin bench review}: how long a claim takes while many reviewers each claim and close
 * once a second beside a long queue. On the queue's own ports and an embedded Redis with an fsync
 * for every write.
 */
@Command(name = "review", mixinStandardHelpOptions = true, description = "Reviewers who claim and close a case each second beside a long queue: how long a claim takes.")
final class ReviewBench implements Callable<Integer> {
    private static final int FILLING = 128;
    private static final long SECOND = 1_000_000_000L;
    private static final Finding CLOSED = new Finding("dissuaded", "已劝阻", 0, 0, Map.of());

    @Option(names = "--open", defaultValue = "100000", description = "Cases that wait (default: ${DEFAULT-VALUE}).")
    private int waiting;

    @Option(names = "--reviewers", defaultValue = "300", description = "How many work (default: ${DEFAULT-VALUE}).")
    private int reviewers;

    @Option(names = "--seconds", defaultValue = "60", description = "For how long they are measured (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "10", description = "Seconds before that (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    private final Latencies claims = new Latencies();
    private final Latencies closes = new Latencies();

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        Path folder = Files.createTempDirectory("tocsin-bench-review");
        ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1,
                Thread.ofPlatform().name("tick").daemon().factory());
        RandomGenerator random = Randomness.secure();
        StoreConfig usual = StoreConfig.defaults();
        StoreConfig config = new StoreConfig(usual.redis(), folder, usual.partitions(), null, false, usual.crypto());
        try (Store store = Store.open(config, RetentionConfig.defaults(), new Store.Outside(Clock.systemUTC(),
                scheduler, random::nextBytes, System.getenv().getOrDefault("PATH", "")))) {
            ReviewPorts ports = ReviewPorts.on(CaseBase.of(store.base(), ReviewConfig.defaults(),
                    ZoneId.of("Asia/Shanghai"), new Units(Map.of()), ReviewListener.NONE, random::nextBytes));
            // More than are closed, so that as many wait at the end.
            fill(ports.cases(), waiting + (warmUp + seconds + 1) * reviewers);
            return work(store, ports) ? 0 : 1;
        } finally {
            scheduler.shutdownNow();
            delete(folder);
        }
    }

    private void fill(Cases cases, int count) throws InterruptedException, ExecutionException {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < FILLING; i++) {
                all.add(threads.submit(() -> {
                    for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
                        // A hundredth each is urgent or high.
                        Grade grade = n % 100 == 0
                                ? Grade.URGENT
                                : n % 100 == 1
                                        ? Grade.HIGH
                                        : n % 2 == 0
                                                ? Grade.MEDIUM
                                                : Grade.LOW;
                        cases.open(new Opening(new Phone("86138" + (10_000_000 + n)), grade, "刷单返利", "张三", null,
                                Reason.Kind.UPSTREAM, "bench", "", "key:bench"));
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
    }

    private boolean work(Store store, ReviewPorts ports) throws InterruptedException, ExecutionException {
        PrintWriter out = spec.commandLine().getOut();
        double before = store.figures().cpuSeconds();
        long begin = System.nanoTime();
        long measured = begin + warmUp * SECOND;
        long end = measured + seconds * SECOND;
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < reviewers; i++) {
                int number = i;
                all.add(threads.submit(() -> review(ports.cases(), number, begin, measured, end)));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        double took = (System.nanoTime() - begin) / 1e9;
        Balance balance = ports.reads().balance();
        new Figures("review").put("reviewers", reviewers).put("open", balance.open()).put("closed", balance.done())
                .put("claims", claims.count()).put("claimP50Ms", claims.millis(0.5))
                .put("claimP99Ms", claims.millis(0.99)).put("claimMaxMs", claims.longestMillis())
                .put("closeP50Ms", closes.millis(0.5)).put("closeP99Ms", closes.millis(0.99))
                .put("redisCpu", (store.figures().cpuSeconds() - before) / took)
                .put("redisMiB", store.figures().memoryMiB()).put("balances", balance.holds()).print(out);
        return balance.holds();
    }

    /** One reviewer: claims and closes in every second, at a time of its own within it. */
    private void review(Cases cases, int number, long begin, long measured, long end) {
        Reviewer who = new Reviewer("r" + number, null);
        long next = begin + number * SECOND / reviewers;
        while (next < end) {
            long wait = next - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
                continue;
            }
            List<Claimed> claimed = cases.claim(who, 1);
            long got = System.nanoTime();
            for (Claimed each : claimed) {
                cases.decide(who, each.item().row().id(), each.token(), CLOSED);
            }
            if (next >= measured) {
                // What came late because the one before took long counts from when it was due.
                claims.step(got - next);
                closes.step(System.nanoTime() - got);
            }
            next += SECOND;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}

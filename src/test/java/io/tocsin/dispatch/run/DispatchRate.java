package io.tocsin.dispatch.run;

import com.sun.management.OperatingSystemMXBean;
import io.tocsin.dispatch.DispatchListener;
import io.tocsin.dispatch.DispatchSettings;
import io.tocsin.dispatch.RouteConfig;
import io.tocsin.dispatch.text.Texts;
import io.tocsin.dispatch.loop.Clocks;
import io.tocsin.dispatch.settle.Decisions;
import io.tocsin.dispatch.settle.Playbooks;
import io.tocsin.plan.AmbiguousRule;
import io.tocsin.plan.Playbook;
import io.tocsin.plan.RetryRules;
import io.tocsin.plan.Step;
import io.tocsin.plan.Suppression;
import io.tocsin.send.Answer;
import io.tocsin.send.Carrier;
import io.tocsin.send.CarrierEvents;
import io.tocsin.send.CarrierHealth;
import io.tocsin.send.Outgoing;
import io.tocsin.store.RealRedis;
import io.tocsin.store.StoreRig;
import io.tocsin.store.redis.Reply;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Lane;
import io.tocsin.warning.MessageRef;
import io.tocsin.warning.Operator;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures dispatch on a real Redis with a carrier that answers at once:
 * {@code DispatchRate [blocks]
 * [rounds] [block] [maxPending]}. Not a test: rates swing with the machine; CPU per warning
 * repeats.
 */
public final class DispatchRate {
    private static final int PARTITIONS = 8;
    private static final Lane LOW = new Lane(Channel.SMS, Operator.MOBILE, Grade.LOW);

    private DispatchRate() {}

    /** Runs it. */
    public static void main(String[] args) {
        int blocks = number(args, 0, 40);
        int rounds = number(args, 1, 5);
        int size = number(args, 2, 500);
        int maxPending = number(args, 3, 2000);
        try (RealRedis server = RealRedis.started(); StoreRig rig = new StoreRig(server, PARTITIONS)) {
            for (int round = 0; round < rounds; round++) {
                round(rig, round, blocks, size, maxPending);
            }
        }
    }

    private static int number(String[] args, int at, int fallback) {
        return args.length > at ? Integer.parseInt(args[at]) : fallback;
    }

    private static void round(StoreRig rig, int round, int blocks, int size, int maxPending) {
        BatchId batch = rig.batch("round" + round);
        for (int i = 0; i < blocks; i++) {
            for (int p = 0; p < PARTITIONS; p++) {
                rig.accept(batch, p, LOW, size);
            }
        }
        Clocks clocks = new Clocks(InstantSource.system(), System::nanoTime);
        AtomicInteger settled = new AtomicInteger();
        AtomicInteger applies = new AtomicInteger();
        AtomicInteger claims = new AtomicInteger();
        DispatchListener listener = new DispatchListener() {
            @Override
            public void settled(int partition, int applied, int stale, long nanos) {
                settled.addAndGet(applied);
                applies.incrementAndGet();
            }

            @Override
            public void claimed(String carrier, int warnings) {
                claims.incrementAndGet();
            }
        };
        Playbook playbook = Playbook.chain("default", List.of(new Step(Channel.SMS, "t", 3, false)), RetryRules.fast());
        Decisions decisions = new Decisions(new Playbooks(Map.of("default", playbook), "default"), Map.of(),
                new AmbiguousRule(Duration.ofSeconds(60), AmbiguousRule.Then.RESEND), clocks.wall(), 7);
        Dispatcher dispatcher = new Dispatcher(
                new DispatchPorts(rig.work().workStore(), rig.work().controlStore(), rig.work().contactStore(),
                        listener),
                new DispatchRules(DispatchSettings.defaults().withMaxPending(maxPending), decisions,
                        Suppression.none(),
                        new Texts(Map.of("t", "{signature}{name}您好，您可能正在遭遇{fraudType}诈骗，请勿转账，如有疑问请拨打96110。"), false,
                                listener)),
                clocks);
        Echo echo = new Echo(1024,
                dispatcher.events((_, _, receipts) -> receipts.refused(), (_, _, replies) -> replies.refused()));
        dispatcher.add(echo, new RouteConfig(Set.of(), 100, null, RouteConfig.defaults().ambiguous()), "【某某反诈中心】");
        int all = blocks * PARTITIONS * size;
        double redis = redisCpu(rig);
        long cpu = cpu();
        long begin = System.nanoTime();
        dispatcher.start();
        while (settled.get() < all && System.nanoTime() - begin < 60_000_000_000L) {
            LockSupport.parkNanos(1_000_000);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                "round %d: %,d of %,d in %.2f s, %,.0f/s; process %.2f us, Redis %.2f us a warning; %d claims of %d, %d applies of %d%n",
                round, settled.get(), all, seconds, all / seconds, (cpu() - cpu) / 1e3 / all,
                (redisCpu(rig) - redis) * 1e6 / all, claims.get(), all / Math.max(1, claims.get()), applies.get(),
                all / Math.max(1, applies.get()));
        dispatcher.close(Duration.ofSeconds(5));
        echo.close(Duration.ZERO);
        if (dispatcher.pending() != 0) {
            throw new IllegalStateException("not all is durable");
        }
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static double redisCpu(StoreRig rig) {
        String info = Reply.text(rig.redis().call("INFO", "cpu"));
        return field(info, "used_cpu_sys:") + field(info, "used_cpu_user:");
    }

    private static double field(String info, String name) {
        int at = info.indexOf(name) + name.length();
        return Double.parseDouble(info.substring(at, info.indexOf('\r', at)));
    }

    /** Answers everything at once on a thread of its own. */
    private static final class Echo implements Carrier {
        private static final AttemptEnd ACCEPTED = new AttemptEnd.Accepted();
        private final int window;
        private final CarrierEvents events;
        private final AtomicInteger used = new AtomicInteger();
        private final ExecutorService loop = Executors.newSingleThreadExecutor();
        private long id = 1_000_000_000_000_000_000L + System.nanoTime();

        private Echo(int window, CarrierEvents events) {
            this.window = window;
            this.events = events;
        }

        @Override
        public String name() {
            return "cmcc";
        }

        @Override
        public Channel channel() {
            return Channel.SMS;
        }

        @Override
        public void start() {}

        @Override
        public int capacity() {
            return window - used.get();
        }

        @Override
        public int cost(String text) {
            return 1;
        }

        @Override
        public void send(List<Outgoing> attempts) {
            used.addAndGet(attempts.size());
            loop.execute(() -> {
                List<Answer> answers = new ArrayList<>(attempts.size());
                for (Outgoing out : attempts) {
                    answers.add(new Answer(out.tag(), ACCEPTED, List.of(new MessageRef(Long.toString(id++), 0, 1))));
                }
                used.addAndGet(-attempts.size());
                events.answered(this, answers);
            });
        }

        @Override
        public CarrierHealth health() {
            return new CarrierHealth(1, 1, used.get(), window, "");
        }

        @Override
        public void close(Duration limit) {
            loop.shutdown();
        }
    }
}

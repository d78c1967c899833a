package io.tocsin.store.intake;

import io.tocsin.ingest.IntakeStore.Writer;
import io.tocsin.ingest.NewWarning;
import io.tocsin.store.RealRedis;
import io.tocsin.store.redis.Reply;
import io.tocsin.warning.Batch;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Phone;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures how fast rows become durable: {@code IntakeRate [warnings] [rounds] [rows per batch]}.
 * Not a test: rates swing with the machine. Prints per round the rate, Redis' CPU per warning and
 * its memory.
 */
public final class IntakeRate {
    private static final Operator[] OPERATORS = {Operator.MOBILE, Operator.MOBILE, Operator.UNICOM, Operator.TELECOM};
    private static final String[] KINDS = {"刷单返利", "冒充客服", "虚假投资理财", "冒充公检法"};

    private IntakeRate() {}

    /** Runs it. */
    public static void main(String[] args) {
        int warnings = args.length > 0 ? Integer.parseInt(args[0]) : 183_370;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        int perBatch = args.length > 2 ? Integer.parseInt(args[2]) : warnings;
        try (RealRedis server = RealRedis.started(); IntakeNode node = new IntakeNode(server, 8, new Random(1))) {
            for (int round = 0; round < rounds; round++) {
                round(node, round, warnings, perBatch);
            }
        }
    }

    private static void round(IntakeNode node, int round, int warnings, int perBatch) {
        AtomicLong told = new AtomicLong();
        double cpu = cpu(node);
        double own = ownCpu();
        long memory = memory(node);
        long began = System.nanoTime();
        for (int from = 0; from < warnings; from += perBatch) {
            Batch batch = node.batch(String.format("batch%03d%08d", round, from));
            try (Writer writer = node.intake.open(batch, (_, _) -> told.incrementAndGet())) {
                for (int i = from; i < Math.min(warnings, from + perBatch); i++) {
                    writer.add(row(round, i));
                }
                writer.flush();
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "round %d: %,d of %,d in %.2f s = %,.0f/s; a warning takes %.2f us here, %.2f us and %.0f B in Redis%n",
                round, told.get(), warnings, seconds, warnings / seconds, (ownCpu() - own) * 1e6 / warnings,
                (cpu(node) - cpu) * 1e6 / warnings,
                (double) (memory(node) - memory) / warnings);
    }

    private static NewWarning row(int round, int i) {
        return new NewWarning(i, "R" + round + "-" + (1_000_000 + i),
                new Phone("86139" + String.valueOf(100_000_000L + (i * 7919L + round) % 100_000_000L).substring(1)),
                OPERATORS[i & 3], Grade.LOW, Channel.SMS, "default", new NewWarning.Fields(KINDS[i >> 2 & 3], "王小明",
                        Map.of("city", "呼伦贝尔", "amount", Integer.toString(i % 10_000)), null, null));
    }

    private static double ownCpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }

    private static double cpu(IntakeNode node) {
        String info = Reply.text(node.redis.call("INFO", "cpu"));
        return field(info, "used_cpu_sys:") + field(info, "used_cpu_user:");
    }

    private static long memory(IntakeNode node) {
        return (long) field(Reply.text(node.redis.call("INFO", "memory")), "used_memory:");
    }

    private static double field(String info, String name) {
        int at = info.indexOf(name) + name.length();
        return Double.parseDouble(info.substring(at, info.indexOf('\r', at)));
    }
}

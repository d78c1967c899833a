package io.tocsin.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Gives a decoder {@code -Dfuzz.inputs} (200,000) spoilt samples and holds it to three things: only
 * declared exceptions leave it, it allocates no more than so many bytes for an input of that
 * length, and it comes to an end. A failure shows the input; {@code -Dseed} repeats a run.
 */
public final class Fuzz {
    private static final int INPUTS = 200_000;
    /** No decoder takes this long, on any machine. */
    private static final Duration ENDLESS = Duration.ofSeconds(60);
    private static final int TRIES = 1000;
    private static final int SHOWN = 2048;
    private static final int MOST_DEEDS = 4096;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final List<byte[]> samples;
    private final List<String> words = new ArrayList<>();
    private final List<Class<? extends Exception>> declared = new ArrayList<>();
    private long base = 64 * 1024;
    private long perByte = 64;
    private int oneIn = 1;
    private int workers = 2;

    /** What is given inputs. */
    @FunctionalInterface
    public interface Target {
        /**
         * Decodes an input.
         *
         * @return what it came to, in few words: inputs that come to something new are spoilt further
         */
        Object decode(byte[] input) throws Exception;
    }

    private Fuzz(List<byte[]> samples) {
        this.samples = samples;
    }

    /** Begins with valid samples. */
    public static Fuzz of(List<byte[]> samples) {
        return new Fuzz(List.copyOf(samples));
    }

    /** Begins with valid samples in UTF-8. */
    public static Fuzz ofTexts(String... samples) {
        return of(Arrays.stream(samples).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList());
    }

    /** Words of the format that are put in wrong places. */
    public Fuzz words(String... more) {
        words.addAll(List.of(more));
        return this;
    }

    /** How much may be allocated for an input, bytes. */
    public Fuzz allocating(long atMost, long perByteOfInput) {
        base = atMost;
        perByte = perByteOfInput;
        return this;
    }

    /** What the decoder says it throws. */
    @SafeVarargs
    public final Fuzz declaring(Class<? extends Exception>... exceptions) {
        for (Class<? extends Exception> each : exceptions) {
            declared.add(each);
        }
        return this;
    }

    /** Only every so-manieth of the inputs, for a decoder that is slow. */
    public Fuzz oneIn(int many) {
        oneIn = many;
        return this;
    }

    /** Seeds of a parameterized test: one, or {@code -Dseed}. */
    public static LongStream seeds() {
        return LongStream.of(Long.getLong("seed", 1));
    }

    /** How many inputs a decoder gets. */
    public static long inputs() {
        return Long.getLong("fuzz.inputs", INPUTS);
    }

    /** One input at a time, for a target that cannot take two. */
    public Fuzz alone() {
        workers = 1;
        return this;
    }

    /** Runs it; throws what broke the rules, with the input. */
    public void run(long seed, Target target) throws InterruptedException {
        List<Worker> all = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            all.add(new Worker("seed " + seed + ", worker " + i, new Mutator(31 * seed + i, samples, words), target));
        }
        for (Worker each : all) {
            each.await();
        }
    }

    /** One thread's share of the inputs. */
    private final class Worker implements Runnable {
        private final String name;
        private final Mutator mutator;
        private final Target target;
        private final AtomicLong begun = new AtomicLong();
        private final Thread thread;
        private volatile byte[] current = new byte[0];
        private volatile @Nullable AssertionError failure;

        Worker(String name, Mutator mutator, Target target) {
            this.name = name;
            this.mutator = mutator;
            this.target = target;
            this.thread = Thread.ofPlatform().daemon().name("fuzz").start(this);
        }

        void await() throws InterruptedException {
            for (long before = -1; !thread.join(ENDLESS); before = begun.get()) {
                if (before == begun.get()) {
                    AssertionError endless = new AssertionError(name + ", input " + before
                            + " was not decoded in " + ENDLESS + "\n" + shown(current));
                    endless.setStackTrace(thread.getStackTrace());
                    throw endless;
                }
            }
            AssertionError broken = failure;
            if (broken != null) {
                throw broken;
            }
        }

        @Override
        public void run() {
            try {
                all(Math.max(1, inputs() / oneIn / workers));
            } catch (Throwable e) {
                failure = new AssertionError(name + ", input " + begun.get() + ": " + e.getMessage() + "\n"
                        + shown(current), e);
            }
        }

        private void all(long count) {
            Set<Object> deeds = new HashSet<>();
            // Unspoilt first: they load classes, which is not what an input costs.
            for (int i = 0; i < 3; i++) {
                for (byte[] sample : samples) {
                    current = sample;
                    deeds.add(deed(target, sample.clone()));
                }
            }
            for (long i = 0; i < count; i++) {
                byte[] input = mutator.next();
                current = input;
                begun.incrementAndGet();
                long before = THREADS.getCurrentThreadAllocatedBytes();
                Object deed = deed(target, input.clone());
                if (THREADS.getCurrentThreadAllocatedBytes() - before > base + perByte * input.length) {
                    again(target, input);
                }
                if (deeds.size() < MOST_DEEDS && deeds.add(deed)) {
                    mutator.learn(input);
                }
            }
        }
    }

    /**
     * What is allocated once only, to link code that was not gone before, is no fault. Nor is Jackson's
     * table of field names, which is copied for a new name, again and again as long as another worker's
     * copy wins: hence so many tries.
     */
    private void again(Target target, byte[] input) {
        long most = base + perByte * input.length;
        long least = Long.MAX_VALUE;
        for (int i = 0; i < TRIES && least > most; i++) {
            byte[] copy = input.clone();
            long before = THREADS.getCurrentThreadAllocatedBytes();
            deed(target, copy);
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        if (least > most) {
            throw new AssertionError("allocated " + least + " bytes for an input of " + input.length
                    + ", expected at most " + most);
        }
    }

    private Object deed(Target target, byte[] input) {
        try {
            return target.decode(input);
        } catch (Exception e) {
            for (Class<? extends Exception> each : declared) {
                if (each.isInstance(e)) {
                    return each;
                }
            }
            throw new AssertionError("got " + e + ", expected it to be told", e);
        }
    }

    private static String shown(byte[] input) {
        byte[] head = input.length > SHOWN ? Arrays.copyOf(input, SHOWN) : input;
        return input.length + " bytes: " + HexFormat.of().formatHex(head) + "\n"
                + new String(head, StandardCharsets.UTF_8);
    }
}

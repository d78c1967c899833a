package io.tocsin.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Spoils valid samples: flipped bits, numbers at their edges (lengths that lie), cuts, splices of
 * two samples, repeats, and words of the format in wrong places. What did something new may be
 * learned and is spoilt further. The same seed does the same.
 */
final class Mutator {
    private static final int MOST_SAMPLES = 512;
    private static final int MOST_LENGTH = 4096;
    /** One in so many inputs is made longer than any bound. */
    private static final int RARELY = 5000;
    private static final int HUGE = 80 * 1024;
    private static final int[] EDGES = {0, 1, -1, 127, 128, 255, 256, 4095, 4096, 8191, 8192, 8193, 65_535, 65_536,
            1 << 20, (1 << 20) + 1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 30};

    private final SplittableRandom random;
    private final List<byte[]> samples;
    private final int given;
    private final List<byte[]> words;

    Mutator(long seed, List<byte[]> samples, List<String> words) {
        this.random = new SplittableRandom(seed);
        this.samples = new ArrayList<>(samples);
        this.given = samples.size();
        this.words = words.stream().map(word -> word.getBytes(StandardCharsets.UTF_8)).toList();
    }

    /** Keeps an input that did something new; beyond the bound it takes the place of another such. */
    void learn(byte[] input) {
        if (input.length > MOST_LENGTH) {
            return;
        }
        if (samples.size() < MOST_SAMPLES) {
            samples.add(input);
        } else {
            samples.set(given + random.nextInt(MOST_SAMPLES - given), input);
        }
    }

    /** The next input. */
    byte[] next() {
        byte[] input = sample();
        for (int n = random.nextInt(5); n >= 0; n--) {
            input = spoilt(input);
        }
        if (random.nextInt(RARELY) == 0) {
            return repeated(input, HUGE);
        }
        return input.length > MOST_LENGTH ? Arrays.copyOf(input, MOST_LENGTH) : input;
    }

    private byte[] sample() {
        return samples.get(random.nextInt(samples.size())).clone();
    }

    private byte[] spoilt(byte[] in) {
        if (in.length == 0) {
            return noise(1 + random.nextInt(16));
        }
        int at = random.nextInt(in.length);
        return switch (random.nextInt(12)) {
            case 0 -> with(in, at, (byte) (in[at] ^ (1 << random.nextInt(8))));
            case 1 -> with(in, at, (byte) random.nextInt());
            case 2 -> with(in, at, (byte) EDGES[random.nextInt(6)]);
            case 3 -> number(in, at, EDGES[random.nextInt(EDGES.length)]);
            // Where lengths stand: at the beginning.
            case 4 -> number(in, random.nextInt(Math.min(in.length, 8)), random.nextInt(in.length + 64));
            case 5 -> Arrays.copyOf(in, at);
            case 6 -> joined(Arrays.copyOf(in, at), tail(sample()));
            case 7 -> joined(in, sample());
            case 8 -> inserted(in, at, Arrays.copyOfRange(in, at, end(in, at)));
            case 9 -> joined(Arrays.copyOf(in, at), Arrays.copyOfRange(in, end(in, at), in.length));
            case 10 -> inserted(in, at, noise(1 + random.nextInt(8)));
            default -> words.isEmpty()
                    ? with(in, at, (byte) ~in[at])
                    : inserted(in, at, words.get(random.nextInt(words.size())));
        };
    }

    private static byte[] with(byte[] in, int at, byte value) {
        in[at] = value;
        return in;
    }

    /** Big-endian, one to four octets wide. */
    private byte[] number(byte[] in, int at, int value) {
        int width = Math.min(1 << random.nextInt(3), in.length - at);
        for (int i = 0; i < width; i++) {
            in[at + i] = (byte) (value >> (8 * (width - 1 - i)));
        }
        return in;
    }

    private int end(byte[] in, int at) {
        return Math.min(in.length, at + 1 + random.nextInt(1 + random.nextInt(64)));
    }

    private byte[] tail(byte[] in) {
        return in.length == 0 ? in : Arrays.copyOfRange(in, random.nextInt(in.length), in.length);
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] inserted(byte[] in, int at, byte[] what) {
        return joined(joined(Arrays.copyOf(in, at), what), Arrays.copyOfRange(in, at, in.length));
    }

    private static byte[] joined(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private byte[] repeated(byte[] in, int length) {
        byte[] unit = in.length == 0 ? noise(1) : Arrays.copyOf(in, 1 + random.nextInt(in.length));
        byte[] out = new byte[length];
        for (int i = 0; i < length; i++) {
            out[i] = unit[i % unit.length];
        }
        return out;
    }
}

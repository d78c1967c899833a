package io.tocsin.store.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.fuzz.Fuzz;
import io.tocsin.store.secret.BlockCipher;
import io.tocsin.store.secret.StoreKey;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Progress;
import io.tocsin.warning.WarningState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is read out of Redis: blocks, their headers and states, and what they are encrypted with.
 */
@Tag("fuzz")
class StoreFuzzTest {
    private static final String PLACE = "{1}d:7";

    private final SplittableRandom random = new SplittableRandom(4);
    private final BlockCipher cipher = new BlockCipher(new StoreKey(new byte[StoreKey.BYTES]), random::nextBytes);

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.tocsin.fuzz.Fuzz#seeds")
    void rows_come_back_as_they_were_packed(long seed) {
        SplittableRandom dice = new SplittableRandom(seed);
        for (long i = Fuzz.inputs() / 50; i > 0; i--) {
            List<Row> rows = rows(dice, 1 + dice.nextInt(20));
            byte[] packed = RowPacker.pack(rows);
            PackedRows read = new PackedRows(cipher.decrypt(PLACE, cipher.encrypt(PLACE, packed, packed.length)));
            assertThat(read.size()).isEqualTo(rows.size());
            for (int n = 0; n < rows.size(); n++) {
                assertThat(read.get(n)).isEqualTo(rows.get(n));
            }
            BlockHeader header = header(dice);
            assertThat(BlockHeader.of(header.toBytes())).isEqualTo(header);
            Progress progress = progress(dice);
            assertThat(StateRow.read(StateRow.write(progress, 7), 0)).isEqualTo(progress);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.tocsin.fuzz.Fuzz#seeds")
    void damaged_rows_are_told_and_take_no_room(long seed) throws InterruptedException {
        List<byte[]> samples = new ArrayList<>();
        for (int count = 1; count < 6; count++) {
            samples.add(RowPacker.pack(rows(random, count)));
        }
        // A count of two billion words and nothing behind it.
        samples.add(new byte[]{-1, -1, -1, -1, 7, 0});
        // A row is a few objects at least, and a text of one byte is one too.
        Fuzz.of(samples).declaring(IllegalArgumentException.class).allocating(16 * 1024, 512).run(seed, input -> {
            PackedRows rows = new PackedRows(input);
            int read = 0;
            for (int i = 0; i < Math.min(rows.size(), 64); i++) {
                read += rows.get(i).ref().length();
            }
            return Math.min(read, 99) + ":" + Math.min(rows.size(), 9);
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.tocsin.fuzz.Fuzz#seeds")
    void damaged_headers_and_states_are_told(long seed) throws InterruptedException {
        List<byte[]> samples = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            byte[] state = java.util.Arrays.copyOf(header(random).toBytes(), BlockHeader.BYTES + StateRow.BYTES);
            System.arraycopy(StateRow.write(progress(random), 3), 0, state, BlockHeader.BYTES, StateRow.BYTES);
            samples.add(state);
        }
        Fuzz.of(samples).declaring(IllegalArgumentException.class).allocating(16 * 1024, 8).run(seed, input -> {
            BlockHeader header = BlockHeader.of(input);
            assertThat(header.rows()).isBetween(1, 512);
            boolean hasRow = input.length >= StateRow.offset(0) + StateRow.BYTES;
            return header.grade() + header.queues().replaceAll("[0-9]", "")
                    + (hasRow ? StateRow.read(input, StateRow.offset(0)).state().toString() : "");
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.tocsin.fuzz.Fuzz#seeds")
    void nothing_spoilt_is_decrypted(long seed) throws InterruptedException {
        byte[] plain = RowPacker.pack(rows(random, 3));
        byte[] sealed = cipher.encrypt(PLACE, plain, plain.length);
        Fuzz.of(List.of(sealed, cipher.encrypt(PLACE, new byte[0], 0))).declaring(IllegalArgumentException.class)
                .allocating(32 * 1024, 16).oneIn(4).run(seed, input -> {
                    byte[] read = cipher.decrypt(PLACE, input);
                    assertThat(read.length == 0 || java.util.Arrays.equals(read, plain)).as("forged").isTrue();
                    return read.length;
                });
    }

    private static List<Row> rows(SplittableRandom random, int count) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, String> vars = new LinkedHashMap<>();
            for (int n = random.nextInt(4); n > 0; n--) {
                vars.put("v" + random.nextInt(300), text(random));
            }
            rows.add(new Row(text(random) + i, new Phone("86138" + (10_000_000 + random.nextInt(90_000_000))),
                    text(random), text(random), vars, text(random), time(random), time(random)));
        }
        return rows;
    }

    private static @org.jspecify.annotations.Nullable Instant time(SplittableRandom random) {
        return random.nextBoolean() ? null : Instant.ofEpochMilli(random.nextLong(1L << 42));
    }

    private static String text(SplittableRandom random) {
        List<String> bits = List.of("a", "张", "😀", "ᠮ", "\0", "呼伦贝尔", "é", "x".repeat(130));
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(6); n > 0; n--) {
            text.append(bits.get(random.nextInt(bits.size())));
        }
        return text.toString();
    }

    private static BlockHeader header(SplittableRandom random) {
        List<Span> spans = new ArrayList<>();
        int end = 0;
        for (int n = 1 + random.nextInt(Span.MOST); n > 0; n--) {
            int from = end;
            end += 1 + random.nextInt(512 / Span.MOST);
            spans.add(new Span(any(random, Operator.values()), from, end));
        }
        return new BlockHeader(any(random, Channel.values()), any(random, Grade.values()), spans,
                random.nextInt(1 << 16), random.nextLong(1L << 42), new BatchId("0123456789abcdef"),
                random.nextLong(1L << 42));
    }

    private static Progress progress(SplittableRandom random) {
        WarningState state = any(random, WarningState.values());
        return new Progress(state, any(random, CauseClass.values()), random.nextInt(), random.nextInt(1 << 16),
                random.nextInt(256), random.nextInt(256), random.nextInt(256), random.nextInt(256),
                random.nextInt(256), random.nextInt(256),
                state == WarningState.IN_FLIGHT ? 0 : random.nextInt(1 << 16));
    }

    private static <T> T any(SplittableRandom random, T[] values) {
        return values[random.nextInt(values.length)];
    }
}

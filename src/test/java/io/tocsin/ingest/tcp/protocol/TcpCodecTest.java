package io.tocsin.ingest.tcp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.tocsin.ingest.tcp.protocol.TcpDecoder.Form;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both forms, byte by byte. */
class TcpCodecTest {
    private static final byte[] FRAME = ByteBufUtil.decodeHexDump(""
            // length: 10 and the body
            + "0000001a"
            // version
            + "01"
            // type: SUBMIT
            + "03"
            // sequence
            + "0102030405060708"
            // {"batchId":"x"}
            + "7b2262617463684964223a22" + "78227d20");
    private static final byte[] LINE = "{\"type\":\"SUBMIT\",\"seq\":72623859790382856,\"batchId\":\"x\"}\r\n"
            .getBytes(StandardCharsets.UTF_8);

    private final TcpDecoder decoder = new TcpDecoder(4096);

    private static List<Incoming> all(EmbeddedChannel channel) {
        List<Incoming> read = new ArrayList<>();
        for (Incoming each = channel.readInbound(); each != null; each = channel.readInbound()) {
            read.add(each);
        }
        return read;
    }

    private static byte[] sample(boolean lines) {
        return lines ? LINE : FRAME;
    }

    @ParameterizedTest(name = "lines: {0}")
    @ValueSource(booleans = {false, true})
    void a_message_may_be_cut_at_any_byte(boolean lines) {
        byte[] bytes = sample(lines);
        for (int cut = 0; cut <= bytes.length; cut++) {
            TcpDecoder fresh = new TcpDecoder(4096);
            EmbeddedChannel channel = new EmbeddedChannel(fresh);
            channel.writeInbound(Unpooled.copiedBuffer(bytes, 0, cut));
            channel.writeInbound(Unpooled.copiedBuffer(bytes, cut, bytes.length - cut));
            List<Incoming> read = all(channel);
            assertThat(read).as("cut at %d", cut).hasSize(1);
            Message message = (Message) read.getFirst();
            assertThat(message.type()).isEqualTo(MessageType.SUBMIT);
            assertThat(message.sequence()).isEqualTo(0x0102030405060708L);
            assertThat(message.room()).isZero();
            assertThat(new String(message.body().bytes(), StandardCharsets.UTF_8)).contains("\"batchId\":\"x\"");
            assertThat(fresh.form()).isEqualTo(lines ? Form.LINES : Form.FRAMES);
            channel.finishAndReleaseAll();
        }
    }

    @Test
    void a_byte_order_mark_before_the_first_line_is_nothing() {
        byte[] bytes = new byte[LINE.length + 3];
        bytes[0] = (byte) 0xef;
        bytes[1] = (byte) 0xbb;
        bytes[2] = (byte) 0xbf;
        System.arraycopy(LINE, 0, bytes, 3, LINE.length);
        for (int cut = 0; cut <= bytes.length; cut++) {
            TcpDecoder fresh = new TcpDecoder(4096);
            EmbeddedChannel channel = new EmbeddedChannel(fresh);
            channel.writeInbound(Unpooled.copiedBuffer(bytes, 0, cut));
            channel.writeInbound(Unpooled.copiedBuffer(bytes, cut, bytes.length - cut));
            assertThat(all(channel)).as("cut at %d", cut).hasSize(1).first().isInstanceOf(Message.class);
            assertThat(fresh.form()).isEqualTo(Form.LINES);
            channel.finishAndReleaseAll();
        }
    }

    @ParameterizedTest(name = "lines: {0}")
    @ValueSource(booleans = {false, true})
    void nothing_behind_the_first_message_is_read_before_it_is_admitted(boolean lines) {
        EmbeddedChannel channel = new EmbeddedChannel(decoder);
        byte[] bytes = sample(lines);
        channel.writeInbound(Unpooled.copiedBuffer(bytes, bytes, bytes));
        assertThat(all(channel)).hasSize(1);
        channel.writeInbound(Unpooled.copiedBuffer(bytes));
        assertThat(all(channel)).isEmpty();
        assertThat(decoder.isPartial()).isFalse();
        decoder.admit(channel.pipeline().context(decoder), Room.ENDLESS);
        assertThat(all(channel)).hasSize(3);
        channel.writeInbound(Unpooled.copiedBuffer(bytes, 0, 5));
        assertThat(decoder.isPartial()).isTrue();
        channel.finishAndReleaseAll();
    }

    @Test
    void empty_lines_are_nothing() {
        EmbeddedChannel channel = new EmbeddedChannel(decoder);
        channel.writeInbound(Unpooled.copiedBuffer(LINE));
        decoder.admit(channel.pipeline().context(decoder), Room.ENDLESS);
        channel.writeInbound(Unpooled.copiedBuffer("\r\n\n  \n", StandardCharsets.US_ASCII),
                Unpooled.copiedBuffer(LINE));
        assertThat(all(channel)).hasSize(2);
        channel.finishAndReleaseAll();
    }

    @Test
    void after_something_unreadable_all_is_dropped() {
        EmbeddedChannel channel = new EmbeddedChannel(decoder);
        channel.writeInbound(Unpooled.copiedBuffer(new byte[]{0, 0, 0, 3, 1, 1}), Unpooled.copiedBuffer(FRAME));
        assertThat(all(channel)).hasSize(1).first().isInstanceOf(Incoming.Unreadable.class);
        assertThat(decoder.isPartial()).isFalse();
        channel.finishAndReleaseAll();
    }

    /** Has room for so much; keeps who waits. */
    private static final class Narrow implements Room {
        private int left = 5000;
        private final List<Runnable> waiting = new ArrayList<>();

        @Override
        public boolean take(int bytes, Runnable later) {
            if (bytes <= left) {
                left -= bytes;
                return true;
            }
            waiting.add(later);
            return false;
        }

        @Override
        public void charge(int bytes) {
            left -= bytes;
        }

        @Override
        public void giveBack(int bytes) {
            left += bytes;
        }
    }

    private static byte[] large(boolean lines, int length) {
        String padding = "x".repeat(length);
        ByteBuf out = Unpooled.buffer();
        if (lines) {
            out.writeCharSequence("{\"type\":\"PING\",\"seq\":1,\"x\":\"" + padding + "\"}\n", StandardCharsets.UTF_8);
        } else {
            out.writeInt(10 + length).writeByte(1).writeByte(7).writeLong(1)
                    .writeCharSequence(padding, StandardCharsets.UTF_8);
        }
        return ByteBufUtil.getBytes(out);
    }

    @Test
    void a_large_frame_waits_for_room_and_goes_on_when_there_is_some() {
        Narrow room = new Narrow();
        EmbeddedChannel channel = new EmbeddedChannel(decoder);
        channel.writeInbound(Unpooled.copiedBuffer(FRAME));
        all(channel);
        decoder.admit(channel.pipeline().context(decoder), room);
        channel.writeInbound(Unpooled.copiedBuffer(large(false, 3000)));
        Message first = (Message) all(channel).getFirst();
        assertThat(first.room()).isEqualTo(3010);
        // The next has a header only, and there is no room for the rest.
        channel.writeInbound(Unpooled.copiedBuffer(large(false, 3000), 0, 20));
        assertThat(room.waiting).hasSize(1);
        channel.writeInbound(Unpooled.copiedBuffer(large(false, 3000), 20, 2994));
        assertThat(all(channel)).isEmpty();
        room.giveBack(first.room());
        room.left -= 3010;
        room.waiting.getFirst().run();
        channel.runPendingTasks();
        assertThat(((Message) all(channel).getFirst()).room()).isEqualTo(3010);
        channel.finishAndReleaseAll();
    }

    @Test
    void room_of_a_message_that_never_ends_is_given_back_with_its_connection() {
        Narrow room = new Narrow();
        EmbeddedChannel channel = new EmbeddedChannel(decoder);
        channel.writeInbound(Unpooled.copiedBuffer(FRAME));
        all(channel);
        decoder.admit(channel.pipeline().context(decoder), room);
        channel.writeInbound(Unpooled.copiedBuffer(large(false, 3000), 0, 2000));
        assertThat(room.left).isEqualTo(1990);
        channel.finishAndReleaseAll();
        assertThat(room.left).isEqualTo(5000);
    }

    static LongStream seeds() {
        Long seed = Long.getLong("seed");
        return seed == null ? LongStream.range(0, 200) : LongStream.of(seed);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatever_comes_is_read_or_told_once_and_no_room_is_lost(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            Narrow room = new Narrow();
            TcpDecoder fresh = new TcpDecoder(4096);
            EmbeddedChannel channel = new EmbeddedChannel(fresh);
            byte[] bytes = spoilt(random);
            int at = 0;
            List<Incoming> read = new ArrayList<>();
            while (at < bytes.length) {
                int length = Math.min(bytes.length - at, 1 + random.nextInt(200));
                channel.writeInbound(Unpooled.copiedBuffer(bytes, at, length));
                at += length;
                List<Incoming> now = all(channel);
                if (read.isEmpty() && !now.isEmpty()) {
                    fresh.admit(channel.pipeline().context(fresh), room);
                }
                read.addAll(now);
                read.addAll(all(channel));
            }
            channel.finishAndReleaseAll();
            assertThat(read.stream().filter(Incoming.Unreadable.class::isInstance)).hasSizeLessThanOrEqualTo(1);
            int held = read.stream().mapToInt(each -> each instanceof Message m ? m.room() : 0).sum();
            assertThat(room.left).isEqualTo(5000 - held);
        }
    }

    private static byte[] spoilt(Random random) {
        boolean lines = random.nextBoolean();
        ByteBuf out = Unpooled.buffer();
        IntStream.range(0, 4).forEach(_ -> out.writeBytes(
                random.nextInt(3) == 0 ? large(lines, random.nextInt(3000)) : sample(lines)));
        byte[] bytes = ByteBufUtil.getBytes(out);
        for (int i = random.nextInt(4); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    @Test
    void a_frame_is_written_as_it_is_read() {
        EmbeddedChannel channel = new EmbeddedChannel(new TcpEncoder(() -> Form.FRAMES));
        channel.writeOutbound(Message.of(MessageType.SUBMIT, 0x0102030405060708L,
                Body.of("{\"batchId\":\"x\"} ")));
        assertThat(ByteBufUtil.getBytes((ByteBuf) channel.readOutbound())).isEqualTo(FRAME);
        channel.finishAndReleaseAll();
    }

    @Test
    void a_line_has_its_fields_beside_type_and_sequence_and_no_line_end_within() {
        EmbeddedChannel channel = new EmbeddedChannel(new TcpEncoder(() -> Form.LINES));
        channel.writeOutbound(Message.of(MessageType.ACK, -1, Body.of("{\"a\":\n1,\n\"b\":\"\\n\"}")),
                Message.of(MessageType.PONG, 5, Bodies.NOTHING));
        assertThat(((ByteBuf) channel.readOutbound()).toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"type\":\"ACK\",\"seq\":18446744073709551615,\"a\": 1, \"b\":\"\\n\"}\n");
        assertThat(((ByteBuf) channel.readOutbound()).toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"type\":\"PONG\",\"seq\":5}\n");
        channel.finishAndReleaseAll();
    }
}

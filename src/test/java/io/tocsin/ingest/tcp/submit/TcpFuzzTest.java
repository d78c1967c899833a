package io.tocsin.ingest.tcp.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.tocsin.fuzz.Fuzz;
import io.tocsin.ingest.tcp.protocol.Bodies;
import io.tocsin.ingest.tcp.protocol.Body;
import io.tocsin.ingest.tcp.protocol.Greeting;
import io.tocsin.ingest.tcp.protocol.Incoming;
import io.tocsin.ingest.tcp.protocol.Message;
import io.tocsin.ingest.tcp.protocol.MessageType;
import io.tocsin.ingest.tcp.protocol.Room;
import io.tocsin.ingest.tcp.protocol.TcpDecoder;
import io.tocsin.ingest.tcp.protocol.TcpEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames and lines of the TCP door, and the bodies in them. */
@Tag("fuzz")
class TcpFuzzTest {
    private static final String HELLO = "{\"client\":\"watchman\",\"key\":\"tk_w\",\"stream\":\"s-1\",\"events\":true}";
    private static final String SUBMIT = "{\"batch\":{\"name\":\"b\",\"grade\":\"high\"},\"warnings\":[{\"ref\":\"A\","
            + "\"phone\":\"13800138000\",\"vars\":{\"城\":\"呼伦贝尔\"}},{}],\"end\":true}";
    private static final String FURTHER = "{\"batchId\":\"0123456789abcdef\",\"warnings\":[],\"end\":false}";
    private static final String EVENT_ACK = "{\"id\":\"e-1\"}";
    private static final String[] WORDS = {"{", "}", "[", "]", "\"", "\\", "\\ud83d", ":", ",", "\n", "\r\n", "null",
            "1e9",
            "\"type\":\"SUBMIT\"", "\"seq\":18446744073709551616", "\"seq\":-1", "HELLO", "\0\0\0\n\1\3"};

    private static List<byte[]> samples() {
        List<byte[]> samples = new ArrayList<>();
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        StringBuilder lines = new StringBuilder();
        MessageType[] types = {MessageType.HELLO, MessageType.SUBMIT, MessageType.SUBMIT, MessageType.EVENT_ACK,
                MessageType.PING};
        String[] bodies = {HELLO, SUBMIT, FURTHER, EVENT_ACK, "{}"};
        for (int i = 0; i < types.length; i++) {
            byte[] json = bodies[i].getBytes(StandardCharsets.UTF_8);
            byte[] frame = ByteBuffer.allocate(14 + json.length).putInt(10 + json.length).put((byte) 1)
                    .put((byte) types[i].number()).putLong(i).put(json).array();
            samples.add(frame);
            frames.writeBytes(frame);
            String line = "{\"type\":\"" + types[i] + "\",\"seq\":" + i + (json.length == 2 ? "" : ",")
                    + bodies[i].substring(1) + "\n";
            samples.add(line.getBytes(StandardCharsets.UTF_8));
            lines.append(line);
        }
        samples.add(frames.toByteArray());
        samples.add(lines.toString().getBytes(StandardCharsets.UTF_8));
        return samples;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.tocsin.fuzz.Fuzz#seeds")
    void any_stream_ends_in_messages_or_is_lost_once(long seed) throws InterruptedException {
        // JSON of up to 16 deep with names that are remembered; a message's bytes are kept once more.
        Fuzz.of(samples()).words(WORDS).allocating(128 * 1024, 64).oneIn(2).run(seed, TcpFuzzTest::read);
    }

    private static Object read(byte[] input) {
        int way = input.length == 0 ? 0 : input[input.length - 1] & 0xff;
        TcpDecoder decoder = new TcpDecoder(1024);
        UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(false, true);
        EmbeddedChannel channel = new EmbeddedChannel(decoder);
        channel.config().setAllocator(memory);
        StringBuilder deed = new StringBuilder();
        int piece = 1 + input.length * (1 + way % 5) / 5;
        boolean admitted = false;
        for (int at = 0; at < input.length; at += piece) {
            int length = Math.min(piece, input.length - at);
            channel.writeInbound(memory.buffer(length).writeBytes(input, at, length));
            for (Incoming read = channel.readInbound(); read != null; read = channel.readInbound()) {
                assertThat(deed.indexOf("lost")).as("nothing after what was unreadable").isNegative();
                deed.append(said(read));
                if (!admitted) {
                    admitted = true;
                    decoder.admit(channel.pipeline().context(decoder), Room.ENDLESS);
                }
            }
        }
        channel.finishAndReleaseAll();
        assertThat(memory.metric().usedHeapMemory() + memory.metric().usedDirectMemory())
                .as("bytes of buffers never released").isZero();
        return deed.length() > 48 ? deed.substring(0, 48) : deed.toString();
    }

    private static String said(Incoming read) {
        return switch (read) {
            case Incoming.Unreadable(long _, var problem) -> "lost " + problem.kind();
            case Message message -> message.type().name().charAt(0) + switch (message.type()) {
                case HELLO -> Greeting.read(message.body()).getClass().getSimpleName();
                case SUBMIT -> SubmitBody.read(message.body()).getClass().getSimpleName();
                case EVENT_ACK -> Bodies.eventId(message.body()).isPresent() ? "id" : "none";
                case WELCOME, ACK, EVENT, PING, PONG, ERROR, GOAWAY -> "";
            };
        };
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.tocsin.fuzz.Fuzz#seeds")
    void any_body_is_read_or_told(long seed) throws InterruptedException {
        Fuzz.ofTexts(HELLO, SUBMIT, FURTHER, EVENT_ACK).words(WORDS).allocating(64 * 1024, 64).run(seed, input -> {
            Body body = Body.of(input);
            Object hello = switch (Greeting.read(body)) {
                case Greeting.Bad(var problem) -> words(problem.detail());
                case Greeting.Hello said -> said.events();
            };
            Object submit = switch (SubmitBody.read(body)) {
                case SubmitBody.Read.Bad(var problem) -> words(problem.detail());
                case SubmitBody.Read.Good good -> {
                    assertThat(good.rowsAt()).isBetween(-1, input.length - 1);
                    yield good.end() + ":" + Math.min(good.rows(), 9);
                }
            };
            return hello + "/" + submit + "/" + Bodies.eventId(body).isPresent();
        });
    }

    /** A reason without what was got. */
    private static String words(String detail) {
        String plain = detail.replaceAll("'[^']*'|[0-9]+", "");
        return plain.length() > 40 ? plain.substring(0, 40) : plain;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.tocsin.fuzz.Fuzz#seeds")
    void what_is_written_is_read_as_it_was(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (long i = Fuzz.inputs() / 10; i > 0; i--) {
            TcpDecoder.Form form = random.nextBoolean() ? TcpDecoder.Form.FRAMES : TcpDecoder.Form.LINES;
            MessageType type = MessageType.of(1 + random.nextInt(10)).orElseThrow();
            String text = "\u0000\n\"\\😀ᠮ".substring(0, random.nextInt(8)).replace("\ud83d", "").replace("\ude00", "");
            Message message = Message.of(type, random.nextLong(),
                    Bodies.object(json -> json.writeStringField("id", text)));
            EmbeddedChannel out = new EmbeddedChannel(new TcpEncoder(() -> form));
            out.writeOutbound(message);
            EmbeddedChannel in = new EmbeddedChannel(new TcpDecoder(4096));
            in.writeInbound((ByteBuf) out.readOutbound());
            Message read = in.readInbound();
            assertThat(read.type()).isEqualTo(type);
            assertThat(read.sequence()).isEqualTo(message.sequence());
            assertThat(Bodies.eventId(read.body())).contains(text);
            out.finishAndReleaseAll();
            in.finishAndReleaseAll();
        }
    }
}

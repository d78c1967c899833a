package io.tocsin.send.sms.cmpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.CorruptedFrameException;
import io.tocsin.fuzz.Fuzz;
import io.tocsin.send.sms.wire.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames and messages of both versions, as a client and as a server (the simulator) reads them. */
@Tag("fuzz")
class CmppFuzzTest {
    private static final int MOST = 255;

    private static List<byte[]> samples() {
        List<byte[]> samples = new ArrayList<>();
        for (CmppVersion version : CmppVersion.values()) {
            CmppSamples.all().forEach(message -> samples.add(Wire.bytes(Wire.hex(message, version))));
        }
        CmppGoldenVectorTest.vectors().forEach(vector -> samples.add(Wire.bytes(String.valueOf(vector.get()[2]))));
        return samples;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.tocsin.fuzz.Fuzz#seeds")
    void any_stream_ends_in_messages_or_is_lost_once(long seed) throws InterruptedException {
        // A frame is kept once as bytes, once as a message, and a stream's bytes once more while they
        // gather.
        Fuzz.of(samples()).allocating(64 * 1024, 64).run(seed, CmppFuzzTest::read);
    }

    /** Read in up to three pieces; what was read says which ways were gone. */
    private static Object read(byte[] input) {
        int way = input.length == 0 ? 0 : input[input.length - 1] & 0xff;
        CmppDecoder decoder = switch (way % 3) {
            case 0 -> CmppDecoder.client(CmppVersion.V2_0);
            case 1 -> CmppDecoder.client(CmppVersion.V3_0);
            default -> CmppDecoder.server();
        };
        UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(false, true);
        EmbeddedChannel channel = new EmbeddedChannel(decoder);
        channel.config().setAllocator(memory);
        StringBuilder deed = new StringBuilder();
        int piece = 1 + input.length * (1 + way % 7) / 7;
        for (int at = 0; at < input.length; at += piece) {
            int length = Math.min(piece, input.length - at);
            try {
                channel.writeInbound(memory.buffer(length).writeBytes(input, at, length));
            } catch (CorruptedFrameException _) {
                deed.append("lost");
            }
        }
        assertThat(deed.indexOf("lost")).as("told once").isEqualTo(deed.lastIndexOf("lost"));
        for (Object read = channel.readInbound(); read != null; read = channel.readInbound()) {
            deed.append(read.getClass().getSimpleName(), 0, 4);
            if (way % 16 == 0) {
                // What a log would print.
                assertThat(read.toString()).isNotEmpty();
            }
        }
        channel.finishAndReleaseAll();
        assertThat(memory.metric().usedHeapMemory() + memory.metric().usedDirectMemory())
                .as("bytes of buffers never released").isZero();
        return deed.length() > 32 ? deed.substring(0, 32) : deed.toString();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.tocsin.fuzz.Fuzz#seeds")
    void what_is_written_is_read_as_it_was(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (long i = Fuzz.inputs() / 4; i > 0; i--) {
            CmppVersion version = random.nextBoolean() ? CmppVersion.V2_0 : CmppVersion.V3_0;
            CmppMessage message = message(random, version);
            assertThat(Wire.decoded(Wire.bytes(Wire.hex(message, version)), version)).isEqualTo(message);
        }
    }

    private static CmppMessage message(SplittableRandom random, CmppVersion version) {
        int sequence = random.nextInt();
        long id = random.nextLong();
        int result = version == CmppVersion.V3_0 ? random.nextInt() : octet(random);
        int type = version == CmppVersion.V3_0 ? octet(random) : 0;
        int number = version.terminalWidth();
        String link = text(random, version.linkIdWidth());
        Payload payload = new Payload(octet(random), random.nextBoolean(), octet(random), octets(random,
                random.nextInt(MOST + 1)));
        Origin origin = new Origin(text(random, 21), text(random, 10), text(random, number), type);
        Fee fee = new Fee(octet(random), text(random, number), type, text(random, 2), text(random, 6));
        Terms terms = new Terms(octet(random), octet(random), text(random, 10), fee, text(random, 6), text(random, 17),
                text(random, 17));
        return switch (random.nextInt(12)) {
            case 0 -> new Connect(sequence, text(random, 6), octets(random, 16), octet(random), random.nextInt());
            case 1 -> new ConnectResp(sequence, result, octets(random, 16), octet(random));
            case 2, 3 -> new Submit(sequence, id, new Part(octet(random), octet(random)), terms,
                    new Addresses(text(random, 21), IntStream.rangeClosed(0, random.nextInt(99))
                            .mapToObj(_ -> text(random, number)).toList(), type),
                    payload, link);
            case 4 -> new SubmitResp(sequence, id, result);
            // Registered_Delivery 1 with enough content would be a receipt.
            case 5 -> new Deliver(sequence, id, origin, 2 * random.nextInt(128), payload, link);
            case 6, 7 -> new Report(sequence, id, origin, new Report.Status(random.nextLong(), text(random, 7),
                    text(random, 10), text(random, 10), text(random, number), random.nextInt()), link);
            case 8 -> new DeliverResp(sequence, id, result);
            case 9 -> random.nextBoolean() ? new ActiveTest(sequence) : new ActiveTestResp(sequence);
            case 10 -> random.nextBoolean() ? new Terminate(sequence) : new TerminateResp(sequence);
            default -> new Unknown(sequence, 0x1000 + random.nextInt(100), octets(random, random.nextInt(300)));
        };
    }

    private static int octet(SplittableRandom random) {
        return random.nextInt(MOST + 1);
    }

    private static Octets octets(SplittableRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Octets.of(bytes);
    }

    /** ASCII without blanks, as blanks at the end are filling. */
    private static String text(SplittableRandom random, int most) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(most + 1); n > 0; n--) {
            text.append((char) ('!' + random.nextInt(94)));
        }
        return text.toString();
    }
}

package io.tocsin.send.sms.sgip;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.fuzz.Draw;
import io.tocsin.fuzz.Frames;
import io.tocsin.fuzz.Fuzz;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames and messages of any bytes. */
@Tag("fuzz")
class SgipFuzzTest {
    private static List<byte[]> samples() {
        List<byte[]> samples = new ArrayList<>();
        SgipGoldenVectorTest.vectors().forEach(vector -> samples.add(Frames.bytes(String.valueOf(vector.get()[1]))));
        Draw draw = new Draw(new SplittableRandom(7));
        for (int i = 0; i < 60; i++) {
            samples.add(HexFormat.of().parseHex(SgipGoldenVectorTest.hex(message(draw))));
        }
        return samples;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.tocsin.fuzz.Fuzz#seeds")
    void any_stream_ends_in_messages_or_is_lost_once(long seed) throws InterruptedException {
        Fuzz.of(samples()).allocating(64 * 1024, 64).run(seed, input -> Frames.spoilt(SgipDecoder::new, input));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.tocsin.fuzz.Fuzz#seeds")
    void what_is_written_is_read_as_it_was(long seed) {
        Draw draw = new Draw(new SplittableRandom(seed));
        for (long i = Fuzz.inputs() / 4; i > 0; i--) {
            SgipMessage message = message(draw);
            byte[] bytes = HexFormat.of().parseHex(SgipGoldenVectorTest.hex(message));
            assertThat(Frames.one(new SgipDecoder(), bytes)).isEqualTo(message);
        }
    }

    private static SgipSequence sequence(SplittableRandom random) {
        return new SgipSequence(random.nextInt(), random.nextInt(), random.nextInt());
    }

    private static SgipMessage message(Draw draw) {
        SplittableRandom random = draw.random();
        SgipSequence sequence = sequence(random);
        Payload payload = new Payload(draw.octet(), random.nextBoolean(), draw.octet(),
                draw.octets(random.nextInt(300)));
        return switch (random.nextInt(15)) {
            case 0 -> new Bind(sequence, draw.octet(), draw.text(16), draw.text(16));
            case 1 -> new BindResp(sequence, draw.octet());
            case 2, 3, 4 -> new Submit(sequence, draw.text(21),
                    IntStream.rangeClosed(0, random.nextInt(100)).mapToObj(_ -> draw.text(21)).toList(),
                    new Submit.Terms(draw.text(5), draw.text(10),
                            new Submit.Fee(draw.text(21), draw.octet(), draw.text(6), draw.text(6), draw.octet()),
                            draw.octet(), draw.octet(), draw.text(16), draw.text(16), draw.octet(), draw.octet()),
                    payload);
            case 5 -> new SubmitResp(sequence, draw.octet());
            case 6 -> new Deliver(sequence, draw.text(21), draw.text(21), payload);
            case 7 -> new DeliverResp(sequence, draw.octet());
            case 8 -> new Report(sequence, sequence(random), draw.octet(), draw.text(21), draw.octet(), draw.octet());
            case 9 -> new ReportResp(sequence, draw.octet());
            case 10 -> random.nextBoolean() ? new Unbind(sequence) : new UnbindResp(sequence);
            case 11 -> random.nextBoolean()
                    ? new UserReport(sequence, draw.text(21), draw.text(21), draw.octet())
                    : new UserReportResp(sequence, draw.octet());
            case 12 -> new Trace(sequence, sequence(random), draw.text(21));
            case 13 -> new TraceResp(sequence, IntStream.range(0, random.nextInt(5))
                    .mapToObj(_ -> new TraceResp.Hop(draw.octet(), draw.text(6), draw.text(16), draw.text(16)))
                    .toList());
            default -> new Unknown(sequence, 0x12, draw.octets(random.nextInt(300)));
        };
    }
}

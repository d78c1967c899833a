package io.tocsin.send.sms.smgp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.fuzz.Draw;
import io.tocsin.fuzz.Frames;
import io.tocsin.fuzz.Fuzz;
import io.tocsin.send.sms.wire.Octets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames, messages and receipts of any bytes. */
@Tag("fuzz")
class SmgpFuzzTest {
    private static List<byte[]> samples() {
        List<byte[]> samples = new ArrayList<>();
        SmgpGoldenVectorTest.vectors().forEach(vector -> samples.add(Frames.bytes(String.valueOf(vector.get()[1]))));
        Draw draw = new Draw(new SplittableRandom(7));
        for (int i = 0; i < 60; i++) {
            samples.add(HexFormat.of().parseHex(SmgpGoldenVectorTest.hex(message(draw))));
        }
        return samples;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.tocsin.fuzz.Fuzz#seeds")
    void any_stream_ends_in_messages_or_is_lost_once(long seed) throws InterruptedException {
        Fuzz.of(samples()).allocating(64 * 1024, 64).run(seed, input -> Frames.spoilt(SmgpDecoder::new, input));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.tocsin.fuzz.Fuzz#seeds")
    void any_receipt_says_something_or_nothing(long seed) throws InterruptedException {
        List<byte[]> samples = SmgpReceiptTest.FORMS.stream()
                .map(form -> SmgpReceiptTest.content("id:", SmgpGoldenVectorTest.ID, form).toBytes()).toList();
        Fuzz.of(samples).words("id:", "stat:", "err:", "submit date:", "\0").allocating(64 * 1024, 64).run(seed,
                input -> {
                    SmgpReceipt receipt = SmgpReceipt.of(Octets.of(input));
                    assertThat(receipt.messageId().length()).isIn(0, 20);
                    // More than the document's 7 and 3, as err may be four digits, or a centre's code.
                    assertThat(receipt.raw().length()).isLessThanOrEqualTo(24);
                    return receipt.stat().isEmpty() ? "" : receipt.stat().substring(0, 1);
                });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.tocsin.fuzz.Fuzz#seeds")
    void what_is_written_is_read_as_it_was(long seed) {
        Draw draw = new Draw(new SplittableRandom(seed));
        for (long i = Fuzz.inputs() / 4; i > 0; i--) {
            SmgpMessage message = message(draw);
            byte[] bytes = HexFormat.of().parseHex(SmgpGoldenVectorTest.hex(message));
            assertThat(Frames.one(new SmgpDecoder(), bytes)).isEqualTo(message);
        }
    }

    private static SmgpMessage message(Draw draw) {
        SplittableRandom random = draw.random();
        int sequence = random.nextInt();
        Octets id = draw.octets(10);
        return switch (random.nextInt(12)) {
            case 0 -> new Login(sequence, draw.text(8), draw.octets(16), draw.octet(), random.nextInt(), draw.octet());
            case 1 -> new LoginResp(sequence, random.nextInt(), draw.octets(16), draw.octet());
            case 2, 3, 4 -> new Submit(sequence,
                    new Submit.Terms(draw.octet(), draw.octet(), draw.octet(), draw.text(10),
                            new Submit.Fee(draw.text(2), draw.text(6), draw.text(6)), draw.text(17), draw.text(17),
                            draw.text(21)),
                    draw.text(21), IntStream.rangeClosed(0, random.nextInt(100)).mapToObj(_ -> draw.text(21)).toList(),
                    draw.octet(), draw.octets(random.nextInt(256)), draw.tlvs());
            case 5 -> new SubmitResp(sequence, id, random.nextInt());
            case 6, 7 -> new Deliver(sequence, id, draw.octet(),
                    new Deliver.Origin(draw.text(14), draw.text(21), draw.text(21)), draw.octet(),
                    draw.octets(random.nextInt(256)), draw.tlvs());
            case 8 -> new DeliverResp(sequence, id, random.nextInt());
            case 9 -> random.nextBoolean() ? new ActiveTest(sequence) : new ActiveTestResp(sequence);
            case 10 -> random.nextBoolean() ? new Exit(sequence) : new ExitResp(sequence);
            default -> new Unknown(sequence, 0x7, draw.octets(random.nextInt(300)));
        };
    }
}

package io.tocsin.send.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.fuzz.Draw;
import io.tocsin.fuzz.Frames;
import io.tocsin.fuzz.Fuzz;
import io.tocsin.send.sms.wire.Octets;
import io.tocsin.send.sms.wire.Tlvs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames, messages and receipts of any bytes. */
@Tag("fuzz")
class SmppFuzzTest {
    private static final List<Mode> MODES = List.of(Mode.TRANSMITTER, Mode.RECEIVER, Mode.TRANSCEIVER);

    private static List<byte[]> samples() {
        List<byte[]> samples = new ArrayList<>();
        SmppGoldenVectorTest.vectors().forEach(vector -> samples.add(Frames.bytes(String.valueOf(vector.get()[1]))));
        Draw draw = new Draw(new SplittableRandom(7));
        for (int i = 0; i < 60; i++) {
            samples.add(HexFormat.of().parseHex(SmppGoldenVectorTest.hex(message(draw))));
        }
        return samples;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.tocsin.fuzz.Fuzz#seeds")
    void any_stream_ends_in_messages_or_is_lost_once(long seed) throws InterruptedException {
        Fuzz.of(samples()).allocating(64 * 1024, 64).run(seed, input -> Frames.spoilt(SmppDecoder::new, input));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.tocsin.fuzz.Fuzz#seeds")
    void any_receipt_says_something_or_nothing(long seed) throws InterruptedException {
        List<byte[]> samples = SmppReceiptTest.texts().stream().map(text -> text.getBytes(StandardCharsets.US_ASCII))
                .toList();
        Fuzz.of(samples).words("id:", "stat:", "err:", "submit date:", "\0").allocating(64 * 1024, 64).run(seed,
                input -> {
                    SmppReceipt receipt = SmppReceipt.of(SmppReceiptTest.receipt(Octets.of(input), Tlvs.NONE));
                    assertThat(receipt.messageId().length()).isLessThanOrEqualTo(64);
                    assertThat(receipt.raw().length()).isLessThanOrEqualTo(24);
                    return receipt.stat().isEmpty() ? "" : receipt.stat().substring(0, 1);
                });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.tocsin.fuzz.Fuzz#seeds")
    void what_is_written_is_read_as_it_was(long seed) {
        Draw draw = new Draw(new SplittableRandom(seed));
        for (long i = Fuzz.inputs() / 4; i > 0; i--) {
            SmppMessage message = message(draw);
            byte[] bytes = HexFormat.of().parseHex(SmppGoldenVectorTest.hex(message));
            assertThat(Frames.one(new SmppDecoder(), bytes)).isEqualTo(message);
        }
    }

    private static SmppMessage message(Draw draw) {
        SplittableRandom random = draw.random();
        int sequence = random.nextInt();
        int status = random.nextInt(1, 0x100);
        Mode mode = MODES.get(random.nextInt(MODES.size()));
        return switch (random.nextInt(14)) {
            case 0 -> new Bind(sequence, mode, draw.text(15), draw.text(8), draw.text(12), draw.octet(), address(draw));
            case 1 -> new BindResp(sequence, mode, 0, draw.text(15), draw.tlvs());
            case 2 -> new BindResp(sequence, mode, status, "", Tlvs.NONE);
            case 3, 4 -> new SubmitSm(sequence, message(draw, draw.octets(random.nextInt(255))));
            case 5 -> new SubmitSmResp(sequence, random.nextInt(), draw.text(64), draw.tlvs());
            case 6, 7 -> new DeliverSm(sequence, message(draw, draw.octets(random.nextInt(255))));
            case 8 -> random.nextBoolean() ? new DeliverSmResp(sequence, status) : new DataSmResp(sequence, status);
            case 9 -> new DataSm(sequence, new ShortMessage(draw.text(5), address(draw), address(draw),
                    new ShortMessage.Terms(0, 0, "", "", draw.octet(), 0, 0), draw.octet(), draw.octet(), Octets.EMPTY,
                    draw.tlvs()));
            case 10 -> random.nextBoolean() ? new EnquireLink(sequence) : new EnquireLinkResp(sequence);
            case 11 -> random.nextBoolean() ? new Unbind(sequence) : new UnbindResp(sequence);
            case 12 -> new GenericNack(sequence, status);
            default -> new Unknown(sequence, 0x21, status, draw.octets(random.nextInt(300)));
        };
    }

    private static ShortMessage message(Draw draw, Octets content) {
        return new ShortMessage(draw.text(5), address(draw), address(draw),
                new ShortMessage.Terms(draw.octet(), draw.octet(), draw.text(16), draw.text(16), draw.octet(),
                        draw.octet(), draw.octet()),
                draw.octet(), draw.octet(), content, draw.tlvs());
    }

    private static Address address(Draw draw) {
        return new Address(draw.octet(), draw.octet(), draw.text(20));
    }
}

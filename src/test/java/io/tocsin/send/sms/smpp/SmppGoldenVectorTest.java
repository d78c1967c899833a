package io.tocsin.send.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.CorruptedFrameException;
import io.tocsin.fuzz.Frames;
import io.tocsin.send.sms.wire.Octets;
import io.tocsin.send.sms.wire.Tlvs;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes of another library's tests (cloudhopper's), and bytes that carriers are known to send. */
class SmppGoldenVectorTest {
    private static final ShortMessage.Terms RECEIPT_ASKED = new ShortMessage.Terms(0, 0, "", "", 1, 0, 0);

    static Stream<Arguments> vectors() {
        return Stream.of(
                Arguments.of("enquire_link", "00000010 00000015 00000000 0a342ee7", new EnquireLink(0x0a342ee7)),
                Arguments.of("enquire_link_resp", "00000010 80000015 00000000 0a342eed",
                        new EnquireLinkResp(0x0a342eed)),
                Arguments.of("submit_sm", """
                        00000039 00000004 00000000 00004fe8
                        00                                # service_type
                        01 01 3430343034 00               # source "40404"
                        01 01 3434393531333631393230 00   # destination "44951361920"
                        00 00 00                          # esm_class, protocol_id, priority_flag
                        00 00                             # schedule, validity
                        01 00 00 00                       # registered_delivery, replace, data_coding, default
                        08 4024232125262f3a               # short_message
                        """,
                        new SubmitSm(0x4fe8, new ShortMessage("", new Address(1, 1, "40404"),
                                new Address(1, 1, "44951361920"), RECEIPT_ASKED, 0, 0, Octets.ofHex("4024232125262f3a"),
                                Tlvs.NONE))),
                Arguments.of("bind_transceiver", """
                        00000023 00000009 00000000 00039951
                        414c4c5f545700 414c4c5f545700     # system_id, password
                        00 34                             # system_type, interface_version
                        00 00 00                          # address_range
                        """, new Bind(0x39951, Mode.TRANSCEIVER, "ALL_TW", "ALL_TW", "", 0x34, Address.NONE)),
                Arguments.of("a refusal without a body", "00000010 80000004 00000058 00000001",
                        new SubmitSmResp(1, 0x58, "", Tlvs.NONE)),
                Arguments.of("a refused bind without a body", "00000010 80000009 0000000e 00000001",
                        new BindResp(1, Mode.TRANSCEIVER, 0x0e, "", Tlvs.NONE)),
                Arguments.of("congestion_state behind the message_id", """
                        00000018 80000004 00000000 00000001 313200 0428 0001 5b
                        """, new SubmitSmResp(1, 0, "12", Tlvs.NONE.with(Tag.CONGESTION_STATE, 91))),
                Arguments.of("generic_nack", "00000010 80000000 00000003 00000007", new GenericNack(7, 3)),
                Arguments.of("data_sm that ends too early", "00000013 00000103 00000000 00000003 010203",
                        new Malformed(3, 0x103,
                                "expected a body that fits its command, got 3 octets of command 0x103")),
                Arguments.of("outbind", "00000012 0000000b 00000000 00000003 0000",
                        new Unknown(3, 0x0b, 0, Octets.ofHex("0000"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void the_bytes_are_the_message_and_the_message_is_the_bytes(String name, String hex, SmppMessage message) {
        byte[] bytes = Frames.bytes(hex);
        assertThat(Frames.one(new SmppDecoder(), bytes)).isEqualTo(message);
        if (!(message instanceof Malformed)) {
            assertThat(hex(message)).isEqualTo(HexFormat.of().formatHex(bytes));
        }
    }

    static String hex(SmppMessage message) {
        ByteBuf out = Unpooled.buffer();
        SmppWriter.write(message, out);
        return ByteBufUtil.hexDump(out);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000", "0000000f", "00011001", "7fffffff", "80000000", "ffffffff"})
    void a_length_out_of_bounds_loses_the_stream_before_anything_is_allocated(String length) {
        EmbeddedChannel channel = new EmbeddedChannel(new SmppDecoder());
        assertThatThrownBy(() -> channel.writeInbound(Unpooled.wrappedBuffer(Frames.bytes(length))))
                .isInstanceOf(CorruptedFrameException.class).hasMessageContaining("expected 16 to 69632, got ");
        channel.writeInbound(Unpooled.wrappedBuffer(Frames.bytes("00000010 00000015 00000000 00000001")));
        assertThat(channel.inboundMessages()).isEmpty();
        channel.finishAndReleaseAll();
    }

    @Test
    void every_split_of_the_stream_gives_the_same_messages() {
        StringBuilder hex = new StringBuilder();
        vectors().forEach(vector -> hex.append(vector.get()[1]).append('\n'));
        byte[] wire = Frames.bytes(hex.toString());
        List<Object> messages = Frames.read(new SmppDecoder(), wire);
        assertThat(messages).isEqualTo(vectors().map(vector -> vector.get()[2]).toList());
        for (int at = 1; at < wire.length; at++) {
            assertThat(Frames.read(new SmppDecoder(), Arrays.copyOf(wire, at),
                    Arrays.copyOfRange(wire, at, wire.length))).as("split at %d", at).isEqualTo(messages);
        }
    }

    @Test
    void a_message_id_may_end_without_its_zero_and_a_torn_parameter_is_skipped() {
        assertThat(Frames.one(new SmppDecoder(), Frames.bytes("00000012 80000004 00000000 00000001 3132")))
                .isEqualTo(new SubmitSmResp(1, 0, "12", Tlvs.NONE));
        assertThat(
                Frames.one(new SmppDecoder(), Frames.bytes("00000018 80000004 00000000 00000001 313200 0428 00ff 5b")))
                .isEqualTo(new SubmitSmResp(1, 0, "12", Tlvs.NONE));
    }

    static Stream<Arguments> misfits() {
        return Stream.of(
                Arguments.of("password: expected at most 8 octets, got 9",
                        new Bind(1, Mode.RECEIVER, "a", "123456789", "", 0x34, Address.NONE)),
                Arguments.of("sm_length: expected 0 to 254, got 255",
                        new SubmitSm(1, new ShortMessage("", Address.NONE, Address.NONE, RECEIPT_ASKED, 0, 0,
                                Octets.of(new byte[255]), Tlvs.NONE))),
                Arguments.of("destination_addr: expected ASCII, got U+FF11 at 0",
                        new SubmitSm(1, new ShortMessage("", Address.NONE, new Address(1, 1, "１３５"), RECEIPT_ASKED, 0,
                                0, Octets.EMPTY, Tlvs.NONE))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misfits")
    void what_does_not_fit_is_named_and_leaves_no_bytes_behind(String error, SmppMessage message) {
        ByteBuf out = Unpooled.buffer().writeByte(7);
        assertThatThrownBy(() -> SmppWriter.write(message, out)).hasMessage(error);
        assertThat(out.readableBytes()).isOne();
    }
}

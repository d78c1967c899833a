package io.tocsin.send.sms.smgp;

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
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes written field by field from the document, and its proofs. */
class SmgpGoldenVectorTest {
    static final Octets ID = Octets.ofHex("01006101161700012345");

    static Stream<Arguments> vectors() {
        return Stream.of(
                Arguments.of("Login", """
                        0000002a 00000001 00000007           # header, 42 octets
                        3132333435363738                     # ClientID
                        a7cf036884e6222b7fd6806fea3d7cf2     # AuthenticatorClient
                        02 11f0e540 30                       # LoginMode, TimeStamp 0301000000, ClientVersion
                        """,
                        new Login(7, "12345678", Octets.ofHex("a7cf036884e6222b7fd6806fea3d7cf2"), 2, 301_000_000,
                                0x30)),
                Arguments.of("Login_Resp", """
                        00000021 80000001 00000007 00000000  # header, 33 octets; Status
                        63f05c9fda0d705344fed0541a6cabf6 30  # AuthenticatorServer, ServerVersion
                        """, new LoginResp(7, 0, Octets.ofHex("63f05c9fda0d705344fed0541a6cabf6"), 0x30)),
                Arguments.of("Submit of a segment", """
                        000000a4 00000002 00000008           # header, 147 + 2 octets and three TLVs
                        06 01 00                             # MsgType, NeedReport, Priority
                        66726175640000000000                 # ServiceID "fraud"
                        3030 300000000000 300000000000       # FeeType, FeeCode, FixedFee
                        08                                   # MsgFormat UCS-2
                        0000000000000000000000000000000000   # ValidTime
                        0000000000000000000000000000000000   # AtTime
                        313036393030393631313000000000000000000000  # SrcTermID
                        000000000000000000000000000000000000000000  # ChargeTermID
                        01                                   # DestTermIDCount
                        313333303031333830303000000000000000000000  # DestTermID
                        02 8bc8                              # MsgLength, MsgContent
                        0000000000000000                     # Reserve
                        0002 0001 01                         # TP_udhi
                        0009 0001 02                         # PkTotal
                        000a 0001 01                         # PkNumber
                        """,
                        new Submit(8, Submit.Terms.freeWithReceipt("fraud"), "10690096110", List.of("13300138000"), 8,
                                Octets.ofHex("8bc8"),
                                Tlvs.NONE.with(Tag.TP_UDHI, 1).with(Tag.PK_TOTAL, 2).with(Tag.PK_NUMBER, 1))),
                Arguments.of("Submit_Resp", "0000001a 80000002 00000008 01006101161700012345 00000000",
                        new SubmitResp(8, ID, 0)),
                Arguments.of("Deliver of a person", """
                        0000005b 00000003 00000009           # header, 89 + 2 octets
                        01006101161700012345 00 08           # MsgID, IsReport, MsgFormat
                        3230323631313236313030303030         # RecvTime
                        313333303031333830303000000000000000000000  # SrcTermID
                        313036393030393631313000000000000000000000  # DestTermID
                        02 9000                              # MsgLength, MsgContent
                        0000000000000000                     # Reserve
                        """,
                        new Deliver(9, ID, 0, new Deliver.Origin("20261126100000", "13300138000", "10690096110"), 8,
                                Octets.ofHex("9000"), Tlvs.NONE)),
                Arguments.of("Deliver_Resp", "0000001a 80000003 00000009 01006101161700012345 00000000",
                        new DeliverResp(9, ID, 0)),
                Arguments.of("Active_Test", "0000000c 00000004 0000000a", new ActiveTest(10)),
                Arguments.of("Active_Test_Resp", "0000000c 80000004 0000000a", new ActiveTestResp(10)),
                Arguments.of("Exit", "0000000c 00000006 0000000b", new Exit(11)),
                Arguments.of("Exit_Resp", "0000000c 80000006 0000000b", new ExitResp(11)),
                Arguments.of("a request nobody knows keeps its bytes", "0000000f 00000007 0000000c 010203",
                        new Unknown(12, 7, Octets.ofHex("010203"))),
                Arguments.of("a submit that ends too early", "00000010 00000002 0000000d 06010000",
                        new Malformed(13, 2, "expected a longer body, got 4 octets of request 0x2")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void the_bytes_are_the_message_and_the_message_is_the_bytes(String name, String hex, SmgpMessage message) {
        byte[] bytes = Frames.bytes(hex);
        assertThat(bytes.length).isEqualTo(HexFormat.fromHexDigits(hex.strip().substring(0, 8)));
        assertThat(Frames.one(new SmgpDecoder(), bytes)).isEqualTo(message);
        if (!(message instanceof Malformed)) {
            assertThat(hex(message)).isEqualTo(HexFormat.of().formatHex(bytes));
        }
    }

    static String hex(SmgpMessage message) {
        ByteBuf out = Unpooled.buffer();
        SmgpWriter.write(message, out);
        return ByteBufUtil.hexDump(out);
    }

    @Test
    void both_proofs_are_those_of_the_document() {
        Octets client = SmgpAuthenticator.client("12345678", "shared secret", 301_000_000);
        assertThat(client.toString()).isEqualTo("a7cf036884e6222b7fd6806fea3d7cf2");
        assertThat(SmgpAuthenticator.server(0, client, "shared secret").toString())
                .isEqualTo("63f05c9fda0d705344fed0541a6cabf6");
    }

    @Test
    void a_message_id_is_ten_octets_that_mean_nothing() {
        assertThat(SmgpMsgId.format(ID)).isEqualTo("01006101161700012345");
        assertThat(SmgpMsgId.compose(LocalDateTime.of(2026, 1, 16, 17, 0), 10_061, 12_345).toString())
                .isEqualTo("01006101161700012345");
        assertThat(SmgpMsgId.compose(LocalDateTime.of(2026, 1, 16, 17, 0), 10_061, 1_000_000).toString())
                .isEqualTo("01006101161701000000");
    }

    @Test
    void every_split_of_the_stream_gives_the_same_messages() {
        StringBuilder hex = new StringBuilder();
        vectors().forEach(vector -> hex.append(vector.get()[1]).append('\n'));
        byte[] wire = Frames.bytes(hex.toString());
        List<Object> messages = Frames.read(new SmgpDecoder(), wire);
        assertThat(messages).isEqualTo(vectors().map(vector -> vector.get()[2]).toList());
        for (int at = 1; at < wire.length; at++) {
            assertThat(Frames.read(new SmgpDecoder(), Arrays.copyOf(wire, at),
                    Arrays.copyOfRange(wire, at, wire.length))).as("split at %d", at).isEqualTo(messages);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000", "0000000b", "00002001", "7fffffff", "80000000", "ffffffff"})
    void a_length_out_of_bounds_loses_the_stream_before_anything_is_allocated(String length) {
        EmbeddedChannel channel = new EmbeddedChannel(new SmgpDecoder());
        assertThatThrownBy(() -> channel.writeInbound(Unpooled.wrappedBuffer(Frames.bytes(length))))
                .isInstanceOf(CorruptedFrameException.class).hasMessageContaining("expected 12 to 8192, got ");
        channel.finishAndReleaseAll();
    }

    @Test
    void what_does_not_fit_is_named_and_leaves_no_bytes_behind() {
        ByteBuf out = Unpooled.buffer().writeByte(7);
        assertThatThrownBy(() -> SmgpWriter.write(new SubmitResp(1, Octets.ofHex("01"), 0), out))
                .hasMessage("MsgID: expected 10 octets or none, got 1");
        assertThat(out.readableBytes()).isOne();
    }
}

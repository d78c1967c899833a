package io.tocsin.send.sms.sgip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.CorruptedFrameException;
import io.tocsin.fuzz.Frames;
import io.tocsin.send.sms.wire.Octets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A submit of another library's tests (SMSGate's), and bytes written field by field from the
 * document.
 */
class SgipGoldenVectorTest {
    static final SgipSequence SEQUENCE = new SgipSequence((int) 3_047_112_345L, 1_126_100_000, 7);
    private static final String HEAD = " b59f3e99 431eec20 00000007 ";

    static Stream<Arguments> vectors() {
        return Stream.of(
                Arguments.of("Submit of SMSGate", """
                        000000a8 00000003 00000000 11f333f2 6ebb10dd      # header, 168 octets
                        313036353539313235303238000000000000000000        # SPNumber
                        000000000000000000000000000000000000000000        # ChargeNumber
                        01                                                # UserCount
                        383631383635373131383633360000000000000000        # UserNumber
                        3631313138                                        # CorpId
                        00000000000000000000                              # ServiceType
                        02                                                # FeeType
                        000000000000 000000000000                         # FeeValue, GivenValue
                        00 00 09                                          # AgentFlag, MorelatetoMTFlag, Priority
                        00000000000000000000000000000000                  # ExpireTime
                        00000000000000000000000000000000                  # ScheduleTime
                        01 00 00 00 00                                    # ReportFlag, pid, udhi, coding, type
                        00000004 32333631                                 # MessageLength, MessageContent
                        0000000000000000                                  # Reserve
                        """,
                        new Submit(new SgipSequence(0, 0x11f333f2, 0x6ebb10dd), "106559125028",
                                List.of("8618657118636"),
                                new Submit.Terms("61118", "", new Submit.Fee("", 2, "", "", 0), 0, 9, "", "", 1, 0),
                                new Payload(0, false, 0, Octets.ofHex("32333631")))),
                Arguments.of("Bind", "0000003d 00000001" + HEAD
                        + "01 6e616d65000000000000000000000000 70617373000000000000000000000000 0000000000000000",
                        new Bind(SEQUENCE, Bind.CLIENT, "name", "pass")),
                Arguments.of("Bind_Resp", "0000001d 80000001" + HEAD + "00 0000000000000000",
                        new BindResp(SEQUENCE, 0)),
                Arguments.of("Submit_Resp", "0000001d 80000003" + HEAD + "58 0000000000000000",
                        new SubmitResp(SEQUENCE, 88)),
                Arguments.of("Report", "00000040 00000005" + HEAD + """
                        b59f3e99 431eec20 00000009                        # SubmitSequenceNumber
                        00                                                # ReportType
                        383631383635373131383633360000000000000000        # UserNumber
                        02 19                                             # State, ErrorCode
                        0000000000000000                                  # Reserve
                        """,
                        new Report(SEQUENCE, new SgipSequence((int) 3_047_112_345L, 1_126_100_000, 9), 0,
                                "8618657118636", 2, 25)),
                Arguments.of("Deliver", "0000004f 00000004" + HEAD + """
                        383631383635373131383633360000000000000000        # UserNumber
                        313036353539313235303238000000000000000000        # SPNumber
                        00 00 08                                          # TP_pid, TP_udhi, MessageCoding
                        00000002 9000                                     # MessageLength, MessageContent
                        0000000000000000                                  # Reserve
                        """,
                        new Deliver(SEQUENCE, "8618657118636", "106559125028",
                                new Payload(0, false, 8, Octets.ofHex("9000")))),
                Arguments.of("Deliver_Resp", "0000001d 80000004" + HEAD + "00 0000000000000000",
                        new DeliverResp(SEQUENCE, 0)),
                Arguments.of("Report_Resp", "0000001d 80000005" + HEAD + "00 0000000000000000",
                        new ReportResp(SEQUENCE, 0)),
                Arguments.of("UserRpt", "00000047 00000011" + HEAD + """
                        31303635353931323530323800000000 0000000000       # SPNumber
                        38363138363537313138363336000000 0000000000       # UserNumber
                        01                                                # UserCondition
                        0000000000000000                                  # Reserve
                        """, new UserReport(SEQUENCE, "106559125028", "8618657118636", 1)),
                Arguments.of("UserRpt_Resp", "0000001d 80000011" + HEAD + "00 0000000000000000",
                        new UserReportResp(SEQUENCE, 0)),
                Arguments.of("Trace", "0000003d 00001000" + HEAD + """
                        b59f3e99 43205320 00000009                        # SubmitSequenceNumber
                        38363138363537313138363336000000 0000000000       # UserNumber
                        0000000000000000                                  # Reserve
                        """, new Trace(SEQUENCE, new SgipSequence(0xb59f3e99, 0x43205320, 9), "8618657118636")),
                Arguments.of("Trace_Resp", "00000044 80001000" + HEAD + """
                        01                                                # Count
                        00                                                # Result
                        313034373131                                      # NodeId
                        323631313236313030303030 00000000                 # ReceiveTime
                        00000000000000000000000000000000                  # SendTime
                        0000000000000000                                  # Reserve
                        """, new TraceResp(SEQUENCE, List.of(new TraceResp.Hop(0, "104711", "261126100000",
                        "")))),
                Arguments.of("a Trace_Resp that counts more than it has", "00000015 80001000" + HEAD + "ff",
                        new Malformed(SEQUENCE, 0x8000_1000,
                                "expected a longer body, got 1 octets of command 0x80001000")),
                Arguments.of("Unbind", "00000014 00000002" + HEAD, new Unbind(SEQUENCE)),
                Arguments.of("Unbind_Resp", "00000014 80000002" + HEAD, new UnbindResp(SEQUENCE)),
                Arguments.of("a command nobody knows keeps its bytes", "00000016 00000012" + HEAD + "0102",
                        new Unknown(SEQUENCE, 0x12, Octets.ofHex("0102"))),
                Arguments.of("a report that ends too early", "00000016 00000005" + HEAD + "0102",
                        new Malformed(SEQUENCE, 5, "expected a longer body, got 2 octets of command 0x5")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void the_bytes_are_the_message_and_the_message_is_the_bytes(String name, String hex, SgipMessage message) {
        byte[] bytes = Frames.bytes(hex);
        assertThat(bytes.length).isEqualTo(HexFormat.fromHexDigits(hex.strip().substring(0, 8)));
        assertThat(Frames.one(new SgipDecoder(), bytes)).isEqualTo(message);
        if (!(message instanceof Malformed)) {
            assertThat(hex(message)).isEqualTo(HexFormat.of().formatHex(bytes));
        }
    }

    static String hex(SgipMessage message) {
        ByteBuf out = Unpooled.buffer();
        SgipWriter.write(message, out);
        return ByteBufUtil.hexDump(out);
    }

    @Test
    void every_split_of_the_stream_gives_the_same_messages() {
        StringBuilder hex = new StringBuilder();
        vectors().forEach(vector -> hex.append(vector.get()[1]).append('\n'));
        byte[] wire = Frames.bytes(hex.toString());
        List<Object> messages = Frames.read(new SgipDecoder(), wire);
        assertThat(messages).isEqualTo(vectors().map(vector -> vector.get()[2]).toList());
        for (int at = 1; at < wire.length; at++) {
            assertThat(Frames.read(new SgipDecoder(), Arrays.copyOf(wire, at),
                    Arrays.copyOfRange(wire, at, wire.length))).as("split at %d", at).isEqualTo(messages);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000", "00000013", "00002001", "7fffffff", "80000000", "ffffffff"})
    void a_length_out_of_bounds_loses_the_stream_before_anything_is_allocated(String length) {
        EmbeddedChannel channel = new EmbeddedChannel(new SgipDecoder());
        assertThatThrownBy(() -> channel.writeInbound(Unpooled.wrappedBuffer(Frames.bytes(length))))
                .isInstanceOf(CorruptedFrameException.class).hasMessageContaining("expected 20 to 8192, got ");
        channel.finishAndReleaseAll();
    }

    @Test
    void a_content_longer_than_its_frame_is_malformed() {
        byte[] bytes = Frames.bytes(String.valueOf(vectors().findFirst().orElseThrow().get()[1]));
        bytes[bytes.length - 16] = (byte) 0x7f;
        assertThat(Frames.one(new SgipDecoder(), bytes)).isInstanceOf(Malformed.class);
    }

    @Test
    void a_password_is_never_printed() {
        assertThat(new Bind(SEQUENCE, 1, "name", "topsecret").toString()).contains("name").doesNotContain("topsecret");
        assertThat(new SgipAccount("name", "topsecret", 1, "106", Submit.Terms.freeWithReceipt("1", ""),
                Set.of()).toString()).doesNotContain("topsecret");
    }
}

package io.tocsin.send.sms.cmpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.send.sms.wire.Octets;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that others wrote (gocmpp, SMSGate), field by field. */
class CmppGoldenVectorTest {

    private static final Octets HELLO = Octets.ofHex("6d4b8bd50067006f0063006d007000700020007300750062006d00690074");

    static List<Arguments> vectors() {
        return List.of(Arguments.of("CONNECT", CmppVersion.V2_0, """
                00000027                          # Total_Length 39
                00000001                          # Command_Id CONNECT
                00000017                          # Sequence_Id
                393030303031                      # Source_Addr "900001"
                90d00c1d517abd0b4f65f6bcf8535d16  # AuthenticatorSource
                21                                # Version
                3cdc73be                          # Timestamp 1021080510
                """,
                new Connect(0x17, "900001", Octets.ofHex("90d00c1d517abd0b4f65f6bcf8535d16"), 0x21, 1_021_080_510)),
                Arguments.of("CONNECT_RESP of 3.0", CmppVersion.V3_0, """
                        00000021                          # Total_Length 33
                        80000001                          # Command_Id CONNECT_RESP
                        00000017                          # Sequence_Id
                        00000000                          # Status, four octets
                        7942977274098cf210ab0c16c367bc8d  # AuthenticatorISMG
                        30                                # Version
                        """, new ConnectResp(0x17, 0, Octets.ofHex("7942977274098cf210ab0c16c367bc8d"), 0x30)),
                Arguments.of("CONNECT_RESP of 2.0", CmppVersion.V2_0, """
                        0000001e                          # Total_Length 30
                        80000001                          # Command_Id CONNECT_RESP
                        00000017                          # Sequence_Id
                        00                                # Status, one octet
                        6c0b846e25bab6daa4ed1c466e0f4bd8  # AuthenticatorISMG
                        20                                # Version
                        """, new ConnectResp(0x17, 0, Octets.ofHex("6c0b846e25bab6daa4ed1c466e0f4bd8"), 0x20)),
                Arguments.of("SUBMIT of 2.0", CmppVersion.V2_0, """
                        000000bd 00000004 00000017                  # header, 189 octets
                        0000000000000000                            # Msg_Id
                        01 01                                       # Pk_total, Pk_number
                        01                                          # Registered_Delivery
                        01                                          # Msg_level
                        74657374000000000000                        # Service_Id "test"
                        02                                          # Fee_UserType
                        313335303030303236393600000000000000000000  # Fee_terminal_Id, 21 octets
                        00 00                                       # TP_pId, TP_udhi
                        08                                          # Msg_Fmt UCS-2
                        393030303031                                # Msg_src
                        3032                                        # FeeType
                        313000000000                                # FeeCode "10"
                        3135313130353133313535353130312b00          # ValId_Time
                        0000000000000000000000000000000000          # At_Time
                        393030303031000000000000000000000000000000  # Src_Id
                        01                                          # DestUsr_tl
                        313335303030303236393600000000000000000000  # Dest_terminal_Id
                        1e                                          # Msg_Length 30
                        6d4b8bd50067006f0063006d007000700020007300750062006d00690074
                        0000000000000000                            # Reserve
                        """, submit()), Arguments.of("SUBMIT of 3.0", CmppVersion.V3_0, """
                        000000e1 00000004 00000017                  # header, 225 octets
                        0000000000000000                            # Msg_Id
                        01 01                                       # Pk_total, Pk_number
                        01                                          # Registered_Delivery
                        01                                          # Msg_level
                        74657374000000000000                        # Service_Id "test"
                        02                                          # Fee_UserType
                        3133353030303032363936000000000000000000000000000000000000000000
                        00                                          # Fee_terminal_type
                        00 00                                       # TP_pId, TP_udhi
                        08                                          # Msg_Fmt UCS-2
                        393030303031                                # Msg_src
                        3032                                        # FeeType
                        313000000000                                # FeeCode "10"
                        3135313130353133313535353130312b00          # ValId_Time
                        0000000000000000000000000000000000          # At_Time
                        393030303031000000000000000000000000000000  # Src_Id
                        01                                          # DestUsr_tl
                        3133353030303032363936000000000000000000000000000000000000000000
                        00                                          # Dest_terminal_type
                        1e                                          # Msg_Length 30
                        6d4b8bd50067006f0063006d007000700020007300750062006d00690074
                        0000000000000000000000000000000000000000    # LinkID
                        """, submit()), Arguments.of("SUBMIT_RESP of 2.0", CmppVersion.V2_0, """
                        00000015 80000004 00000017  # header
                        b2b9da8000010000            # Msg_Id
                        00                          # Result, one octet
                        """, new SubmitResp(0x17, 0xb2b9da8000010000L, 0)),
                Arguments.of("SUBMIT_RESP of 3.0", CmppVersion.V3_0, """
                        00000018 80000004 00000017  # header
                        b2b9da8000010000            # Msg_Id
                        00000000                    # Result, four octets
                        """, new SubmitResp(0x17, 0xb2b9da8000010000L, 0)),
                Arguments.of("DELIVER of 2.0", CmppVersion.V2_0, """
                        00000067 00000005 00000005                  # header, 103 octets
                        b525628000010000                            # Msg_Id
                        393030303031000000000000000000000000000000  # Dest_Id
                        00000000000000000000                        # Service_Id
                        00 00                                       # TP_pid, TP_udhi
                        00                                          # Msg_Fmt ASCII
                        313334313233343030303000000000000000000000  # Src_terminal_Id
                        00                                          # Registered_Delivery: a person's message
                        12                                          # Msg_Length 18
                        5468697320697320612074657374204d4f2e        # "This is a test MO."
                        0000000000000000                            # Reserve
                        """,
                        new Deliver(5, 0xb525628000010000L, new Origin("900001", "", "13412340000", 0), 0,
                                new Payload(0, false, 0,
                                        Octets.of("This is a test MO.".getBytes(StandardCharsets.US_ASCII))),
                                "")),
                Arguments.of("DELIVER_RESP of 3.0", CmppVersion.V3_0, """
                        00000018 80000005 00000001  # header
                        b4c5530000010000            # Msg_Id
                        00000000                    # Result
                        """, new DeliverResp(1, 0xb4c5530000010000L, 0)),
                Arguments.of("ACTIVE_TEST", CmppVersion.V3_0, "0000000c0000000800000017", new ActiveTest(0x17)),
                Arguments.of("ACTIVE_TEST_RESP", CmppVersion.V3_0, "0000000d 80000008 00000017 00 # reserved",
                        new ActiveTestResp(0x17)),
                Arguments.of("TERMINATE", CmppVersion.V2_0, "0000000c0000000200000017", new Terminate(0x17)),
                Arguments.of("TERMINATE_RESP", CmppVersion.V2_0, "0000000c8000000200000017", new TerminateResp(0x17)));
    }

    private static Submit submit() {
        Fee fee = new Fee(2, "13500002696", 0, "02", "10");
        Terms terms = new Terms(1, 1, "test", fee, "900001", "151105131555101+", "");
        return new Submit(0x17, 0, Part.SINGLE, terms, Addresses.of("900001", "13500002696"),
                new Payload(0, false, 8, HELLO), "");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void a_vector_is_read_field_by_field(String name, CmppVersion version, String wire, CmppMessage message) {
        assertThat(Wire.decoded(Wire.bytes(wire), version)).isEqualTo(message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void a_vector_is_written_byte_for_byte(String name, CmppVersion version, String wire, CmppMessage message) {
        assertThat(Wire.hex(message, version)).isEqualTo(HexFormat.of().formatHex(Wire.bytes(wire)));
    }
}

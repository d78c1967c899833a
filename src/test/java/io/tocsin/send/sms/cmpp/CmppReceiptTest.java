package io.tocsin.send.sms.cmpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.send.sms.wire.Octets;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class CmppReceiptTest {

    /** A receipt in 3.0, after CMPP V3.0.0, 8.4.5.1. */
    private static final String WIDE = """
            000000b4 00000005 00000009                  # header, 180 octets
            b525628000010007                            # Msg_Id
            393030303031000000000000000000000000000000  # Dest_Id
            00000000000000000000                        # Service_Id
            00 00 00                                    # TP_pid, TP_udhi, Msg_Fmt
            3133353030303032363936000000000000000000000000000000000000000000
            00                                          # Src_terminal_type
            01                                          # Registered_Delivery: a receipt
            47                                          # Msg_Length 71
            b2b9da8000010000                            # Msg_Id of the submit
            44454c49565244                              # Stat DELIVRD
            32363131303531343239                        # Submit_time
            32363131303531343330                        # Done_time
            3133353030303032363936000000000000000000000000000000000000000000
            00000abc                                    # SMSC_sequence
            0000000000000000000000000000000000000000    # LinkID
            """;

    /** What gateways built on gocmpp send in 3.0: the receipt of 2.0. */
    private static final String NARROW_IN_WIDE = WIDE.replace("000000b4 ", "000000a9 ").replace("47    ", "3c    ")
            .replaceAll("(# Done_time\\s+[0-9]{42})0{22}", "$1");

    private static final Report REPORT = new Report(9, 0xb525628000010007L, new Origin("900001", "", "13500002696", 0),
            new Report.Status(0xb2b9da8000010000L, "DELIVRD", "2611051429", "2611051430", "13500002696", 0xabc), "");

    @Test
    void a_receipt_of_71_octets_is_read_and_written() {
        assertThat(Wire.decoded(Wire.bytes(WIDE), CmppVersion.V3_0)).isEqualTo(REPORT);
        assertThat(Wire.hex(REPORT, CmppVersion.V3_0)).isEqualTo(HexFormat.of().formatHex(Wire.bytes(WIDE)));
    }

    @Test
    void a_receipt_of_60_octets_is_read_in_a_session_of_3_0() {
        assertThat(Wire.bytes(NARROW_IN_WIDE)).hasSize(0xa9);
        assertThat(Wire.decoded(Wire.bytes(NARROW_IN_WIDE), CmppVersion.V3_0)).isEqualTo(REPORT);
    }

    @Test
    void a_receipt_in_2_0_has_60_octets_and_comes_back_as_it_was() {
        String hex = Wire.hex(REPORT, CmppVersion.V2_0);
        assertThat(hex).hasSize(2 * (85 + 60));
        assertThat(Wire.decoded(Wire.bytes(hex), CmppVersion.V2_0)).isEqualTo(REPORT);
    }

    @Test
    void a_receipt_too_short_to_be_one_is_a_deliver_that_says_so() {
        Deliver shortOne = new Deliver(1, 2, REPORT.origin(), 1,
                new Payload(0, false, 0, Octets.of("stat:DELIVRD".getBytes(StandardCharsets.US_ASCII))), "");
        assertThat(Wire.decoded(Wire.bytes(Wire.hex(shortOne, CmppVersion.V3_0)), CmppVersion.V3_0))
                .isEqualTo(shortOne);
    }

    @Test
    void no_number_and_no_text_shows_in_what_a_log_would_print() {
        assertThat(REPORT.toString()).doesNotContain("13500002696").contains("b2b9da8000010000");
        assertThat(Addresses.of("900001", "13500002696").toString()).doesNotContain("13500002696");
    }
}

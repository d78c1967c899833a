package io.tocsin.send.sms.smgp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.send.sms.wire.Octets;
import io.tocsin.warning.CauseClass;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmgpReceiptTest {
    static final List<String> FORMS = List.of(
            " sub:001 dlvrd:001 submit date:2611261044 done date:2611261045 stat:UNDELIV err:005 txt:id: stat:",
            "sub:001 dlvrd:001 submit_date:2611261044 done_date:2611261045 stat:UNDELIV err:005 txt:",
            " sSub:001 sDlvrd:001 sSubmit_Date:2611261044 sDone_Date:2611261045 sStat:undeliv sErr:005 sTxt:");

    static Octets content(String key, Octets id, String rest) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(key.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(id.toBytes());
        out.writeBytes(rest.getBytes(StandardCharsets.US_ASCII));
        return Octets.of(out.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void the_three_forms_say_the_same(int form) {
        assertThat(SmgpReceipt.of(content("id:", SmgpGoldenVectorTest.ID, FORMS.get(form)))).isEqualTo(
                new SmgpReceipt("01006101161700012345", "UNDELIV", "005", "2611261044"));
    }

    @ParameterizedTest
    @CsvSource({"MK:0012,000,MK:0012,PERMANENT", "MK:0024,024,MK:0024,POWERED_OFF", "CA:0054,000,CA:0054,NETWORK",
            "DB:0141,141,DB:0141,PERMANENT", "ID:0076,000,ID:0076,UNREACHABLE", "mk:0023,23,MK:0023,BUSY",
            "MI:0024,777,MI:0024:777,POWERED_OFF", "UNDELIV,MK:0024,MK:0024,POWERED_OFF",
            "UNDELIV,0012,UNDELIV:0012,PERMANENT", "EXPIRED,2,EXPIRED:002,BUSY",
            "DELIVRD,MK:0000,DELIVRD:MK:0000,REACHED", "DELIVERED,000,DELIVRD,REACHED", "E_1-x,000,E_1-X,UNREACHABLE"})
    void codes_are_kept_whole_in_all_three_forms(String stat, String error, String raw, CauseClass type) {
        for (String form : FORMS) {
            String said = form.replaceFirst("005", error).replaceFirst("(?i)UNDELIV", stat);
            SmgpReceipt receipt = SmgpReceipt.of(content("id:", SmgpGoldenVectorTest.ID, said));
            assertThat(receipt.raw()).as(said).isEqualTo(raw);
            assertThat(SmgpCauses.table().of(receipt.raw()).type()).as(said).isEqualTo(type);
        }
    }

    @Test
    void a_state_that_no_blank_follows_ends_where_the_next_key_begins() {
        assertThat(SmgpReceipt.of(content("id:", SmgpGoldenVectorTest.ID, "stat:MK:0012err:012txt:")).raw())
                .isEqualTo("MK:0012");
        assertThat(SmgpReceipt.of(content("id:", SmgpGoldenVectorTest.ID, "stat: err:005")).stat()).isEmpty();
    }

    @Test
    void the_octets_of_an_id_may_be_anything() {
        // They spell "stat:ERR:5" and more: the id is found by its place.
        Octets id = Octets.of("stat:ABC: ".getBytes(StandardCharsets.US_ASCII));
        assertThat(SmgpReceipt.of(content("ID:", id, " stat:DELIVRD err:000")))
                .isEqualTo(new SmgpReceipt(id.toString(), "DELIVRD", "", ""));
        assertThat(SmgpReceipt.of(content("id:01006101161700012345", Octets.EMPTY, " stat:DELIVRD")))
                .as("written out").isEqualTo(new SmgpReceipt("01006101161700012345", "DELIVRD", "", ""));
    }

    @Test
    void what_says_nothing_is_empty() {
        assertThat(SmgpReceipt.of(Octets.EMPTY)).isEqualTo(new SmgpReceipt("", "", "", ""));
        assertThat(SmgpReceipt.of(Octets.ofHex("69643a0102"))).isEqualTo(new SmgpReceipt("", "", "", ""));
    }

    @ParameterizedTest
    @CsvSource({"DELIVRD,REACHED", "EXPIRED:002,BUSY", "UNDELIV:005,PERMANENT", "UNDELIV:010,NETWORK",
            "UNDELIV:777,PERMANENT", "submit:74,TIME_WINDOW", "submit:75,QUOTA", "submit:46,CONFIG", "ACCEPTD,NONE",
            "UNKNOWN:999,AMBIGUOUS", "submit:200,UNREACHABLE"})
    void codes_have_their_class(String code, CauseClass type) {
        assertThat(SmgpCauses.table().of(code).type()).isEqualTo(type);
    }
}

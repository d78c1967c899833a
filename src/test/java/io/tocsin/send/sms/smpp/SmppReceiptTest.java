package io.tocsin.send.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.send.sms.wire.Octets;
import io.tocsin.send.sms.wire.Tlvs;
import io.tocsin.warning.CauseClass;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmppReceiptTest {
    static List<String> texts() {
        return List.of(
                "id:0123456789 sub:001 dlvrd:001 submit date:2611261044 done date:2611261045 stat:DELIVRD err:000 text:hi",
                "id:8a3f stat:UNDELIV err:69", "ID:abc-1 STAT:expired ERR:0x1 Text:id:no stat:no",
                "submit date:261126104455 done date:261126104456 stat:DELIVRD err:000 id:7 text:",
                "id: 12 stat: REJECTED err: 3F text:", "Stat:ACCEPTED id:5", "id:5 stat:DELIVRD err:0",
                "x:id:5 stat:5", "");
    }

    static ShortMessage receipt(Octets content, Tlvs tlvs) {
        return new ShortMessage("", new Address(1, 1, "8613800138000"), new Address(0, 1, "10690096110"),
                ShortMessage.Terms.NONE, 0x04, 0, content, tlvs);
    }

    private static SmppReceipt of(String text, Tlvs tlvs) {
        return SmppReceipt.of(receipt(Octets.of(text.getBytes(StandardCharsets.US_ASCII)), tlvs));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {"0|0123456789|DELIVRD|2611261044", "1|8a3f|UNDELIV:69|''",
            "2|abc-1|EXPIRED:0x1|''", "3|7|DELIVRD|261126104455", "4|12|REJECTD:3F|''", "5|5|ACCEPTD|''",
            "6|5|DELIVRD|''", "8|''|''|''"})
    void a_text_is_read_key_by_key(int text, String id, String raw, String submitted) {
        SmppReceipt receipt = of(texts().get(text), Tlvs.NONE);
        assertThat(receipt.messageId()).isEqualTo(id);
        assertThat(receipt.raw()).isEqualTo(raw);
        assertThat(receipt.submitDate()).isEqualTo(submitted);
    }

    @ParameterizedTest
    @CsvSource({"id:1 stat:MK:0012 err:012,MK:0012,PERMANENT", "id:1 stat:UNDELIV err:MK:0024,MK:0024,POWERED_OFF",
            "stat:ID:0076 err:000 id:1,ID:0076,UNREACHABLE", "id:1 Stat: ca:0054 Err: 000,CA:0054,NETWORK",
            "id:1 stat:DB:0141 err:777,DB:0141:777,PERMANENT", "id:1 stat:EXPIRED1 err:1,EXPIRED1:1,UNREACHABLE",
            "id:1 stat:UNDELIVERABLE err:0x0000000b,UNDELIV:0x0000000b,PERMANENT"})
    void a_centres_code_is_kept_whole_and_found(String text, String raw, CauseClass type) {
        SmppReceipt receipt = of(text, Tlvs.NONE);
        assertThat(receipt.messageId()).isEqualTo("1");
        assertThat(receipt.raw()).isEqualTo(raw);
        assertThat(SmppCauses.table().of(receipt.raw()).type()).isEqualTo(type);
    }

    @Test
    void a_centres_code_in_the_text_says_more_than_the_state_beside_it_unless_that_is_delivered() {
        Tlvs failed = Tlvs.NONE.with(Tag.MESSAGE_STATE, 5).with(Tag.NETWORK_ERROR_CODE, Octets.ofHex("03000b"));
        assertThat(of("id:1 stat:MK:0024 err:000", failed).raw()).isEqualTo("MK:0024:011");
        assertThat(of("id:1 stat:UNDELIV err:MK:0024", failed).raw()).isEqualTo("MK:0024");
        assertThat(SmppCauses.table().of("MK:0024:011").type()).isEqualTo(CauseClass.POWERED_OFF);
        assertThat(SmppCauses.table().words("MK:0024:011").isEmpty()).isFalse();
        assertThat(of("id:1 stat:MK:0024 err:000", Tlvs.NONE.with(Tag.MESSAGE_STATE, 2)).raw()).isEqualTo("DELIVRD");
    }

    @Test
    void optional_parameters_come_before_the_text() {
        Tlvs tlvs = Tlvs.NONE.with(Tag.RECEIPTED_MESSAGE_ID, Octets.of((byte) 'x', (byte) '1', (byte) 0))
                .with(Tag.MESSAGE_STATE, 5).with(Tag.NETWORK_ERROR_CODE, Octets.ofHex("03000b"));
        assertThat(of("id:y2 stat:DELIVRD err:000", tlvs)).isEqualTo(new SmppReceipt("x1", "UNDELIV", "011", ""));
        assertThat(of("", tlvs)).as("no text at all").isEqualTo(new SmppReceipt("x1", "UNDELIV", "011", ""));
    }

    @Test
    void a_state_has_a_class_whatever_the_error_behind_it_and_an_operator_may_say_more() {
        assertThat(SmppCauses.table().of("UNDELIV:011").type()).isEqualTo(CauseClass.PERMANENT);
        assertThat(SmppCauses.table().of("EXPIRED").type()).isEqualTo(CauseClass.UNREACHABLE);
        assertThat(SmppCauses.table().of("ENROUTE").type()).isEqualTo(CauseClass.NONE);
        assertThat(SmppCauses.table().of("UNKNOWN:1").type()).isEqualTo(CauseClass.AMBIGUOUS);
        assertThat(SmppCauses.table().with(java.util.Map.of("UNDELIV:011", CauseClass.POWERED_OFF)).of("UNDELIV:011")
                .type()).isEqualTo(CauseClass.POWERED_OFF);
        assertThat(SmppCauses.table().of("submit:0x7777").type()).as("what nobody knows")
                .isEqualTo(CauseClass.UNREACHABLE);
    }

    @ParameterizedTest
    @CsvSource({"RAW,00aF,00aF", "HEX,00aF,af", "HEX,xyz,xyz", "DECIMAL,000175,af", "DECIMAL,af,af", "DECIMAL,0,0"})
    void ids_of_either_form_become_the_same(MessageIds.Form form, String id, String normal) {
        assertThat(form.normal(id)).isEqualTo(normal);
    }
}

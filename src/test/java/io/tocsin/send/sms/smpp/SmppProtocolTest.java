package io.tocsin.send.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.send.sms.protocol.Incoming;
import io.tocsin.send.sms.text.EncodedText;
import io.tocsin.send.sms.text.Encoding;
import io.tocsin.send.sms.text.Joining;
import io.tocsin.send.sms.text.Segmenter;
import io.tocsin.send.sms.wire.Octets;
import io.tocsin.send.sms.wire.Tlvs;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Receipt;
import io.tocsin.warning.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmppProtocolTest {
    private static final Phone PHONE = new Phone("8613800138000");
    private static final SmppAccount ACCOUNT = new SmppAccount("tocsin", "secret", "", new Address(0, 1, "10690096110"),
            SmppAccount.Numbers.INTERNATIONAL, "", new SmppAccount.Codings(1, Alphabet.LATIN1),
            new MessageIds(MessageIds.Form.HEX, MessageIds.Form.DECIMAL), SmppAccount.FLOW_CODES);
    private static final String LONG = "诈".repeat(71);

    private final SmppProtocol protocol = new SmppProtocol(ACCOUNT, Mode.TRANSCEIVER, SmppCauses::table);
    private final List<String> heard = new ArrayList<>();

    private void interpret(SmppMessage message) {
        protocol.interpret(message, new Ears());
    }

    private final class Ears implements Incoming<SmppMessage> {
        @Override
        public void loginAccepted() {
            heard.add("in");
        }

        @Override
        public void loginRefused(String reason) {
            heard.add("refused " + reason);
        }

        @Override
        public void loginDenied(SmppMessage reply, String reason) {
            heard.add("denied " + reason + " -> " + reply);
        }

        @Override
        public void submitAnswered(int sequence, AttemptEnd end, String messageId) {
            String cause = switch (end) {
                case AttemptEnd.Failed(var c) -> c.type() + " " + c.raw();
                case AttemptEnd.Unknown(var c) -> c.type() + " " + c.raw();
                case AttemptEnd.FlowControlled(var c, _) -> c.type() + " " + c.raw();
                default -> messageId;
            };
            heard.add(sequence + " " + end.getClass().getSimpleName() + " " + cause);
        }

        @Override
        public void congested(int percent) {
            heard.add("congested " + percent);
        }

        @Override
        public void receipt(Receipt receipt, SmppMessage reply) {
            heard.add(receipt.messageId() + " " + receipt.phone() + " " + receipt.cause().raw() + " -> " + reply);
        }

        @Override
        public void message(Reply message, SmppMessage reply) {
            heard.add(message.phone() + " " + message.text() + " -> " + reply);
        }

        @Override
        public void reply(SmppMessage reply) {
            heard.add("-> " + reply);
        }

        @Override
        public void nothing() {
            heard.add("nothing");
        }

        @Override
        public void terminated(SmppMessage reply) {
            heard.add("terminated -> " + reply);
        }

        @Override
        public void terminateAnswered() {
            heard.add("closed");
        }

        @Override
        public void unreadable(String problem) {
            heard.add("unreadable " + problem);
        }
    }

    private static DeliverSm deliver(int esmClass, int coding, Octets content) {
        return new DeliverSm(9, new ShortMessage("", new Address(1, 1, "8613800138000"),
                new Address(0, 1, "10690096110"), ShortMessage.Terms.NONE, esmClass, coding, content, Tlvs.NONE));
    }

    private static Octets ascii(String text) {
        return Octets.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"0|00AF|7 Accepted af", "0x58|''|7 FlowControlled NETWORK submit:0x58",
            "0x14|''|7 FlowControlled NETWORK submit:0x14", "0x0b|''|7 Failed PERMANENT submit:0x0b",
            "0x0a|''|7 Failed CONFIG submit:0x0a", "0x45|''|7 Unknown AMBIGUOUS submit:0x45",
            "0x400|''|7 Failed UNREACHABLE submit:0x400"})
    void an_answer_means_what_its_status_says(String status, String id, String meaning) {
        interpret(new SubmitSmResp(7, Integer.decode(status), id, Tlvs.NONE));
        assertThat(heard).containsExactly(meaning);
    }

    @Test
    void how_busy_the_carrier_is_comes_before_the_answer() {
        interpret(new SubmitSmResp(7, 0, "a", Tlvs.NONE.with(Tag.CONGESTION_STATE, 95)));
        assertThat(heard).containsExactly("congested 95", "7 Accepted a");
    }

    @Test
    void either_side_may_ask_and_end() {
        interpret(new EnquireLink(3));
        interpret(new EnquireLinkResp(3));
        interpret(new Unbind(4));
        interpret(new UnbindResp(5));
        assertThat(heard).containsExactly("-> EnquireLinkResp[sequence=3]", "nothing",
                "terminated -> UnbindResp[sequence=4]", "closed");
        assertThat(protocol.keepAlive(6)).isEqualTo(new EnquireLink(6));
        assertThat(protocol.terminate(6)).isEqualTo(new Unbind(6));
    }

    @Test
    void a_receipt_is_normalised_by_the_carriers_habit() {
        interpret(deliver(0x04, 0, ascii("id:0000000175 stat:DELIVRD err:000")));
        interpret(deliver(0x04, 0, ascii("id:0000000175 stat:ACCEPTD err:000")));
        interpret(deliver(0x20, 0, ascii("id:0000000175 stat:DELIVRD err:000")));
        interpret(deliver(0x04, 0, ascii("nothing of use")));
        assertThat(heard).containsExactly("af 8613800138000 DELIVRD -> DeliverSmResp[sequence=9, status=0]",
                "-> DeliverSmResp[sequence=9, status=0]", "-> DeliverSmResp[sequence=9, status=0]",
                "unreadable expected a receipt with id and state, got one of 14 octets",
                "-> DeliverSmResp[sequence=9, status=0]");
    }

    @Test
    void a_receipt_may_leave_the_numbers_as_the_submit_had_them_and_come_as_data_sm() {
        interpret(new DataSm(9, new ShortMessage("", new Address(0, 1, "10690096110"),
                new Address(1, 1, "8613800138000"), ShortMessage.Terms.NONE, 0x04, 0, Octets.EMPTY,
                Tlvs.NONE.with(Tag.MESSAGE_PAYLOAD, ascii("id:10 stat:EXPIRED err:000")))));
        assertThat(heard).containsExactly("a 8613800138000 EXPIRED -> DataSmResp[sequence=9, status=0]");
    }

    @Test
    void a_persons_message_is_read_by_its_coding() {
        interpret(deliver(0, 8, Octets.of("退订".getBytes(StandardCharsets.UTF_16BE))));
        interpret(deliver(0, 0, ascii("TD")));
        assertThat(heard).containsExactly("8613800138000 退订 -> DeliverSmResp[sequence=9, status=0]",
                "8613800138000 TD -> DeliverSmResp[sequence=9, status=0]");
    }

    private SmppProtocol of(SmppAccount.Codings codings, Set<Integer> flowCodes) {
        return new SmppProtocol(
                new SmppAccount("tocsin", "secret", "", ACCOUNT.source(), ACCOUNT.numbers(), "", codings,
                        ACCOUNT.ids(), flowCodes),
                Mode.TRANSCEIVER, SmppCauses::table);
    }

    @ParameterizedTest
    @CsvSource({"GSM7, 1b3c0041400265041b6504, [@A¡$eè€è", "ASCII, cad5b5bd, 收到", "ASCII, 5444, TD",
            "LATIN1, e9, é", "GB18030, cad5b5bd, 收到"})
    void data_coding_0_is_the_carriers_own_alphabet(Alphabet alphabet, String octets, String text) {
        of(new SmppAccount.Codings(0, alphabet), Set.of()).interpret(deliver(0, 0, Octets.ofHex(octets)), new Ears());
        assertThat(heard).containsExactly("8613800138000 " + text + " -> DeliverSmResp[sequence=9, status=0]");
    }

    @Test
    void texts_are_written_in_the_carriers_own_alphabet_where_it_is_meant() {
        EncodedText plain = new Segmenter(true, Encoding.UCS2, Joining.UDH8, 16).split("a_b@c$ 1", 1);
        SmppAccount.Codings gsm = new SmppAccount.Codings(0, Alphabet.GSM7);
        assertThat(content(of(gsm, Set.of()), plain, 0).toString()).isEqualTo("61116200630220" + "31");
        assertThat(content(of(gsm, Set.of()), plain.asFlash(), 0).toString()).isEqualTo("6111620063022031");
        assertThat(content(of(new SmppAccount.Codings(1, Alphabet.GSM7), Set.of()), plain, 0).toString())
                .as("named as ASCII").isEqualTo("615f624063242031");
        EncodedText cut = new Segmenter(true, Encoding.UCS2, Joining.UDH8, 16).split("@".repeat(141), 0x40);
        assertThat(content(of(gsm, Set.of()), cut, 1).toString()).as("not in the header")
                .isEqualTo("050003400202" + "00".repeat(7));
        EncodedText chinese = new Segmenter(true, Encoding.GB18030, Joining.UDH8, 16).split("收到", 1);
        ShortMessage own = ((SubmitSm) of(new SmppAccount.Codings(1, Alphabet.GB18030), Set.of()).submit(5, PHONE,
                chinese, 0)).message();
        assertThat(own.dataCoding()).isZero();
        assertThat(own.content().toString()).isEqualTo("cad5b5bd");
    }

    private static Octets content(SmppProtocol protocol, EncodedText text, int part) {
        return ((SubmitSm) protocol.submit(5, PHONE, text, part)).message().content();
    }

    @Test
    void which_statuses_are_flow_control_is_the_carriers_affair() {
        of(ACCOUNT.codings(), Set.of(0x403)).interpret(new SubmitSmResp(7, 0x403, "", Tlvs.NONE), new Ears());
        of(ACCOUNT.codings(), Set.of(0x403)).interpret(new SubmitSmResp(8, 0x58, "", Tlvs.NONE), new Ears());
        interpret(new SubmitSmResp(9, 0x58, "", Tlvs.NONE));
        assertThat(heard).containsExactly("7 FlowControlled UNREACHABLE submit:0x403", "8 Failed NETWORK submit:0x58",
                "9 FlowControlled NETWORK submit:0x58");
    }

    @Test
    void what_is_not_understood_is_counted_and_answered() {
        interpret(new GenericNack(7, 0x0b));
        interpret(new GenericNack(0, 0x02));
        interpret(new Unknown(8, 0x21, 0, Octets.EMPTY));
        interpret(new Unknown(8, 0x102, 0, Octets.EMPTY));
        interpret(new Malformed(8, CommandId.DELIVER_SM, "why"));
        interpret(new Malformed(8, CommandId.SUBMIT_SM_RESP, "why"));
        assertThat(heard).containsExactly("unreadable generic_nack 0x0b", "7 Failed PERMANENT submit:0x0b",
                "unreadable generic_nack 0x02", "unreadable command 0x21",
                "-> GenericNack[sequence=8, status=3]", "unreadable command 0x102", "unreadable why",
                "-> DeliverSmResp[sequence=8, status=101]", "unreadable why",
                "8 Unknown AMBIGUOUS malformed-response");
    }

    @Test
    void a_login_is_refused_in_words() {
        interpret(new BindResp(1, Mode.TRANSCEIVER, 0x0e, "", Tlvs.NONE));
        interpret(new BindResp(1, Mode.TRANSCEIVER, 0, "smsc", Tlvs.NONE));
        assertThat(heard).containsExactly("refused 0x0e password wrong", "in");
        assertThat(protocol.login(1).toString()).doesNotContain("secret");
        assertThat(ACCOUNT.toString()).doesNotContain("secret");
    }

    private ShortMessage submitted(Joining joining, int part) {
        EncodedText text = new Segmenter(true, Encoding.UCS2, joining, 16).split(LONG, 0x1234);
        return ((SubmitSm) protocol.submit(5, PHONE, text, part)).message();
    }

    @Test
    void the_parts_of_a_long_text_have_a_header_or_parameters_or_are_one() {
        ShortMessage header = submitted(Joining.UDH16, 1);
        assertThat(header.esmClass()).isEqualTo(0x40);
        assertThat(header.content().toString()).startsWith("06080412340202");
        assertThat(header.tlvs()).isEqualTo(Tlvs.NONE);

        ShortMessage sar = submitted(Joining.SAR, 1);
        assertThat(sar.esmClass()).as("a header and SAR must not be combined (5.2.12)").isZero();
        assertThat(sar.content()).isEqualTo(Octets.of("诈".repeat(4).getBytes(StandardCharsets.UTF_16BE)));
        assertThat(sar.tlvs()).isEqualTo(Tlvs.NONE.with(Tag.SAR_MSG_REF_NUM, Octets.ofHex("1234"))
                .with(Tag.SAR_TOTAL_SEGMENTS, 2).with(Tag.SAR_SEGMENT_SEQNUM, 2));
        assertThat(submitted(Joining.SAR, 0).content().length()).as("room for the carrier's header").isEqualTo(134);

        ShortMessage whole = submitted(Joining.WHOLE, 0);
        assertThat(whole.esmClass()).isZero();
        assertThat(whole.content()).as("142 octets are no single segment").isEqualTo(Octets.EMPTY);
        assertThat(whole.text()).isEqualTo(Octets.of(LONG.getBytes(StandardCharsets.UTF_16BE)));
        EncodedText shorter = new Segmenter(true, Encoding.UCS2, Joining.WHOLE, 16).split(LONG.substring(1), 1);
        ShortMessage single = ((SubmitSm) protocol.submit(5, PHONE, shorter, 0)).message();
        assertThat(single.content().length()).isEqualTo(140);
        assertThat(single.tlvs()).isEqualTo(Tlvs.NONE);
    }
}

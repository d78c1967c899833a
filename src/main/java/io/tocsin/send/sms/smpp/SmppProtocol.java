package io.tocsin.send.sms.smpp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.tocsin.send.CauseTable;
import io.tocsin.send.sms.protocol.Incoming;
import io.tocsin.send.sms.protocol.SmsProtocol;
import io.tocsin.send.sms.text.EncodedText;
import io.tocsin.send.sms.text.Joining;
import io.tocsin.send.sms.text.Uplink;
import io.tocsin.send.sms.wire.Octets;
import io.tocsin.send.sms.wire.Tlvs;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Receipt;
import io.tocsin.warning.Reply;
import java.util.function.Supplier;

/**
 * The client's side of SMPP 3.4 on one connection.
 */
public final class SmppProtocol implements SmsProtocol<SmppMessage> {
    private static final AttemptEnd ACCEPTED = new AttemptEnd.Accepted();
    private static final int OK = 0;
    private static final int INVALID_COMMAND = 0x03;
    private static final int PERMANENT = 0x65;
    private static final int OUTBIND = 0x0b;
    private static final int ALERT = 0x102;
    private static final int VERSION = 0x34;
    private static final int UDHI = 0x40;
    /** The type of a message in esm_class: a receipt, or an intermediate one (SMPP 3.4, 5.2.12). */
    private static final int TYPE = 0x3c;
    private static final int RECEIPT = 0x04;
    private static final int INTERMEDIATE = 0x20;
    /**
     * What a phone's one message holds; short_message has room for 254, which not every carrier cuts.
     */
    private static final int SEGMENT = 140;
    private static final int MOST_PHONE = 21;

    private final SmppAccount account;
    private final Mode mode;
    private final Supplier<CauseTable> causes;

    /**
     * A protocol for one connection.
     *
     * @param mode what the session is for
     * @param causes what raw codes mean now, see {@link SmppCauses}
     */
    public SmppProtocol(SmppAccount account, Mode mode, Supplier<CauseTable> causes) {
        this.account = account;
        this.mode = mode;
        this.causes = causes;
    }

    @Override
    public Class<SmppMessage> messages() {
        return SmppMessage.class;
    }

    @Override
    public ChannelHandler decoder() {
        return new SmppDecoder();
    }

    @Override
    public void encode(SmppMessage message, ByteBuf out) {
        SmppWriter.write(message, out);
    }

    @Override
    public SmppMessage login(int sequence) {
        return new Bind(sequence, mode, account.systemId(), account.password(), account.systemType(), VERSION,
                Address.NONE);
    }

    @Override
    public SmppMessage submit(int sequence, Phone phone, EncodedText text, int part) {
        int total = text.parts().size();
        int coding = text.coding(account.codings().of(text.encoding()));
        Octets segment = text.parts().get(part);
        Octets content = account.codings().written(text.encoding(), coding, segment,
                text.hasHeaders() ? 1 + segment.at(0) : 0);
        Tlvs tlvs = Tlvs.NONE;
        if (total > 1 && text.joining() == Joining.SAR) {
            tlvs = tlvs.with(Tag.SAR_MSG_REF_NUM, Octets.of((byte) (text.reference() >> 8), (byte) text.reference()))
                    .with(Tag.SAR_TOTAL_SEGMENTS, total).with(Tag.SAR_SEGMENT_SEQNUM, part + 1);
        }
        if (content.length() > SEGMENT) {
            tlvs = tlvs.with(Tag.MESSAGE_PAYLOAD, content);
            content = Octets.EMPTY;
        }
        Address to = switch (account.numbers()) {
            case INTERNATIONAL -> new Address(1, 1, phone.digits());
            case NATIONAL -> new Address(2, 1, phone.national());
        };
        return new SubmitSm(sequence, new ShortMessage(account.serviceType(), account.source(), to,
                ShortMessage.Terms.WITH_RECEIPT, text.hasHeaders() ? UDHI : 0,
                coding, content, tlvs));
    }

    @Override
    public SmppMessage keepAlive(int sequence) {
        return new EnquireLink(sequence);
    }

    @Override
    public SmppMessage terminate(int sequence) {
        return new Unbind(sequence);
    }

    @Override
    public void interpret(SmppMessage message, Incoming<SmppMessage> incoming) {
        switch (message) {
            case SubmitSmResp m -> answered(m, incoming);
            case DeliverSm m -> delivered(m.message(), new DeliverSmResp(m.sequence(), OK), incoming);
            case DataSm m -> delivered(m.message(), new DataSmResp(m.sequence(), OK), incoming);
            case BindResp m -> login(m, incoming);
            case EnquireLink m -> incoming.reply(new EnquireLinkResp(m.sequence()));
            case EnquireLinkResp _ -> incoming.nothing();
            case Unbind m -> incoming.terminated(new UnbindResp(m.sequence()));
            case UnbindResp _ -> incoming.terminateAnswered();
            case GenericNack m -> nacked(m, incoming);
            case Malformed m -> malformed(m, incoming);
            case Unknown m -> unknown(m, incoming);
            case Bind _,SubmitSm _,DeliverSmResp _,DataSmResp _ -> incoming.unreadable(
                    "expected a carrier's message, got command 0x" + Integer.toHexString(message.commandId()));
        }
    }

    private void answered(SubmitSmResp m, Incoming<SmppMessage> incoming) {
        m.tlvs().octet(Tag.CONGESTION_STATE).ifPresent(incoming::congested);
        if (m.status() == OK) {
            incoming.submitAnswered(m.sequence(), ACCEPTED, account.ids().answers().normal(m.messageId()));
        } else {
            incoming.submitAnswered(m.sequence(), end(m.status()), "");
        }
    }

    private AttemptEnd end(int status) {
        Cause cause = causes.get().of(SmppCauses.submit(status));
        if (account.flowCodes().contains(status)) {
            return new AttemptEnd.FlowControlled(cause);
        }
        return cause.type() == CauseClass.AMBIGUOUS ? new AttemptEnd.Unknown(cause) : new AttemptEnd.Failed(cause);
    }

    private void delivered(ShortMessage m, SmppMessage reply, Incoming<SmppMessage> incoming) {
        int type = m.esmClass() & TYPE;
        boolean named = m.tlvs().find(Tag.RECEIPTED_MESSAGE_ID).isPresent();
        if (type == INTERMEDIATE) {
            incoming.reply(reply);
        } else if (type == RECEIPT || named) {
            receipt(m, reply, incoming);
        } else {
            incoming.message(message(m), reply);
        }
    }

    private void receipt(ShortMessage m, SmppMessage reply, Incoming<SmppMessage> incoming) {
        SmppReceipt receipt = SmppReceipt.of(m);
        if (receipt.messageId().isEmpty() || receipt.stat().isEmpty()) {
            // Confirmed all the same: the carrier would send it again for ever.
            incoming.unreadable("expected a receipt with id and state, got one of " + m.text().length() + " octets");
            incoming.reply(reply);
            return;
        }
        Cause cause = causes.get().of(receipt.raw());
        if (cause.type() == CauseClass.NONE) {
            incoming.reply(reply);
            return;
        }
        String submittedAt = receipt.submitDate().isEmpty() ? null : receipt.submitDate();
        incoming.receipt(new Receipt(account.ids().receipts().normal(receipt.messageId()), phone(m), cause,
                submittedAt), reply);
    }

    /**
     * A receipt comes from the person's number; some carriers leave the numbers as the submit had them.
     */
    private String phone(ShortMessage m) {
        String from = m.source().digits();
        String digits = from.equals(account.source().digits()) ? m.destination().digits() : from;
        String phone = digits.startsWith("+") ? digits.substring(1) : digits;
        return phone.length() > MOST_PHONE ? "" : phone;
    }

    private static void login(BindResp m, Incoming<SmppMessage> incoming) {
        if (m.status() == OK) {
            incoming.loginAccepted();
            return;
        }
        incoming.loginRefused("0x%02x ".formatted(m.status()) + switch (m.status()) {
            case 0x05 -> "already bound";
            case 0x0d -> "bind failed";
            case 0x0e -> "password wrong";
            case 0x0f -> "account (system_id) wrong";
            case 0x53 -> "systemType wrong";
            default -> "refused by the carrier";
        });
    }

    /** Of what was not understood, a submit is over and a login is refused; the rest says nothing. */
    private void nacked(GenericNack m, Incoming<SmppMessage> incoming) {
        incoming.unreadable("generic_nack 0x%02x".formatted(m.status()));
        if (m.sequence() != 0) {
            incoming.submitAnswered(m.sequence(), end(m.status()), "");
        }
    }

    private static void unknown(Unknown m, Incoming<SmppMessage> incoming) {
        incoming.unreadable("command 0x" + Integer.toHexString(m.commandId()));
        if (m.commandId() > 0 && m.commandId() != OUTBIND && m.commandId() != ALERT) {
            incoming.reply(new GenericNack(m.sequence(), INVALID_COMMAND));
        }
    }

    private static void malformed(Malformed m, Incoming<SmppMessage> incoming) {
        incoming.unreadable(m.problem());
        switch (m.commandId()) {
            case CommandId.DELIVER_SM -> incoming.reply(new DeliverSmResp(m.sequence(), PERMANENT));
            case CommandId.DATA_SM -> incoming.reply(new DataSmResp(m.sequence(), PERMANENT));
            case CommandId.SUBMIT_SM_RESP -> incoming.submitAnswered(m.sequence(),
                    new AttemptEnd.Unknown(new Cause(CauseClass.AMBIGUOUS, "malformed-response")), "");
            default -> {
            }
        }
    }

    /** A person's message; there is no id of it. A header wins over the parameters (5.2.12). */
    private Reply message(ShortMessage m) {
        int reference = m.tlvs().find(Tag.SAR_MSG_REF_NUM).filter(value -> value.length() >= 2)
                .map(value -> value.at(0) << 8 | value.at(1)).orElse(0);
        Reply.Part part = Uplink.part(reference, m.tlvs().octet(Tag.SAR_TOTAL_SEGMENTS).orElse(1),
                m.tlvs().octet(Tag.SAR_SEGMENT_SEQNUM).orElse(1));
        Reply.Coding coding = switch (m.dataCoding()) {
            case 8, 0x18, 0x19, 0x1a, 0x1b -> Reply.Coding.UCS2;
            case 15 -> Reply.Coding.GB18030;
            case 0, 0x10 -> account.codings().alphabet().coding();
            default -> Reply.Coding.LATIN1;
        };
        return Uplink.read(new Uplink.Envelope("", m.source().digits(), m.destination().digits()), coding, m.text(),
                m.hasHeader(), part);
    }
}

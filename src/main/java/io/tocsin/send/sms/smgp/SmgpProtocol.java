package io.tocsin.send.sms.smgp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.tocsin.send.CauseTable;
import io.tocsin.send.sms.protocol.Incoming;
import io.tocsin.send.sms.protocol.SmsProtocol;
import io.tocsin.send.sms.text.EncodedText;
import io.tocsin.send.sms.text.Encoding;
import io.tocsin.send.sms.text.Uplink;
import io.tocsin.send.sms.wire.Octets;
import io.tocsin.send.sms.wire.Tlvs;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Receipt;
import io.tocsin.warning.Reply;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Supplier;

/**
 * The client's side of SMGP 3.0.3 on one connection.
 */
public final class SmgpProtocol implements SmsProtocol<SmgpMessage> {
    private static final AttemptEnd ACCEPTED = new AttemptEnd.Accepted();
    private static final int OK = 0;
    private static final int STRUCTURE_ERROR = 10;

    private final SmgpAccount account;
    private final SmgpAccount.Mode mode;
    private final Supplier<CauseTable> causes;
    private final Supplier<LocalDateTime> clock;

    /**
     * A protocol for one connection.
     *
     * @param mode what the session is for
     * @param causes what raw codes mean now, see {@link SmgpCauses}
     * @param clock the carrier's wall-clock time, which stands in the login
     */
    public SmgpProtocol(SmgpAccount account, SmgpAccount.Mode mode, Supplier<CauseTable> causes,
            Supplier<LocalDateTime> clock) {
        this.account = account;
        this.mode = mode;
        this.causes = causes;
        this.clock = clock;
    }

    @Override
    public Class<SmgpMessage> messages() {
        return SmgpMessage.class;
    }

    @Override
    public ChannelHandler decoder() {
        return new SmgpDecoder();
    }

    @Override
    public void encode(SmgpMessage message, ByteBuf out) {
        SmgpWriter.write(message, out);
    }

    @Override
    public SmgpMessage login(int sequence) {
        LocalDateTime now = clock.get();
        int date = now.getMonthValue() * 100 + now.getDayOfMonth();
        int time = now.getHour() * 10_000 + now.getMinute() * 100 + now.getSecond();
        int timestamp = date * 1_000_000 + time;
        return new Login(sequence, account.clientId(),
                SmgpAuthenticator.client(account.clientId(), account.secret(), timestamp), mode.code(), timestamp,
                account.version());
    }

    @Override
    public SmgpMessage submit(int sequence, Phone phone, EncodedText text, int part) {
        int total = text.parts().size();
        Tlvs tlvs = total == 1
                ? Tlvs.NONE
                : Tlvs.NONE.with(Tag.TP_UDHI, 1).with(Tag.PK_TOTAL, total).with(Tag.PK_NUMBER, part + 1);
        return new Submit(sequence, account.terms(), account.source(), List.of(phone.national()),
                text.coding(format(text.encoding())), text.parts().get(part), tlvs);
    }

    @Override
    public SmgpMessage keepAlive(int sequence) {
        return new ActiveTest(sequence);
    }

    @Override
    public SmgpMessage terminate(int sequence) {
        return new Exit(sequence);
    }

    @Override
    public void interpret(SmgpMessage message, Incoming<SmgpMessage> incoming) {
        switch (message) {
            case SubmitResp m -> answered(m, incoming);
            case Deliver m -> delivered(m, incoming);
            case LoginResp m -> login(m, incoming);
            case ActiveTest m -> incoming.reply(new ActiveTestResp(m.sequence()));
            case ActiveTestResp _ -> incoming.nothing();
            case Exit m -> incoming.terminated(new ExitResp(m.sequence()));
            case ExitResp _ -> incoming.terminateAnswered();
            case Malformed m -> malformed(m, incoming);
            case Unknown m -> incoming.unreadable("request 0x" + Integer.toHexString(m.requestId()));
            case Login _,Submit _,DeliverResp _ -> incoming.unreadable(
                    "expected a carrier's message, got request 0x" + Integer.toHexString(message.requestId()));
        }
    }

    private void answered(SubmitResp m, Incoming<SmgpMessage> incoming) {
        if (m.status() == OK) {
            incoming.submitAnswered(m.sequence(), ACCEPTED, SmgpMsgId.format(m.msgId()));
            return;
        }
        Cause cause = causes.get().of(SmgpCauses.SUBMIT + Integer.toUnsignedString(m.status()));
        AttemptEnd end;
        if (account.flowCodes().contains(m.status())) {
            end = new AttemptEnd.FlowControlled(cause);
        } else if (cause.type() == CauseClass.AMBIGUOUS) {
            end = new AttemptEnd.Unknown(cause);
        } else {
            end = new AttemptEnd.Failed(cause);
        }
        incoming.submitAnswered(m.sequence(), end, "");
    }

    private void delivered(Deliver m, Incoming<SmgpMessage> incoming) {
        SmgpMessage reply = new DeliverResp(m.sequence(), m.msgId(), OK);
        if (m.isReport() == 0) {
            incoming.message(message(m), reply);
            return;
        }
        SmgpReceipt receipt = SmgpReceipt.of(m.content());
        if (receipt.messageId().isEmpty() || receipt.stat().isEmpty()) {
            incoming.unreadable("expected a receipt with id and stat, got one of " + m.content().length() + " octets");
            // Confirmed all the same: the carrier would send it again for ever.
            incoming.reply(reply);
            return;
        }
        Cause cause = causes.get().of(receipt.raw());
        if (cause.type() == CauseClass.NONE) {
            incoming.reply(reply);
            return;
        }
        String submittedAt = receipt.submitDate().isEmpty() ? null : receipt.submitDate();
        incoming.receipt(new Receipt(receipt.messageId(), phone(m.origin()), cause, submittedAt), reply);
    }

    /** A person's message; its parts are told by its header, or by PkTotal and PkNumber alone. */
    private static Reply message(Deliver m) {
        Uplink.Envelope envelope = new Uplink.Envelope(SmgpMsgId.format(m.msgId()), m.origin().source(),
                m.origin().destination());
        Reply.Part part = Uplink.part(0, m.tlvs().octet(Tag.PK_TOTAL).orElse(1),
                m.tlvs().octet(Tag.PK_NUMBER).orElse(1));
        return Uplink.read(envelope, Uplink.coding(m.format()), m.content(),
                m.tlvs().octet(Tag.TP_UDHI).orElse(0) != 0, part);
    }

    /**
     * A receipt comes from the person's number; some carriers leave the numbers as the submit had them.
     */
    private String phone(Deliver.Origin origin) {
        return origin.source().equals(account.source()) ? origin.destination() : origin.source();
    }

    private static void login(LoginResp m, Incoming<SmgpMessage> incoming) {
        if (m.status() == OK) {
            incoming.loginAccepted();
            return;
        }
        incoming.loginRefused(Integer.toUnsignedString(m.status()) + " " + switch (m.status()) {
            case 1 -> "busy";
            case 2 -> "too many connections";
            case 20 -> "this address may not log in";
            case 21 -> "authentication failed";
            case 22 -> "version not supported";
            default -> "refused by the carrier";
        });
    }

    private static void malformed(Malformed m, Incoming<SmgpMessage> incoming) {
        incoming.unreadable(m.problem());
        if (m.requestId() == RequestId.DELIVER) {
            incoming.reply(new DeliverResp(m.sequence(), Octets.EMPTY, STRUCTURE_ERROR));
        } else if (m.requestId() == RequestId.SUBMIT_RESP) {
            Cause cause = new Cause(CauseClass.AMBIGUOUS, "malformed-response");
            incoming.submitAnswered(m.sequence(), new AttemptEnd.Unknown(cause), "");
        }
    }

    private static int format(Encoding encoding) {
        return switch (encoding) {
            case ASCII -> 0;
            case UCS2 -> 8;
            case GB18030 -> 15;
        };
    }
}

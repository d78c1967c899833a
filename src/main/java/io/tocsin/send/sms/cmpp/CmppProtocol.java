package io.tocsin.send.sms.cmpp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.tocsin.send.CauseTable;
import io.tocsin.send.sms.protocol.Incoming;
import io.tocsin.send.sms.protocol.SmsProtocol;
import io.tocsin.send.sms.text.EncodedText;
import io.tocsin.send.sms.text.Encoding;
import io.tocsin.send.sms.text.Uplink;
import io.tocsin.send.sms.wire.Octets;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Receipt;
import java.time.LocalDateTime;
import java.util.function.Supplier;

/**
 * The client's side of CMPP on one connection.
 */
public final class CmppProtocol implements SmsProtocol<CmppMessage> {
    private static final AttemptEnd ACCEPTED = new AttemptEnd.Accepted();
    private static final int OK = 0;
    private static final int STRUCTURE_ERROR = 1;

    private final CmppAccount account;
    private final Supplier<CauseTable> causes;
    private final Supplier<LocalDateTime> clock;
    private Octets proof = Octets.EMPTY;

    /**
     * A protocol for one connection.
     *
     * @param causes what raw codes mean now, see {@link CmppCauses}
     * @param clock the carrier's wall-clock time, which stands in the login
     */
    public CmppProtocol(CmppAccount account, Supplier<CauseTable> causes, Supplier<LocalDateTime> clock) {
        this.account = account;
        this.causes = causes;
        this.clock = clock;
    }

    @Override
    public Class<CmppMessage> messages() {
        return CmppMessage.class;
    }

    @Override
    public ChannelHandler decoder() {
        return CmppDecoder.client(account.version());
    }

    @Override
    public void encode(CmppMessage message, ByteBuf out) {
        CmppWriter.write(message, account.version(), out);
    }

    @Override
    public CmppMessage login(int sequence) {
        LocalDateTime now = clock.get();
        int date = now.getMonthValue() * 100 + now.getDayOfMonth();
        int time = now.getHour() * 10_000 + now.getMinute() * 100 + now.getSecond();
        int timestamp = date * 1_000_000 + time;
        proof = CmppAuthenticator.source(account.name(), account.secret(), timestamp);
        return new Connect(sequence, account.name(), proof, account.version().code(), timestamp);
    }

    @Override
    public CmppMessage submit(int sequence, Phone phone, EncodedText text, int part) {
        int total = text.parts().size();
        Payload payload = new Payload(0, text.hasHeaders(), text.coding(format(text.encoding())),
                text.parts().get(part));
        return new Submit(sequence, 0, total == 1 ? Part.SINGLE : new Part(total, part + 1), account.terms(),
                Addresses.of(account.source(), phone.national()), payload, "");
    }

    @Override
    public CmppMessage keepAlive(int sequence) {
        return new ActiveTest(sequence);
    }

    @Override
    public CmppMessage terminate(int sequence) {
        return new Terminate(sequence);
    }

    @Override
    public void interpret(CmppMessage message, Incoming<CmppMessage> incoming) {
        switch (message) {
            case SubmitResp m -> answered(m, incoming);
            case Report m -> receipt(m, incoming);
            case Deliver m -> deliver(m, incoming);
            case ConnectResp m -> login(m, incoming);
            case ActiveTest m -> incoming.reply(new ActiveTestResp(m.sequence()));
            case ActiveTestResp _ -> incoming.nothing();
            case Terminate m -> incoming.terminated(new TerminateResp(m.sequence()));
            case TerminateResp _ -> incoming.terminateAnswered();
            case Malformed m -> malformed(m, incoming);
            case Unknown m -> incoming.unreadable("command 0x" + Integer.toHexString(m.commandId()));
            case Connect _,Submit _,DeliverResp _ -> incoming
                    .unreadable(
                            "expected a gateway's message, got command 0x" + Integer.toHexString(message.commandId()));
        }
    }

    private void answered(SubmitResp m, Incoming<CmppMessage> incoming) {
        if (m.result() == OK) {
            incoming.submitAnswered(m.sequence(), ACCEPTED, CmppMsgId.format(m.msgId()));
            return;
        }
        Cause cause = causes.get().of(CmppCauses.SUBMIT + Integer.toUnsignedString(m.result()));
        AttemptEnd end;
        if (m.result() == CmppCauses.FLOW_CONTROL) {
            end = new AttemptEnd.FlowControlled(cause);
        } else if (cause.type() == CauseClass.AMBIGUOUS) {
            end = new AttemptEnd.Unknown(cause);
        } else {
            end = new AttemptEnd.Failed(cause);
        }
        incoming.submitAnswered(m.sequence(), end, "");
    }

    private void receipt(Report m, Incoming<CmppMessage> incoming) {
        Report.Status status = m.status();
        Cause cause = causes.get().of(status.stat());
        CmppMessage reply = new DeliverResp(m.sequence(), m.msgId(), OK);
        if (cause.type() == CauseClass.NONE) {
            incoming.reply(reply);
            return;
        }
        String submittedAt = status.submitTime().isEmpty() ? null : status.submitTime();
        incoming.receipt(new Receipt(CmppMsgId.format(status.msgId()), status.terminal(), cause, submittedAt), reply);
    }

    private static void deliver(Deliver m, Incoming<CmppMessage> incoming) {
        if (m.registeredDelivery() != 0) {
            incoming.unreadable("expected a receipt of 60 or 71 octets, got " + m.payload().content().length());
            incoming.reply(new DeliverResp(m.sequence(), m.msgId(), STRUCTURE_ERROR));
            return;
        }
        Payload payload = m.payload();
        Uplink.Envelope envelope = new Uplink.Envelope(CmppMsgId.format(m.msgId()), m.origin().terminal(),
                m.origin().destId());
        incoming.message(Uplink.read(envelope, Uplink.coding(payload.format()), payload.content(), payload.udhi(),
                null), new DeliverResp(m.sequence(), m.msgId(), OK));
    }

    private void login(ConnectResp m, Incoming<CmppMessage> incoming) {
        if (m.status() != OK) {
            incoming.loginRefused(Integer.toUnsignedString(m.status()) + " " + switch (m.status()) {
                case 1 -> "bad structure";
                case 2 -> "bad source address";
                case 3 -> "authentication failed";
                case 4 -> "version too high";
                default -> "refused by the gateway";
            });
        } else if (account.verifiesGateway()
                && !CmppAuthenticator.provesIsmg(m.authenticator(), m.status(), proof, account.secret())) {
            incoming.loginRefused("the gateway did not prove that it knows the secret");
        } else {
            incoming.loginAccepted();
        }
    }

    private static void malformed(Malformed m, Incoming<CmppMessage> incoming) {
        incoming.unreadable(m.problem());
        if (m.commandId() == CommandId.DELIVER) {
            incoming.reply(new DeliverResp(m.sequence(), 0, STRUCTURE_ERROR));
        } else if (m.commandId() == CommandId.SUBMIT_RESP) {
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

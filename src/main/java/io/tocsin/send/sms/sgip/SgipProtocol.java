package io.tocsin.send.sms.sgip;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.tocsin.send.CauseTable;
import io.tocsin.send.sms.protocol.Incoming;
import io.tocsin.send.sms.protocol.SmsProtocol;
import io.tocsin.send.sms.text.EncodedText;
import io.tocsin.send.sms.text.Encoding;
import io.tocsin.send.sms.text.Uplink;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Receipt;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Our side of SGIP 1.2 on one connection: one that we opened, to submit, or one that the carrier
 * opened, to report and deliver.
 */
public final class SgipProtocol implements SmsProtocol<SgipMessage> {
    private static final AttemptEnd ACCEPTED = new AttemptEnd.Accepted();
    private static final int OK = 0;
    private static final int ILLEGAL_LOGIN = 1;
    private static final int WRONG_LOGIN_TYPE = 4;
    private static final int WRONG_PARAMETERS = 5;

    private final SgipAccount account;
    private final boolean calls;
    private final Supplier<CauseTable> causes;
    private final Supplier<LocalDateTime> clock;
    private final int base;
    private boolean bound;

    /**
     * A protocol for one connection.
     *
     * @param calls whether we opened it
     * @param causes what raw codes mean now, see {@link SgipCauses}
     * @param clock the carrier's wall-clock time, which stands in sequences
     * @param base where this connection's counter begins: sequences differ from those of every other
     *            connection of this node's number when it is drawn at random
     */
    public SgipProtocol(SgipAccount account, boolean calls, Supplier<CauseTable> causes, Supplier<LocalDateTime> clock,
            int base) {
        this.account = account;
        this.calls = calls;
        this.causes = causes;
        this.clock = clock;
        this.base = base;
    }

    @Override
    public Class<SgipMessage> messages() {
        return SgipMessage.class;
    }

    @Override
    public ChannelHandler decoder() {
        return new SgipDecoder();
    }

    @Override
    public void encode(SgipMessage message, ByteBuf out) {
        SgipWriter.write(message, out);
    }

    @Override
    public @Nullable SgipMessage login(int sequence) {
        return calls ? new Bind(sequence(sequence), Bind.CLIENT, account.name(), account.password()) : null;
    }

    @Override
    public SgipMessage submit(int sequence, Phone phone, EncodedText text, int part) {
        return new Submit(sequence(sequence), account.source(), List.of(phone.digits()), account.terms(),
                new Payload(0, text.hasHeaders(), text.coding(coding(text.encoding())), text.parts().get(part)));
    }

    /** There is none: an idle connection is left. */
    @Override
    public SgipMessage keepAlive(int sequence) {
        return terminate(sequence);
    }

    @Override
    public SgipMessage terminate(int sequence) {
        return new Unbind(sequence(sequence));
    }

    private SgipSequence sequence(int sequence) {
        LocalDateTime now = clock.get();
        long date = now.getMonthValue() * 100L + now.getDayOfMonth();
        long time = now.getHour() * 10_000L + now.getMinute() * 100L + now.getSecond();
        return new SgipSequence(account.node(), (int) (date * 1_000_000 + time), base + sequence);
    }

    @Override
    public void interpret(SgipMessage message, Incoming<SgipMessage> incoming) {
        switch (message) {
            case SubmitResp m -> answered(m, incoming);
            case Report m when bound -> report(m, incoming);
            case Deliver m when bound -> deliver(m, incoming);
            // What it says of a number is not used: a receipt says it when it matters.
            case UserReport m when bound -> incoming.reply(new UserReportResp(m.sequence(), OK));
            case UserReport m -> incoming.loginDenied(new UserReportResp(m.sequence(), ILLEGAL_LOGIN),
                    "a user report before a bind");
            case Report m ->
                incoming.loginDenied(new ReportResp(m.sequence(), ILLEGAL_LOGIN), "a report before a bind");
            case Deliver m -> incoming.loginDenied(new DeliverResp(m.sequence(), ILLEGAL_LOGIN),
                    "a delivery before a bind");
            case Bind m -> bind(m, incoming);
            case BindResp m -> bound(m, incoming);
            case Unbind m -> incoming.terminated(new UnbindResp(m.sequence()));
            case UnbindResp _ -> incoming.terminateAnswered();
            case Malformed m -> malformed(m, incoming);
            case Unknown m -> incoming.unreadable("command 0x" + Integer.toHexString(m.commandId()));
            case Submit _,DeliverResp _,ReportResp _,UserReportResp _,Trace _,TraceResp _ -> incoming.unreadable(
                    "expected a carrier's message, got command 0x" + Integer.toHexString(message.commandId()));
        }
    }

    private void answered(SubmitResp m, Incoming<SgipMessage> incoming) {
        int sequence = m.sequence().counter() - base;
        if (m.sequence().node() != account.node()) {
            incoming.unreadable("expected an answer to node " + Integer.toUnsignedString(account.node()) + ", got "
                    + Integer.toUnsignedString(m.sequence().node()));
        } else if (m.result() == OK) {
            incoming.submitAnswered(sequence, ACCEPTED, m.sequence().text());
        } else {
            Cause cause = causes.get().of(SgipCauses.SUBMIT + m.result());
            AttemptEnd end;
            if (account.flowCodes().contains(m.result())) {
                end = new AttemptEnd.FlowControlled(cause);
            } else if (cause.type() == CauseClass.AMBIGUOUS) {
                end = new AttemptEnd.Unknown(cause);
            } else {
                end = new AttemptEnd.Failed(cause);
            }
            incoming.submitAnswered(sequence, end, "");
        }
    }

    private void report(Report m, Incoming<SgipMessage> incoming) {
        Cause cause = causes.get().of(SgipCauses.report(m.state(), m.error()));
        SgipMessage reply = new ReportResp(m.sequence(), OK);
        if (cause.type() == CauseClass.NONE) {
            incoming.reply(reply);
        } else {
            incoming.receipt(new Receipt(m.submit().text(), m.number(), cause, null), reply);
        }
    }

    private static void deliver(Deliver m, Incoming<SgipMessage> incoming) {
        Payload payload = m.payload();
        Uplink.Envelope envelope = new Uplink.Envelope(m.sequence().text(), m.number(), m.source());
        incoming.message(Uplink.read(envelope, Uplink.coding(payload.coding()), payload.content(), payload.udhi(),
                null), new DeliverResp(m.sequence(), OK));
    }

    /** The carrier logs in to us; of which type it says that it is does not matter, as some say 1. */
    private void bind(Bind m, Incoming<SgipMessage> incoming) {
        if (calls) {
            incoming.loginDenied(new BindResp(m.sequence(), WRONG_LOGIN_TYPE), "login type " + m.type());
        } else if (!m.name().equals(account.name()) || !m.password().equals(account.password())) {
            incoming.loginDenied(new BindResp(m.sequence(), ILLEGAL_LOGIN), "wrong name or password");
        } else {
            bound = true;
            incoming.loginAccepted();
            incoming.reply(new BindResp(m.sequence(), OK));
        }
    }

    private void bound(BindResp m, Incoming<SgipMessage> incoming) {
        if (m.result() == OK) {
            bound = true;
            incoming.loginAccepted();
            return;
        }
        incoming.loginRefused(m.result() + " " + switch (m.result()) {
            case 1 -> "illegal login: name, password or address";
            case 2 -> "logged in already";
            case 3 -> "too many connections";
            case 4 -> "login type";
            default -> "refused by the carrier";
        });
    }

    private void malformed(Malformed m, Incoming<SgipMessage> incoming) {
        incoming.unreadable(m.problem());
        switch (m.commandId()) {
            case CommandId.REPORT -> incoming.reply(new ReportResp(m.sequence(), WRONG_PARAMETERS));
            case CommandId.DELIVER -> incoming.reply(new DeliverResp(m.sequence(), WRONG_PARAMETERS));
            case CommandId.USER_REPORT -> incoming.reply(new UserReportResp(m.sequence(), WRONG_PARAMETERS));
            case CommandId.SUBMIT_RESP -> incoming.submitAnswered(m.sequence().counter() - base,
                    new AttemptEnd.Unknown(new Cause(CauseClass.AMBIGUOUS, "malformed-response")), "");
            default -> {
            }
        }
    }

    private static int coding(Encoding encoding) {
        return switch (encoding) {
            case ASCII -> 0;
            case UCS2 -> 8;
            case GB18030 -> 15;
        };
    }
}

package io.tocsin.send.sms.sgip;

import io.netty.buffer.ByteBuf;
import io.tocsin.send.sms.wire.OctetString;

/**
 * Writes SGIP messages, strictly: a value that does not fit its field is an error that names the
 * field, and leaves the buffer as it was.
 */
public final class SgipWriter {

    private static final int NUMBER = 21;
    private static final int NODE = 6;
    private static final int TIME = 16;
    private static final int RESERVE = 8;
    private static final int MOST_CONTENT = 2000;

    private SgipWriter() {}

    /**
     * Appends one message, its header included.
     *
     * @throws IllegalArgumentException when a field does not fit
     */
    public static void write(SgipMessage message, ByteBuf out) {
        int start = out.writerIndex();
        try {
            out.writeInt(0);
            out.writeInt(message.commandId());
            sequence(out, message.sequence());
            body(message, out);
            out.setInt(start, out.writerIndex() - start);
        } catch (IllegalArgumentException e) {
            out.writerIndex(start);
            throw e;
        }
    }

    private static void body(SgipMessage message, ByteBuf out) {
        switch (message) {
            case Bind m -> {
                octet(out, "Login Type", m.type());
                OctetString.write(out, "Login Name", m.name(), 16);
                OctetString.write(out, "Login Password", m.password(), 16);
                out.writeZero(RESERVE);
            }
            case BindResp m -> result(out, m.result());
            case Submit m -> submit(m, out);
            case SubmitResp m -> result(out, m.result());
            case Deliver m -> {
                OctetString.write(out, "UserNumber", m.number(), NUMBER);
                OctetString.write(out, "SPNumber", m.source(), NUMBER);
                payload(out, m.payload(), -1);
            }
            case DeliverResp m -> result(out, m.result());
            case Report m -> {
                sequence(out, m.submit());
                octet(out, "ReportType", m.type());
                OctetString.write(out, "UserNumber", m.number(), NUMBER);
                octet(out, "State", m.state());
                octet(out, "ErrorCode", m.error());
                out.writeZero(RESERVE);
            }
            case ReportResp m -> result(out, m.result());
            case UserReport m -> {
                OctetString.write(out, "SPNumber", m.source(), NUMBER);
                OctetString.write(out, "UserNumber", m.number(), NUMBER);
                octet(out, "UserCondition", m.condition());
                out.writeZero(RESERVE);
            }
            case UserReportResp m -> result(out, m.result());
            case Trace m -> {
                sequence(out, m.submit());
                OctetString.write(out, "UserNumber", m.number(), NUMBER);
                out.writeZero(RESERVE);
            }
            case TraceResp m -> hops(m, out);
            case Unbind _,UnbindResp _ -> {
            }
            case Unknown m -> m.body().writeTo(out);
            case Malformed m -> throw new IllegalArgumentException("expected a message to send, got " + m);
        }
    }

    private static void hops(TraceResp m, ByteBuf out) {
        octet(out, "Count", m.hops().size());
        for (TraceResp.Hop hop : m.hops()) {
            octet(out, "Result", hop.result());
            OctetString.write(out, "NodeId", hop.node(), NODE);
            OctetString.write(out, "ReceiveTime", hop.received(), TIME);
            OctetString.write(out, "SendTime", hop.sent(), TIME);
            out.writeZero(RESERVE);
        }
    }

    private static void submit(Submit m, ByteBuf out) {
        Submit.Terms terms = m.terms();
        Submit.Fee fee = terms.fee();
        OctetString.write(out, "SPNumber", m.source(), NUMBER);
        OctetString.write(out, "ChargeNumber", fee.number(), NUMBER);
        int count = m.numbers().size();
        if (count < 1 || count > 100) {
            throw new IllegalArgumentException("UserCount: expected 1 to 100, got " + count);
        }
        out.writeByte(count);
        m.numbers().forEach(number -> OctetString.write(out, "UserNumber", number, NUMBER));
        OctetString.write(out, "CorpId", terms.corpId(), 5);
        OctetString.write(out, "ServiceType", terms.serviceType(), 10);
        octet(out, "FeeType", fee.type());
        OctetString.write(out, "FeeValue", fee.value(), 6);
        OctetString.write(out, "GivenValue", fee.given(), 6);
        octet(out, "AgentFlag", fee.agent());
        octet(out, "MorelatetoMTFlag", terms.moRelated());
        octet(out, "Priority", terms.priority());
        OctetString.write(out, "ExpireTime", terms.expireTime(), 16);
        OctetString.write(out, "ScheduleTime", terms.scheduleTime(), 16);
        octet(out, "ReportFlag", terms.reportFlag());
        payload(out, m.payload(), terms.messageType());
    }

    /**
     * A submit has its MessageType between coding and length; a delivery has none, which is -1 here.
     */
    private static void payload(ByteBuf out, Payload payload, int messageType) {
        octet(out, "TP_pid", payload.pid());
        out.writeBoolean(payload.udhi());
        octet(out, "MessageCoding", payload.coding());
        if (messageType >= 0) {
            octet(out, "MessageType", messageType);
        }
        int length = payload.content().length();
        if (length > MOST_CONTENT) {
            throw new IllegalArgumentException("MessageLength: expected 0 to " + MOST_CONTENT + ", got " + length);
        }
        out.writeInt(length);
        payload.content().writeTo(out);
        out.writeZero(RESERVE);
    }

    private static void sequence(ByteBuf out, SgipSequence sequence) {
        out.writeInt(sequence.node());
        out.writeInt(sequence.time());
        out.writeInt(sequence.counter());
    }

    private static void result(ByteBuf out, int result) {
        octet(out, "Result", result);
        out.writeZero(RESERVE);
    }

    private static void octet(ByteBuf out, String field, int value) {
        if (value < 0 || value > 255) {
            throw new IllegalArgumentException(field + ": expected 0 to 255, got " + value);
        }
        out.writeByte(value);
    }
}

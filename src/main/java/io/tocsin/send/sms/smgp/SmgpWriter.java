package io.tocsin.send.sms.smgp;

import io.netty.buffer.ByteBuf;
import io.tocsin.send.sms.wire.OctetString;
import io.tocsin.send.sms.wire.Octets;

/**
 * Writes SMGP messages, strictly: a value that does not fit its field is an error that names the
 * field, and leaves the buffer as it was.
 */
public final class SmgpWriter {

    private static final int AUTHENTICATOR = 16;
    private static final int MSG_ID = 10;
    private static final int RESERVE = 8;

    private SmgpWriter() {}

    /**
     * Appends one message, its header included.
     *
     * @throws IllegalArgumentException when a field does not fit
     */
    public static void write(SmgpMessage message, ByteBuf out) {
        int start = out.writerIndex();
        try {
            out.writeInt(0);
            out.writeInt(message.requestId());
            out.writeInt(message.sequence());
            body(message, out);
            out.setInt(start, out.writerIndex() - start);
        } catch (IllegalArgumentException e) {
            out.writerIndex(start);
            throw e;
        }
    }

    private static void body(SmgpMessage message, ByteBuf out) {
        switch (message) {
            case Login m -> {
                OctetString.write(out, "ClientID", m.clientId(), 8);
                octets(out, "AuthenticatorClient", m.authenticator(), AUTHENTICATOR);
                octet(out, "LoginMode", m.mode());
                out.writeInt(m.timestamp());
                octet(out, "ClientVersion", m.version());
            }
            case LoginResp m -> {
                out.writeInt(m.status());
                octets(out, "AuthenticatorServer", m.authenticator(), AUTHENTICATOR);
                octet(out, "ServerVersion", m.version());
            }
            case Submit m -> submit(m, out);
            case SubmitResp m -> {
                octets(out, "MsgID", m.msgId(), MSG_ID);
                out.writeInt(m.status());
            }
            case Deliver m -> {
                octets(out, "MsgID", m.msgId(), MSG_ID);
                octet(out, "IsReport", m.isReport());
                octet(out, "MsgFormat", m.format());
                OctetString.write(out, "RecvTime", m.origin().time(), 14);
                OctetString.write(out, "SrcTermID", m.origin().source(), 21);
                OctetString.write(out, "DestTermID", m.origin().destination(), 21);
                content(out, m.content());
                m.tlvs().writeTo(out);
            }
            case DeliverResp m -> {
                octets(out, "MsgID", m.msgId(), MSG_ID);
                out.writeInt(m.status());
            }
            case ActiveTest _,ActiveTestResp _,Exit _,ExitResp _ -> {
            }
            case Unknown m -> m.body().writeTo(out);
            case Malformed m -> throw new IllegalArgumentException("expected a message to send, got " + m);
        }
    }

    private static void submit(Submit m, ByteBuf out) {
        Submit.Terms terms = m.terms();
        octet(out, "MsgType", terms.type());
        octet(out, "NeedReport", terms.needReport());
        octet(out, "Priority", terms.priority());
        OctetString.write(out, "ServiceID", terms.serviceId(), 10);
        OctetString.write(out, "FeeType", terms.fee().type(), 2);
        OctetString.write(out, "FeeCode", terms.fee().code(), 6);
        OctetString.write(out, "FixedFee", terms.fee().fixed(), 6);
        octet(out, "MsgFormat", m.format());
        OctetString.write(out, "ValidTime", terms.validTime(), 17);
        OctetString.write(out, "AtTime", terms.atTime(), 17);
        OctetString.write(out, "SrcTermID", m.source(), 21);
        OctetString.write(out, "ChargeTermID", terms.charge(), 21);
        int count = m.destinations().size();
        if (count < 1 || count > 100) {
            throw new IllegalArgumentException("DestTermIDCount: expected 1 to 100, got " + count);
        }
        out.writeByte(count);
        m.destinations().forEach(number -> OctetString.write(out, "DestTermID", number, 21));
        content(out, m.content());
        m.tlvs().writeTo(out);
    }

    private static void content(ByteBuf out, Octets content) {
        octet(out, "MsgLength", content.length());
        content.writeTo(out);
        out.writeZero(RESERVE);
    }

    private static void octets(ByteBuf out, String field, Octets octets, int width) {
        if (octets.length() == 0) {
            out.writeZero(width);
        } else if (octets.length() == width) {
            octets.writeTo(out);
        } else {
            throw new IllegalArgumentException(
                    field + ": expected " + width + " octets or none, got " + octets.length());
        }
    }

    private static void octet(ByteBuf out, String field, int value) {
        if (value < 0 || value > 255) {
            throw new IllegalArgumentException(field + ": expected 0 to 255, got " + value);
        }
        out.writeByte(value);
    }
}

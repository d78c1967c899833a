package io.tocsin.send.sms.cmpp;

import io.netty.buffer.ByteBuf;
import io.tocsin.send.sms.wire.OctetString;
import io.tocsin.send.sms.wire.Octets;

/**
 * Writes CMPP messages, strictly: a value that does not fit its field is an error that names the
 * field, and leaves the buffer as it was.
 */
public final class CmppWriter {

    private static final int AUTHENTICATOR = 16;

    private CmppWriter() {}

    /**
     * Appends one message, its header included.
     *
     * @throws IllegalArgumentException when a field does not fit
     */
    public static void write(CmppMessage message, CmppVersion version, ByteBuf out) {
        int start = out.writerIndex();
        try {
            out.writeInt(0);
            out.writeInt(message.commandId());
            out.writeInt(message.sequence());
            body(message, version, out);
            out.setInt(start, out.writerIndex() - start);
        } catch (IllegalArgumentException e) {
            out.writerIndex(start);
            throw e;
        }
    }

    private static void body(CmppMessage message, CmppVersion version, ByteBuf out) {
        switch (message) {
            case Connect m -> {
                OctetString.write(out, "Source_Addr", m.sourceAddr(), 6);
                authenticator(out, m.authenticator());
                octet(out, "Version", m.version());
                out.writeInt(m.timestamp());
            }
            case ConnectResp m -> {
                result(out, "Status", m.status(), version);
                authenticator(out, m.authenticator());
                octet(out, "Version", m.version());
            }
            case Submit m -> submit(m, version, out);
            case SubmitResp m -> {
                out.writeLong(m.msgId());
                result(out, "Result", m.result(), version);
            }
            case Deliver m -> deliver(m, version, out);
            case Report m -> report(m, version, out);
            case DeliverResp m -> {
                out.writeLong(m.msgId());
                result(out, "Result", m.result(), version);
            }
            case ActiveTestResp _ -> out.writeByte(0);
            case ActiveTest _,Terminate _,TerminateResp _ -> {
            }
            case Unknown m -> m.body().writeTo(out);
            case Malformed m -> throw new IllegalArgumentException("expected a message to send, got " + m);
        }
    }

    private static void submit(Submit m, CmppVersion version, ByteBuf out) {
        Terms terms = m.terms();
        Fee fee = terms.fee();
        out.writeLong(m.msgId());
        octet(out, "Pk_total", m.part().total());
        octet(out, "Pk_number", m.part().number());
        octet(out, "Registered_Delivery", terms.registeredDelivery());
        octet(out, "Msg_level", terms.level());
        OctetString.write(out, "Service_Id", terms.serviceId(), 10);
        octet(out, "Fee_UserType", fee.userType());
        terminal(out, "Fee_terminal_Id", fee.terminal(), version);
        terminalType(out, "Fee_terminal_type", fee.terminalType(), version);
        format(out, m.payload());
        OctetString.write(out, "Msg_src", terms.msgSrc(), 6);
        OctetString.write(out, "FeeType", fee.type(), 2);
        OctetString.write(out, "FeeCode", fee.code(), 6);
        OctetString.write(out, "ValId_Time", terms.validTime(), 17);
        OctetString.write(out, "At_Time", terms.atTime(), 17);
        OctetString.write(out, "Src_Id", m.addresses().srcId(), 21);
        int count = m.addresses().destinations().size();
        if (count < 1 || count > 99) {
            throw new IllegalArgumentException("DestUsr_tl: expected 1 to 99, got " + count);
        }
        out.writeByte(count);
        for (int i = 0; i < count; i++) {
            terminal(out, "Dest_terminal_Id", m.addresses().destinations().get(i), version);
        }
        terminalType(out, "Dest_terminal_type", m.addresses().destinationType(), version);
        content(out, m.payload().content());
        OctetString.write(out, "LinkID", m.linkId(), version.linkIdWidth());
    }

    private static void deliver(Deliver m, CmppVersion version, ByteBuf out) {
        deliverHead(m.msgId(), m.origin(), m.payload(), version, out);
        octet(out, "Registered_Delivery", m.registeredDelivery());
        content(out, m.payload().content());
        OctetString.write(out, "LinkID", m.linkId(), version.linkIdWidth());
    }

    private static void report(Report m, CmppVersion version, ByteBuf out) {
        deliverHead(m.msgId(), m.origin(), Payload.NONE, version, out);
        out.writeByte(1);
        out.writeByte(39 + version.terminalWidth());
        Report.Status status = m.status();
        out.writeLong(status.msgId());
        OctetString.write(out, "Stat", status.stat(), 7);
        OctetString.write(out, "Submit_time", status.submitTime(), 10);
        OctetString.write(out, "Done_time", status.doneTime(), 10);
        terminal(out, "Dest_terminal_Id", status.terminal(), version);
        out.writeInt(status.smscSequence());
        OctetString.write(out, "LinkID", m.linkId(), version.linkIdWidth());
    }

    private static void deliverHead(long msgId, Origin origin, Payload payload, CmppVersion version, ByteBuf out) {
        out.writeLong(msgId);
        OctetString.write(out, "Dest_Id", origin.destId(), 21);
        OctetString.write(out, "Service_Id", origin.serviceId(), 10);
        format(out, payload);
        terminal(out, "Src_terminal_Id", origin.terminal(), version);
        terminalType(out, "Src_terminal_type", origin.terminalType(), version);
    }

    private static void format(ByteBuf out, Payload payload) {
        octet(out, "TP_pId", payload.pid());
        out.writeBoolean(payload.udhi());
        octet(out, "Msg_Fmt", payload.format());
    }

    private static void content(ByteBuf out, Octets content) {
        octet(out, "Msg_Length", content.length());
        content.writeTo(out);
    }

    private static void authenticator(ByteBuf out, Octets authenticator) {
        if (authenticator.length() == 0) {
            out.writeZero(AUTHENTICATOR);
        } else if (authenticator.length() == AUTHENTICATOR) {
            authenticator.writeTo(out);
        } else {
            throw new IllegalArgumentException(
                    "Authenticator: expected 16 octets or none, got " + authenticator.length());
        }
    }

    private static void terminal(ByteBuf out, String field, String number, CmppVersion version) {
        OctetString.write(out, field, number, version.terminalWidth());
    }

    private static void terminalType(ByteBuf out, String field, int type, CmppVersion version) {
        if (version.terminalTypes()) {
            octet(out, field, type);
        }
    }

    private static void result(ByteBuf out, String field, int result, CmppVersion version) {
        if (version.resultWidth() == Integer.BYTES) {
            out.writeInt(result);
        } else {
            octet(out, field, result);
        }
    }

    private static void octet(ByteBuf out, String field, int value) {
        if (value < 0 || value > 255) {
            throw new IllegalArgumentException(field + ": expected 0 to 255, got " + value);
        }
        out.writeByte(value);
    }
}

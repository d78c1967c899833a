package io.tocsin.send.sms.smpp;

import io.netty.buffer.ByteBuf;
import io.tocsin.send.sms.wire.CString;

/**
 * Writes SMPP messages, strictly: a value that does not fit its field is an error that names the
 * field, and leaves the buffer as it was.
 */
public final class SmppWriter {

    private static final int MOST_CONTENT = 254;

    private SmppWriter() {}

    /**
     * Appends one message, its header included.
     *
     * @throws IllegalArgumentException when a field does not fit
     */
    public static void write(SmppMessage message, ByteBuf out) {
        int start = out.writerIndex();
        try {
            out.writeInt(0);
            out.writeInt(message.commandId());
            out.writeInt(message.status());
            out.writeInt(message.sequence());
            body(message, out);
            out.setInt(start, out.writerIndex() - start);
        } catch (IllegalArgumentException e) {
            out.writerIndex(start);
            throw e;
        }
    }

    private static void body(SmppMessage message, ByteBuf out) {
        switch (message) {
            case Bind m -> {
                CString.write(out, "system_id", m.systemId(), 16);
                CString.write(out, "password", m.password(), 9);
                CString.write(out, "system_type", m.systemType(), 13);
                octet(out, "interface_version", m.interfaceVersion());
                address(out, "address_range", m.range(), 41);
            }
            case BindResp m -> {
                // A refusal has no body (SMPP 3.4, 4.1.2).
                if (m.status() == 0) {
                    CString.write(out, "system_id", m.systemId(), 16);
                    m.tlvs().writeTo(out);
                }
            }
            case SubmitSm m -> message(m.message(), out);
            case DeliverSm m -> message(m.message(), out);
            case DataSm m -> data(m.message(), out);
            case SubmitSmResp m -> {
                if (m.status() == 0 || !m.messageId().isEmpty() || !m.tlvs().all().isEmpty()) {
                    CString.write(out, "message_id", m.messageId(), 65);
                    m.tlvs().writeTo(out);
                }
            }
            case DeliverSmResp _,DataSmResp _ -> out.writeByte(0);
            case EnquireLink _,EnquireLinkResp _,Unbind _,UnbindResp _,GenericNack _ -> {
            }
            case Unknown m -> m.body().writeTo(out);
            case Malformed m -> throw new IllegalArgumentException("expected a message to send, got " + m);
        }
    }

    private static void message(ShortMessage m, ByteBuf out) {
        ShortMessage.Terms terms = m.terms();
        CString.write(out, "service_type", m.serviceType(), 6);
        address(out, "source_addr", m.source(), 21);
        address(out, "destination_addr", m.destination(), 21);
        octet(out, "esm_class", m.esmClass());
        octet(out, "protocol_id", terms.protocolId());
        octet(out, "priority_flag", terms.priority());
        CString.write(out, "schedule_delivery_time", terms.schedule(), 17);
        CString.write(out, "validity_period", terms.validity(), 17);
        octet(out, "registered_delivery", terms.registeredDelivery());
        octet(out, "replace_if_present_flag", terms.replace());
        octet(out, "data_coding", m.dataCoding());
        octet(out, "sm_default_msg_id", terms.defaultMessage());
        int length = m.content().length();
        if (length > MOST_CONTENT) {
            throw new IllegalArgumentException("sm_length: expected 0 to " + MOST_CONTENT + ", got " + length);
        }
        out.writeByte(length);
        m.content().writeTo(out);
        m.tlvs().writeTo(out);
    }

    private static void data(ShortMessage m, ByteBuf out) {
        CString.write(out, "service_type", m.serviceType(), 6);
        address(out, "source_addr", m.source(), 65);
        address(out, "destination_addr", m.destination(), 65);
        octet(out, "esm_class", m.esmClass());
        octet(out, "registered_delivery", m.terms().registeredDelivery());
        octet(out, "data_coding", m.dataCoding());
        m.tlvs().writeTo(out);
    }

    private static void address(ByteBuf out, String field, Address address, int most) {
        octet(out, "ton", address.ton());
        octet(out, "npi", address.npi());
        CString.write(out, field, address.digits(), most);
    }

    private static void octet(ByteBuf out, String field, int value) {
        if (value < 0 || value > 255) {
            throw new IllegalArgumentException(field + ": expected 0 to 255, got " + value);
        }
        out.writeByte(value);
    }
}

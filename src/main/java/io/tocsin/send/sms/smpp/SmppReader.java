package io.tocsin.send.sms.smpp;

import io.netty.buffer.ByteBuf;
import io.tocsin.send.sms.wire.CString;
import io.tocsin.send.sms.wire.Fields;
import io.tocsin.send.sms.wire.Octets;
import io.tocsin.send.sms.wire.Tlvs;

/**
 * Reads the frame of one SMPP message. It is tolerant: responses may end after their header, texts
 * without their 0x00, unknown optional parameters are kept. What cannot be read comes as
 * {@link Malformed}, never as an exception.
 */
final class SmppReader {

    private static final int HEADER = 16;
    /**
     * As message_id; the document's bounds of other fields are stretched to it for those who exceed
     * them.
     */
    private static final int MOST = 65;

    private SmppReader() {}

    /** The message in a whole frame, header included. The frame's length is not looked at again. */
    static SmppMessage read(ByteBuf frame) {
        int length = frame.readableBytes();
        frame.skipBytes(Integer.BYTES);
        int command = Fields.number(frame);
        int status = Fields.number(frame);
        int sequence = Fields.number(frame);
        try {
            return switch (command) {
                case CommandId.BIND_TRANSMITTER -> bind(frame, sequence, Mode.TRANSMITTER);
                case CommandId.BIND_RECEIVER -> bind(frame, sequence, Mode.RECEIVER);
                case CommandId.BIND_TRANSCEIVER -> bind(frame, sequence, Mode.TRANSCEIVER);
                case CommandId.BIND_TRANSMITTER_RESP -> bindResp(frame, sequence, Mode.TRANSMITTER, status);
                case CommandId.BIND_RECEIVER_RESP -> bindResp(frame, sequence, Mode.RECEIVER, status);
                case CommandId.BIND_TRANSCEIVER_RESP -> bindResp(frame, sequence, Mode.TRANSCEIVER, status);
                case CommandId.SUBMIT_SM -> new SubmitSm(sequence, message(frame));
                case CommandId.DELIVER_SM -> new DeliverSm(sequence, message(frame));
                case CommandId.DATA_SM -> new DataSm(sequence, data(frame));
                case CommandId.SUBMIT_SM_RESP -> new SubmitSmResp(sequence, status, CString.read(frame, MOST),
                        Tlvs.read(frame));
                case CommandId.DELIVER_SM_RESP -> new DeliverSmResp(sequence, status);
                case CommandId.DATA_SM_RESP -> new DataSmResp(sequence, status);
                case CommandId.ENQUIRE_LINK -> new EnquireLink(sequence);
                case CommandId.ENQUIRE_LINK_RESP -> new EnquireLinkResp(sequence);
                case CommandId.UNBIND -> new Unbind(sequence);
                case CommandId.UNBIND_RESP -> new UnbindResp(sequence);
                case CommandId.GENERIC_NACK -> new GenericNack(sequence, status);
                default -> new Unknown(sequence, command, status, Octets.read(frame, frame.readableBytes()));
            };
        } catch (IndexOutOfBoundsException e) {
            return new Malformed(sequence, command, "expected a body that fits its command, got " + (length - HEADER)
                    + " octets of command 0x" + Integer.toHexString(command));
        }
    }

    private static Bind bind(ByteBuf in, int sequence, Mode mode) {
        return new Bind(sequence, mode, CString.read(in, MOST), CString.read(in, MOST), CString.read(in, MOST),
                Fields.octet(in), address(in));
    }

    private static BindResp bindResp(ByteBuf in, int sequence, Mode mode, int status) {
        return new BindResp(sequence, mode, status, CString.read(in, MOST), Tlvs.read(in));
    }

    private static ShortMessage message(ByteBuf in) {
        String serviceType = CString.read(in, MOST);
        Address source = address(in);
        Address destination = address(in);
        int esmClass = Fields.octet(in);
        int protocolId = Fields.octet(in);
        int priority = Fields.octet(in);
        String schedule = CString.read(in, MOST);
        String validity = CString.read(in, MOST);
        int registered = Fields.octet(in);
        int replace = Fields.octet(in);
        int coding = Fields.octet(in);
        ShortMessage.Terms terms = new ShortMessage.Terms(protocolId, priority, schedule, validity, registered, replace,
                Fields.octet(in));
        Octets content = Octets.read(in, Fields.octet(in));
        return new ShortMessage(serviceType, source, destination, terms, esmClass, coding, content, Tlvs.read(in));
    }

    private static ShortMessage data(ByteBuf in) {
        String serviceType = CString.read(in, MOST);
        Address source = address(in);
        Address destination = address(in);
        int esmClass = Fields.octet(in);
        ShortMessage.Terms terms = new ShortMessage.Terms(0, 0, "", "", Fields.octet(in), 0, 0);
        int coding = Fields.octet(in);
        return new ShortMessage(serviceType, source, destination, terms, esmClass, coding, Octets.EMPTY,
                Tlvs.read(in));
    }

    private static Address address(ByteBuf in) {
        return new Address(Fields.octet(in), Fields.octet(in), CString.read(in, MOST));
    }
}

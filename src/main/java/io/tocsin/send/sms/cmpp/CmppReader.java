package io.tocsin.send.sms.cmpp;

import io.netty.buffer.ByteBuf;
import io.tocsin.send.sms.wire.Fields;
import io.tocsin.send.sms.wire.OctetString;
import io.tocsin.send.sms.wire.Octets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the frame of one CMPP message. It is tolerant: results may be one or four octets wide in
 * either version, a receipt's form is chosen by its length, trailing octets are skipped and missing
 * last fields are empty. What cannot be read comes as {@link Malformed}, never as an exception.
 */
final class CmppReader {

    private static final int AUTHENTICATOR = 16;
    /** Msg_Id, Stat, two times and SMSC_sequence: a receipt without its number. */
    private static final int STATUS_WITHOUT_TERMINAL = 39;

    private CmppReader() {}

    /** The message in a whole frame, header included. The frame's length is not looked at again. */
    static CmppMessage read(ByteBuf frame, CmppVersion version) {
        frame.skipBytes(Integer.BYTES);
        int command = Fields.number(frame);
        int sequence = Fields.number(frame);
        try {
            return switch (command) {
                case CommandId.CONNECT -> new Connect(sequence, OctetString.read(frame, 6),
                        Octets.read(frame, AUTHENTICATOR), Fields.octet(frame), Fields.number(frame));
                case CommandId.CONNECT_RESP -> connectResp(frame, sequence);
                case CommandId.SUBMIT -> submit(frame, sequence, version);
                case CommandId.SUBMIT_RESP -> new SubmitResp(sequence, Fields.wide(frame), result(frame));
                case CommandId.DELIVER -> deliver(frame, sequence, version);
                case CommandId.DELIVER_RESP -> new DeliverResp(sequence, Fields.wide(frame), result(frame));
                case CommandId.ACTIVE_TEST -> new ActiveTest(sequence);
                case CommandId.ACTIVE_TEST_RESP -> new ActiveTestResp(sequence);
                case CommandId.TERMINATE -> new Terminate(sequence);
                case CommandId.TERMINATE_RESP -> new TerminateResp(sequence);
                default -> new Unknown(sequence, command, Octets.read(frame, frame.readableBytes()));
            };
        } catch (IndexOutOfBoundsException e) {
            return new Malformed(sequence, command, "expected a longer body, got " + (frame.capacity() - 12)
                    + " octets of command 0x" + Integer.toHexString(command));
        }
    }

    private static int result(ByteBuf frame) {
        return frame.readableBytes() >= Integer.BYTES ? Fields.number(frame) : Fields.octet(frame);
    }

    private static ConnectResp connectResp(ByteBuf frame, int sequence) {
        // Some gateways end a refusal after the status; one octet of status before the rest is 2.0's form.
        int length = frame.readableBytes();
        boolean wide = length >= Integer.BYTES && length != 1 + AUTHENTICATOR && length != 1 + AUTHENTICATOR + 1;
        int status = wide ? Fields.number(frame) : Fields.octet(frame);
        Octets authenticator = frame.readableBytes() >= AUTHENTICATOR
                ? Octets.read(frame, AUTHENTICATOR)
                : Octets.EMPTY;
        return new ConnectResp(sequence, status, authenticator, frame.isReadable() ? Fields.octet(frame) : 0);
    }

    private static Submit submit(ByteBuf in, int sequence, CmppVersion version) {
        long msgId = Fields.wide(in);
        Part part = new Part(Fields.octet(in), Fields.octet(in));
        int registered = Fields.octet(in);
        int level = Fields.octet(in);
        String serviceId = OctetString.read(in, 10);
        int feeUser = Fields.octet(in);
        String feeTerminal = OctetString.read(in, version.terminalWidth());
        int feeTerminalType = terminalType(in, version);
        int pid = Fields.octet(in);
        boolean udhi = Fields.octet(in) != 0;
        int format = Fields.octet(in);
        String msgSrc = OctetString.read(in, 6);
        Fee fee = new Fee(feeUser, feeTerminal, feeTerminalType, OctetString.read(in, 2), OctetString.read(in, 6));
        Terms terms = new Terms(registered, level, serviceId, fee, msgSrc, OctetString.read(in, 17),
                OctetString.read(in, 17));
        String srcId = OctetString.read(in, 21);
        int count = Fields.octet(in);
        List<String> destinations = new ArrayList<>(1);
        for (int i = 0; i < count; i++) {
            destinations.add(OctetString.read(in, version.terminalWidth()));
        }
        Addresses addresses = new Addresses(srcId, destinations, terminalType(in, version));
        Octets content = Octets.read(in, Fields.octet(in));
        return new Submit(sequence, msgId, part, terms, addresses, new Payload(pid, udhi, format, content),
                last(in, version));
    }

    private static CmppMessage deliver(ByteBuf in, int sequence, CmppVersion version) {
        long msgId = Fields.wide(in);
        String destId = OctetString.read(in, 21);
        String serviceId = OctetString.read(in, 10);
        int pid = Fields.octet(in);
        boolean udhi = Fields.octet(in) != 0;
        int format = Fields.octet(in);
        String terminal = OctetString.read(in, version.terminalWidth());
        Origin origin = new Origin(destId, serviceId, terminal, terminalType(in, version));
        int registered = Fields.octet(in);
        int length = Fields.octet(in);
        if (registered == 1 && length >= STATUS_WITHOUT_TERMINAL + CmppVersion.V2_0.terminalWidth()) {
            Fields.require(in, length);
            Report.Status status = status(in.readSlice(length));
            return new Report(sequence, msgId, origin, status, last(in, version));
        }
        Payload payload = new Payload(pid, udhi, format, Octets.read(in, length));
        return new Deliver(sequence, msgId, origin, registered, payload, last(in, version));
    }

    private static Report.Status status(ByteBuf in) {
        int wide = CmppVersion.V3_0.terminalWidth();
        int width = in.readableBytes() >= STATUS_WITHOUT_TERMINAL + wide ? wide : CmppVersion.V2_0.terminalWidth();
        return new Report.Status(Fields.wide(in), OctetString.read(in, 7), OctetString.read(in, 10),
                OctetString.read(in, 10), OctetString.read(in, width), Fields.number(in));
    }

    private static int terminalType(ByteBuf in, CmppVersion version) {
        return version.terminalTypes() ? Fields.octet(in) : 0;
    }

    private static String last(ByteBuf in, CmppVersion version) {
        return OctetString.read(in, Math.min(in.readableBytes(), version.linkIdWidth()));
    }
}

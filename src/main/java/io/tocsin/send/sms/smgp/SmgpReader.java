package io.tocsin.send.sms.smgp;

import io.netty.buffer.ByteBuf;
import io.tocsin.send.sms.wire.Fields;
import io.tocsin.send.sms.wire.OctetString;
import io.tocsin.send.sms.wire.Octets;
import io.tocsin.send.sms.wire.Tlvs;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the frame of one SMGP message. It is tolerant: a refused login may end after its status,
 * last fields may be missing, unknown optional parameters are kept. What cannot be read comes as
 * {@link Malformed}, never as an exception.
 */
final class SmgpReader {

    private static final int HEADER = 12;
    private static final int AUTHENTICATOR = 16;
    private static final int MSG_ID = 10;
    private static final int RESERVE = 8;

    private SmgpReader() {}

    /** The message in a whole frame, header included. The frame's length is not looked at again. */
    static SmgpMessage read(ByteBuf frame) {
        int length = frame.readableBytes();
        frame.skipBytes(Integer.BYTES);
        int request = Fields.number(frame);
        int sequence = Fields.number(frame);
        try {
            return switch (request) {
                case RequestId.LOGIN -> new Login(sequence, OctetString.read(frame, 8),
                        Octets.read(frame, AUTHENTICATOR), Fields.octet(frame), Fields.number(frame),
                        Fields.octet(frame));
                case RequestId.LOGIN_RESP -> loginResp(frame, sequence);
                case RequestId.SUBMIT -> submit(frame, sequence);
                case RequestId.SUBMIT_RESP ->
                    new SubmitResp(sequence, Octets.read(frame, MSG_ID), Fields.number(frame));
                case RequestId.DELIVER -> deliver(frame, sequence);
                case RequestId.DELIVER_RESP ->
                    new DeliverResp(sequence, Octets.read(frame, MSG_ID), Fields.number(frame));
                case RequestId.ACTIVE_TEST -> new ActiveTest(sequence);
                case RequestId.ACTIVE_TEST_RESP -> new ActiveTestResp(sequence);
                case RequestId.EXIT -> new Exit(sequence);
                case RequestId.EXIT_RESP -> new ExitResp(sequence);
                default -> new Unknown(sequence, request, Octets.read(frame, frame.readableBytes()));
            };
        } catch (IndexOutOfBoundsException e) {
            return new Malformed(sequence, request, "expected a longer body, got " + (length - HEADER)
                    + " octets of request 0x" + Integer.toHexString(request));
        }
    }

    private static LoginResp loginResp(ByteBuf in, int sequence) {
        int status = Fields.number(in);
        Octets authenticator = in.readableBytes() >= AUTHENTICATOR ? Octets.read(in, AUTHENTICATOR) : Octets.EMPTY;
        return new LoginResp(sequence, status, authenticator, in.isReadable() ? Fields.octet(in) : 0);
    }

    private static Submit submit(ByteBuf in, int sequence) {
        int type = Fields.octet(in);
        int needReport = Fields.octet(in);
        int priority = Fields.octet(in);
        String serviceId = OctetString.read(in, 10);
        Submit.Fee fee = new Submit.Fee(OctetString.read(in, 2), OctetString.read(in, 6), OctetString.read(in, 6));
        int format = Fields.octet(in);
        String validTime = OctetString.read(in, 17);
        String atTime = OctetString.read(in, 17);
        String source = OctetString.read(in, 21);
        Submit.Terms terms = new Submit.Terms(type, needReport, priority, serviceId, fee, validTime, atTime,
                OctetString.read(in, 21));
        int count = Fields.octet(in);
        List<String> destinations = new ArrayList<>(1);
        for (int i = 0; i < count; i++) {
            destinations.add(OctetString.read(in, 21));
        }
        Octets content = Octets.read(in, Fields.octet(in));
        return new Submit(sequence, terms, source, destinations, format, content, tlvs(in));
    }

    private static Deliver deliver(ByteBuf in, int sequence) {
        Octets msgId = Octets.read(in, MSG_ID);
        int isReport = Fields.octet(in);
        int format = Fields.octet(in);
        Deliver.Origin origin = new Deliver.Origin(OctetString.read(in, 14), OctetString.read(in, 21),
                OctetString.read(in, 21));
        Octets content = Octets.read(in, Fields.octet(in));
        return new Deliver(sequence, msgId, isReport, origin, format, content, tlvs(in));
    }

    /** Behind the Reserve, which may be missing. */
    private static Tlvs tlvs(ByteBuf in) {
        in.skipBytes(Math.min(RESERVE, in.readableBytes()));
        return Tlvs.read(in);
    }
}

package io.tocsin.send.sms.sgip;

import io.netty.buffer.ByteBuf;
import io.tocsin.send.sms.wire.Fields;
import io.tocsin.send.sms.wire.OctetString;
import io.tocsin.send.sms.wire.Octets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the frame of one SGIP message. It is tolerant: what stands behind the last field that
 * matters may be missing. What cannot be read comes as {@link Malformed}, never as an exception.
 */
final class SgipReader {

    private static final int HEADER = 20;
    private static final int NUMBER = 21;
    private static final int NODE = 6;
    private static final int TIME = 16;
    private static final int RESERVE = 8;

    private SgipReader() {}

    /** The message in a whole frame, header included. The frame's length is not looked at again. */
    static SgipMessage read(ByteBuf frame) {
        int length = frame.readableBytes();
        frame.skipBytes(Integer.BYTES);
        int command = Fields.number(frame);
        SgipSequence sequence = sequence(frame);
        try {
            return switch (command) {
                case CommandId.BIND -> new Bind(sequence, Fields.octet(frame), OctetString.read(frame, 16),
                        OctetString.read(frame, 16));
                case CommandId.BIND_RESP -> new BindResp(sequence, Fields.octet(frame));
                case CommandId.UNBIND -> new Unbind(sequence);
                case CommandId.UNBIND_RESP -> new UnbindResp(sequence);
                case CommandId.SUBMIT -> submit(frame, sequence);
                case CommandId.SUBMIT_RESP -> new SubmitResp(sequence, Fields.octet(frame));
                case CommandId.DELIVER -> new Deliver(sequence, OctetString.read(frame, NUMBER),
                        OctetString.read(frame, NUMBER), payload(frame));
                case CommandId.DELIVER_RESP -> new DeliverResp(sequence, Fields.octet(frame));
                case CommandId.REPORT -> new Report(sequence, sequence(frame), Fields.octet(frame),
                        OctetString.read(frame, NUMBER), Fields.octet(frame), Fields.octet(frame));
                case CommandId.REPORT_RESP -> new ReportResp(sequence, Fields.octet(frame));
                case CommandId.USER_REPORT -> new UserReport(sequence, OctetString.read(frame, NUMBER),
                        OctetString.read(frame, NUMBER), Fields.octet(frame));
                case CommandId.USER_REPORT_RESP -> new UserReportResp(sequence, Fields.octet(frame));
                case CommandId.TRACE -> new Trace(sequence, sequence(frame), OctetString.read(frame, NUMBER));
                case CommandId.TRACE_RESP -> new TraceResp(sequence, hops(frame));
                default -> new Unknown(sequence, command, Octets.read(frame, frame.readableBytes()));
            };
        } catch (IndexOutOfBoundsException e) {
            return new Malformed(sequence, command, "expected a longer body, got " + (length - HEADER)
                    + " octets of command 0x" + Integer.toHexString(command));
        }
    }

    private static SgipSequence sequence(ByteBuf in) {
        return new SgipSequence(Fields.number(in), Fields.number(in), Fields.number(in));
    }

    private static Submit submit(ByteBuf in, SgipSequence sequence) {
        String source = OctetString.read(in, NUMBER);
        String charge = OctetString.read(in, NUMBER);
        int count = Fields.octet(in);
        List<String> numbers = new ArrayList<>(1);
        for (int i = 0; i < count; i++) {
            numbers.add(OctetString.read(in, NUMBER));
        }
        String corpId = OctetString.read(in, 5);
        String serviceType = OctetString.read(in, 10);
        int feeType = Fields.octet(in);
        String value = OctetString.read(in, 6);
        String given = OctetString.read(in, 6);
        Submit.Fee fee = new Submit.Fee(charge, feeType, value, given, Fields.octet(in));
        int moRelated = Fields.octet(in);
        int priority = Fields.octet(in);
        String expireTime = OctetString.read(in, 16);
        String scheduleTime = OctetString.read(in, 16);
        int reportFlag = Fields.octet(in);
        int pid = Fields.octet(in);
        boolean udhi = Fields.octet(in) != 0;
        int coding = Fields.octet(in);
        Submit.Terms terms = new Submit.Terms(corpId, serviceType, fee, moRelated, priority, expireTime, scheduleTime,
                reportFlag, Fields.octet(in));
        return new Submit(sequence, source, numbers, terms, new Payload(pid, udhi, coding, content(in)));
    }

    private static List<TraceResp.Hop> hops(ByteBuf in) {
        int count = Fields.octet(in);
        List<TraceResp.Hop> hops = new ArrayList<>(1);
        for (int i = 0; i < count; i++) {
            hops.add(new TraceResp.Hop(Fields.octet(in), OctetString.read(in, NODE), OctetString.read(in, TIME),
                    OctetString.read(in, TIME)));
            // The last one's may be missing.
            in.skipBytes(Math.min(RESERVE, in.readableBytes()));
        }
        return hops;
    }

    private static Payload payload(ByteBuf in) {
        return new Payload(Fields.octet(in), Fields.octet(in) != 0, Fields.octet(in), content(in));
    }

    private static Octets content(ByteBuf in) {
        return Octets.read(in, Fields.number(in));
    }
}

package io.tocsin.send.sms.sgip;

import java.util.List;

/**
 * Trace_Resp: where a submit has been (SGIP 1.2, 4.4.2).
 *
 * @param sequence Sequence Number
 * @param hops the nodes that it passed, at most 255
 */
public record TraceResp(SgipSequence sequence, List<Hop> hops) implements SgipMessage {

    /**
     * A node that it passed.
     *
     * @param result Result: 0 taken, 1 waiting, else an error
     * @param node NodeId
     * @param received ReceiveTime, yymmddhhmmss
     * @param sent SendTime, the same; empty while it is there
     */
    public record Hop(int result, String node, String received, String sent) {}

    /** Copies the list. */
    public TraceResp {
        hops = List.copyOf(hops);
    }

    @Override
    public int commandId() {
        return CommandId.TRACE_RESP;
    }
}

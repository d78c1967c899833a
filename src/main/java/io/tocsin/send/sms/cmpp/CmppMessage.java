package io.tocsin.send.sms.cmpp;

/**
 * One CMPP message. Integers are unsigned on the wire and kept in the next type that shows them;
 * message ids keep their 64 bits, see {@link CmppMsgId}.
 */
public sealed interface CmppMessage permits Connect, ConnectResp, Submit, SubmitResp, Deliver, Report, DeliverResp,
        ActiveTest, ActiveTestResp, Terminate, TerminateResp, Unknown, Malformed {

    /** Sequence_Id: the same in a request and its response. All 32 bits are used. */
    int sequence();

    /** Command_Id: the highest bit marks a response. */
    int commandId();
}

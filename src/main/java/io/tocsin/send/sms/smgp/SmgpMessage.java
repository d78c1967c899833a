package io.tocsin.send.sms.smgp;

/**
 * One SMGP message. Integers are unsigned on the wire and kept in the next type that shows them;
 * message ids are ten octets that mean nothing here, see {@link SmgpMsgId}.
 */
public sealed interface SmgpMessage permits Login, LoginResp, Submit, SubmitResp, Deliver, DeliverResp, ActiveTest,
        ActiveTestResp, Exit, ExitResp, Unknown, Malformed {

    /** SequenceID: the same in a request and its response. */
    int sequence();

    /** RequestID: the highest bit marks a response. */
    int requestId();
}

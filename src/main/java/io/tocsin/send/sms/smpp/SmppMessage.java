package io.tocsin.send.sms.smpp;

/**
 * One SMPP message. Integers are unsigned on the wire and kept in the next type that shows them.
 */
public sealed interface SmppMessage permits Bind, BindResp, SubmitSm, SubmitSmResp, DeliverSm, DeliverSmResp, DataSm,
        DataSmResp, EnquireLink, EnquireLinkResp, Unbind, UnbindResp, GenericNack, Unknown, Malformed {

    /** sequence_number: the same in a request and its response; 1 to 7fffffff from those who obey. */
    int sequence();

    /** command_id: the highest bit marks a response. */
    int commandId();

    /** command_status: 0 in requests, and in responses when all is well. */
    default int status() {
        return 0;
    }
}

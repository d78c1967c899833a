package io.tocsin.send.sms.cmpp;

/**
 * CMPP_TERMINATE_RESP: the answer, after which the connection is closed.
 *
 * @param sequence Sequence_Id
 */
public record TerminateResp(int sequence) implements CmppMessage {

    @Override
    public int commandId() {
        return CommandId.TERMINATE_RESP;
    }
}

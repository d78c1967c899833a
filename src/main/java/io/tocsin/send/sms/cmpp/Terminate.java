package io.tocsin.send.sms.cmpp;

/**
 * CMPP_TERMINATE: the request to end the session (CMPP V3.0.0, 8.4.2).
 *
 * @param sequence Sequence_Id
 */
public record Terminate(int sequence) implements CmppMessage {

    @Override
    public int commandId() {
        return CommandId.TERMINATE;
    }
}

package io.tocsin.send.sms.cmpp;

/**
 * CMPP_ACTIVE_TEST: the question whether the other end is alive (CMPP V3.0.0, 8.4.8).
 *
 * @param sequence Sequence_Id
 */
public record ActiveTest(int sequence) implements CmppMessage {

    @Override
    public int commandId() {
        return CommandId.ACTIVE_TEST;
    }
}

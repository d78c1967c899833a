package io.tocsin.send.sms.cmpp;

/**
 * CMPP_ACTIVE_TEST_RESP: the answer that says so. Its one reserved octet may be missing.
 *
 * @param sequence Sequence_Id
 */
public record ActiveTestResp(int sequence) implements CmppMessage {

    @Override
    public int commandId() {
        return CommandId.ACTIVE_TEST_RESP;
    }
}

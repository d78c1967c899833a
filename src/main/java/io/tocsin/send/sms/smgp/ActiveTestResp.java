package io.tocsin.send.sms.smgp;

/**
 * The answer to an {@link ActiveTest}.
 *
 * @param sequence SequenceID
 */
public record ActiveTestResp(int sequence) implements SmgpMessage {

    @Override
    public int requestId() {
        return RequestId.ACTIVE_TEST_RESP;
    }
}

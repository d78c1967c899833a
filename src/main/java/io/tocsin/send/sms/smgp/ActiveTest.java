package io.tocsin.send.sms.smgp;

/**
 * Active_Test: whether the other side is still there.
 *
 * @param sequence SequenceID
 */
public record ActiveTest(int sequence) implements SmgpMessage {

    @Override
    public int requestId() {
        return RequestId.ACTIVE_TEST;
    }
}

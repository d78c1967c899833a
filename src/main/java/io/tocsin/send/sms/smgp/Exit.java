package io.tocsin.send.sms.smgp;

/**
 * Exit: the orderly end of a session; either side may ask.
 *
 * @param sequence SequenceID
 */
public record Exit(int sequence) implements SmgpMessage {

    @Override
    public int requestId() {
        return RequestId.EXIT;
    }
}

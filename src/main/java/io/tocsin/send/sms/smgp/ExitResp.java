package io.tocsin.send.sms.smgp;

/**
 * The answer to an {@link Exit}.
 *
 * @param sequence SequenceID
 */
public record ExitResp(int sequence) implements SmgpMessage {

    @Override
    public int requestId() {
        return RequestId.EXIT_RESP;
    }
}

package io.tocsin.send.sms.sgip;

/**
 * The answer to an {@link Unbind} (SGIP 1.2, 4.2.2).
 *
 * @param sequence Sequence Number
 */
public record UnbindResp(SgipSequence sequence) implements SgipMessage {

    @Override
    public int commandId() {
        return CommandId.UNBIND_RESP;
    }
}

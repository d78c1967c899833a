package io.tocsin.send.sms.sgip;

/**
 * Unbind: the orderly end of a session (SGIP 1.2, 4.2.2).
 *
 * @param sequence Sequence Number
 */
public record Unbind(SgipSequence sequence) implements SgipMessage {

    @Override
    public int commandId() {
        return CommandId.UNBIND;
    }
}

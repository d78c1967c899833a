package io.tocsin.send.sms.sgip;

/**
 * The answer to a {@link Bind} (SGIP 1.2, 4.2.1).
 *
 * @param sequence the request's
 * @param result Result, 0 when all is well
 */
public record BindResp(SgipSequence sequence, int result) implements SgipMessage {

    @Override
    public int commandId() {
        return CommandId.BIND_RESP;
    }
}

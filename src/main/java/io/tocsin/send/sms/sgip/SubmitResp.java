package io.tocsin.send.sms.sgip;

/**
 * The answer to a {@link Submit}; it carries no id (SGIP 1.2, 4.2.3).
 *
 * @param sequence the request's
 * @param result Result, 0 when all is well
 */
public record SubmitResp(SgipSequence sequence, int result) implements SgipMessage {

    @Override
    public int commandId() {
        return CommandId.SUBMIT_RESP;
    }
}

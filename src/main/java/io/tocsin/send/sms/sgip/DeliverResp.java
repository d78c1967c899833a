package io.tocsin.send.sms.sgip;

/**
 * The answer to a {@link Deliver} (SGIP 1.2, 4.2.4).
 *
 * @param sequence the request's
 * @param result Result, 0 when all is well
 */
public record DeliverResp(SgipSequence sequence, int result) implements SgipMessage {

    @Override
    public int commandId() {
        return CommandId.DELIVER_RESP;
    }
}

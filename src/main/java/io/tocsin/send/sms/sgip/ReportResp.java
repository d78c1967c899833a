package io.tocsin.send.sms.sgip;

/**
 * The answer to a {@link Report} (SGIP 1.2, 4.2.5).
 *
 * @param sequence the request's
 * @param result Result, 0 when all is well
 */
public record ReportResp(SgipSequence sequence, int result) implements SgipMessage {

    @Override
    public int commandId() {
        return CommandId.REPORT_RESP;
    }
}

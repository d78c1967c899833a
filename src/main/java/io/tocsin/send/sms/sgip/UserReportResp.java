package io.tocsin.send.sms.sgip;

/**
 * UserRpt_Resp: the answer to it (SGIP 1.2, 4.3.4).
 *
 * @param sequence Sequence Number
 * @param result Result, 0 for success
 */
public record UserReportResp(SgipSequence sequence, int result) implements SgipMessage {

    @Override
    public int commandId() {
        return CommandId.USER_REPORT_RESP;
    }
}

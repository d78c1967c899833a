package io.tocsin.send.sms.smpp;

/**
 * The answer to a {@link DataSm} (SMPP 3.4, 4.7.2); its message_id is not used and empty.
 *
 * @param sequence the delivery's
 * @param status command_status
 */
public record DataSmResp(int sequence, int status) implements SmppMessage {

    @Override
    public int commandId() {
        return CommandId.DATA_SM_RESP;
    }
}

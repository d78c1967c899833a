package io.tocsin.send.sms.smpp;

/**
 * The answer to a {@link DeliverSm} (SMPP 3.4, 4.6.2); its message_id is not used and empty.
 *
 * @param sequence the delivery's
 * @param status command_status
 */
public record DeliverSmResp(int sequence, int status) implements SmppMessage {

    @Override
    public int commandId() {
        return CommandId.DELIVER_SM_RESP;
    }
}

package io.tocsin.send.sms.smpp;

import io.tocsin.send.sms.wire.Tlvs;

/**
 * The answer to a {@link Bind} (SMPP 3.4, 4.1.2). A refusal may come without a body.
 *
 * @param sequence the bind's
 * @param mode the bind's
 * @param status command_status
 * @param systemId system_id of the carrier; empty when it says none
 * @param tlvs optional parameters, such as sc_interface_version
 */
public record BindResp(int sequence, Mode mode, int status, String systemId, Tlvs tlvs) implements SmppMessage {

    @Override
    public int commandId() {
        return CommandId.RESPONSE | mode.commandId();
    }
}

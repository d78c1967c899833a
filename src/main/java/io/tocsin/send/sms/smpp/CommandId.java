package io.tocsin.send.sms.smpp;

/**
 * The command_id values that this gateway uses (SMPP 3.4, 5.1.2.1).
 */
final class CommandId {

    static final int RESPONSE = 0x8000_0000;

    static final int BIND_RECEIVER = 1;
    static final int BIND_TRANSMITTER = 2;
    static final int SUBMIT_SM = 4;
    static final int DELIVER_SM = 5;
    static final int UNBIND = 6;
    static final int BIND_TRANSCEIVER = 9;
    static final int ENQUIRE_LINK = 0x15;
    static final int DATA_SM = 0x103;

    static final int GENERIC_NACK = RESPONSE;
    static final int BIND_RECEIVER_RESP = RESPONSE | BIND_RECEIVER;
    static final int BIND_TRANSMITTER_RESP = RESPONSE | BIND_TRANSMITTER;
    static final int BIND_TRANSCEIVER_RESP = RESPONSE | BIND_TRANSCEIVER;
    static final int SUBMIT_SM_RESP = RESPONSE | SUBMIT_SM;
    static final int DELIVER_SM_RESP = RESPONSE | DELIVER_SM;
    static final int UNBIND_RESP = RESPONSE | UNBIND;
    static final int ENQUIRE_LINK_RESP = RESPONSE | ENQUIRE_LINK;
    static final int DATA_SM_RESP = RESPONSE | DATA_SM;

    private CommandId() {}
}

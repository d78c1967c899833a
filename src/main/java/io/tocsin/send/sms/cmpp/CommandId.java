package io.tocsin.send.sms.cmpp;

/**
 * The Command_Id values that this gateway uses (CMPP V3.0.0, 8.5).
 */
final class CommandId {

    static final int RESPONSE = 0x8000_0000;

    static final int CONNECT = 1;
    static final int TERMINATE = 2;
    static final int SUBMIT = 4;
    static final int DELIVER = 5;
    static final int ACTIVE_TEST = 8;

    static final int CONNECT_RESP = RESPONSE | CONNECT;
    static final int TERMINATE_RESP = RESPONSE | TERMINATE;
    static final int SUBMIT_RESP = RESPONSE | SUBMIT;
    static final int DELIVER_RESP = RESPONSE | DELIVER;
    static final int ACTIVE_TEST_RESP = RESPONSE | ACTIVE_TEST;

    private CommandId() {}
}

package io.tocsin.send.sms.smgp;

/**
 * The RequestID values that this gateway uses (SMGP V3.0.3, 7.1).
 */
final class RequestId {

    static final int RESPONSE = 0x8000_0000;

    static final int LOGIN = 1;
    static final int SUBMIT = 2;
    static final int DELIVER = 3;
    static final int ACTIVE_TEST = 4;
    static final int EXIT = 6;

    static final int LOGIN_RESP = RESPONSE | LOGIN;
    static final int SUBMIT_RESP = RESPONSE | SUBMIT;
    static final int DELIVER_RESP = RESPONSE | DELIVER;
    static final int ACTIVE_TEST_RESP = RESPONSE | ACTIVE_TEST;
    static final int EXIT_RESP = RESPONSE | EXIT;

    private RequestId() {}
}

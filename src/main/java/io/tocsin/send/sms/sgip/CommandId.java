package io.tocsin.send.sms.sgip;

/**
 * The Command ID values that this gateway uses (SGIP 1.2, 4.1).
 */
final class CommandId {

    static final int RESPONSE = 0x8000_0000;

    static final int BIND = 1;
    static final int UNBIND = 2;
    static final int SUBMIT = 3;
    static final int DELIVER = 4;
    static final int REPORT = 5;
    static final int USER_REPORT = 0x11;
    static final int TRACE = 0x1000;

    static final int BIND_RESP = RESPONSE | BIND;
    static final int UNBIND_RESP = RESPONSE | UNBIND;
    static final int SUBMIT_RESP = RESPONSE | SUBMIT;
    static final int DELIVER_RESP = RESPONSE | DELIVER;
    static final int REPORT_RESP = RESPONSE | REPORT;
    static final int USER_REPORT_RESP = RESPONSE | USER_REPORT;
    static final int TRACE_RESP = RESPONSE | TRACE;

    private CommandId() {}
}

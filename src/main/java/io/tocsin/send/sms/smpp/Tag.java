package io.tocsin.send.sms.smpp;

/**
 * The tags of optional parameters that this gateway uses (SMPP 3.4, 5.3.2; congestion_state is SMPP
 * 5.0's, 4.8.4.18).
 */
final class Tag {

    static final int RECEIPTED_MESSAGE_ID = 0x001e;
    static final int SAR_MSG_REF_NUM = 0x020c;
    static final int SAR_TOTAL_SEGMENTS = 0x020e;
    static final int SAR_SEGMENT_SEQNUM = 0x020f;
    static final int SC_INTERFACE_VERSION = 0x0210;
    static final int NETWORK_ERROR_CODE = 0x0423;
    static final int MESSAGE_PAYLOAD = 0x0424;
    static final int MESSAGE_STATE = 0x0427;
    static final int CONGESTION_STATE = 0x0428;

    private Tag() {}
}

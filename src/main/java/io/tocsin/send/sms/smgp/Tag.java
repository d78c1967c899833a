package io.tocsin.send.sms.smgp;

/**
 * The tags of optional parameters that this gateway uses (SMGP V3.0.3, 7.3).
 */
final class Tag {

    static final int TP_UDHI = 0x02;
    static final int PK_TOTAL = 0x09;
    static final int PK_NUMBER = 0x0a;

    private Tag() {}
}

package io.tocsin.send.sms.cmpp;

/**
 * A version of CMPP and the field widths that differ between the two (CMPP V3.0.0, 8.4 and its
 * revision list).
 */
public enum CmppVersion {

    /** CMPP 2.0, still asked for by regional gateways. */
    V2_0(0x20, 21, false, 8, 1),
    /** CMPP 3.0. */
    V3_0(0x30, 32, true, 20, 4);

    private final int code;
    private final int terminalWidth;
    private final boolean terminalTypes;
    private final int linkIdWidth;
    private final int resultWidth;

    CmppVersion(int code, int terminalWidth, boolean terminalTypes, int linkIdWidth, int resultWidth) {
        this.code = code;
        this.terminalWidth = terminalWidth;
        this.terminalTypes = terminalTypes;
        this.linkIdWidth = linkIdWidth;
        this.resultWidth = resultWidth;
    }

    /**
     * The version that a Version byte means: major 3 and above is 3.0, all else (0x20, gocmpp's 0x21)
     * is 2.0.
     */
    public static CmppVersion of(int code) {
        return code >= 0x30 ? V3_0 : V2_0;
    }

    /** The Version byte: major in the high four bits, minor in the low four. */
    public int code() {
        return code;
    }

    /** Width of a number field in octets: 21 or 32. */
    int terminalWidth() {
        return terminalWidth;
    }

    /** Whether numbers are followed by a type octet (0 real number, 1 pseudonym). */
    boolean terminalTypes() {
        return terminalTypes;
    }

    /** Width of the last field, Reserve (2.0) or LinkID (3.0), in octets. */
    int linkIdWidth() {
        return linkIdWidth;
    }

    /** Width of Status and Result in octets: 1 or 4. */
    int resultWidth() {
        return resultWidth;
    }
}

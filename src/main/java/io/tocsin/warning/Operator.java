package io.tocsin.warning;

/** Whose network a number is on. The ordinal is stored: only append. */
public enum Operator {
    /** China Mobile, 移动. */
    MOBILE("mobile"),
    /** China Unicom, 联通. */
    UNICOM("unicom"),
    /** China Telecom, 电信. */
    TELECOM("telecom"),
    /** China Broadnet, 广电. */
    BROADNET("broadnet"),
    /** A fixed line of any operator, 固话. */
    FIXED("fixed"),
    /** A mobile number whose operator the data does not name. */
    UNKNOWN("unknown");

    private final String code;

    Operator(String code) {
        this.code = code;
    }

    /** The word used in configuration, the API and metrics. */
    public String code() {
        return code;
    }
}

package io.tocsin.warning;

/** How a person is reached. The ordinal is stored: only append. */
public enum Channel {
    /** A text message. */
    SMS("sms"),
    /** A call by the voice robot. */
    VOICE("voice");

    private final String code;

    Channel(String code) {
        this.code = code;
    }

    /** The word used in configuration, the API and metrics. */
    public String code() {
        return code;
    }
}

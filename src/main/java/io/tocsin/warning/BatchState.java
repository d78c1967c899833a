package io.tocsin.warning;

/** Where a batch stands. */
public enum BatchState {
    /** Its body is still being read, or was cut and may be resumed. */
    ACCEPTING("accepting"),
    /** Its warnings are being worked on. */
    RUNNING("running"),
    /** Nothing of it is dispatched until it is resumed. */
    PAUSED("paused"),
    /** What was not yet sent will not be. */
    CANCELLED("cancelled"),
    /** Every warning is final. */
    DONE("done");

    private final String code;

    BatchState(String code) {
        this.code = code;
    }

    /** The word used in the API. */
    public String code() {
        return code;
    }
}

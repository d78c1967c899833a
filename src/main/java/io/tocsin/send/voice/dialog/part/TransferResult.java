package io.tocsin.send.voice.dialog.part;

import java.util.Arrays;
import java.util.Optional;

/** What became of a transfer to a person. */
public enum TransferResult {
    /** A person took the call. */
    ANSWERED("answered"),
    /** All were busy. */
    BUSY("busy"),
    /** Nobody took it in time, or it failed. */
    NO_ANSWER("no_answer");

    private final String code;

    TransferResult(String code) {
        this.code = code;
    }

    /** The word in the file. */
    public String code() {
        return code;
    }

    /** The result of that word, empty when there is none. */
    public static Optional<TransferResult> of(String code) {
        return Arrays.stream(values()).filter(result -> result.code.equals(code)).findFirst();
    }
}

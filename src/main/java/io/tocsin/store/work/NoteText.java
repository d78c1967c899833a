package io.tocsin.store.work;

import io.tocsin.warning.Note;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** How notes stand in a timeline. */
final class NoteText {
    private static final int MOST = 255;

    private NoteText() {}

    /** At most 255 bytes of UTF-8, never cut inside a character. */
    static byte[] bytes(String text) {
        byte[] all = text.getBytes(StandardCharsets.UTF_8);
        if (all.length <= MOST) {
            return all;
        }
        int end = MOST;
        while (isContinuation(all[end])) {
            end--;
        }
        return Arrays.copyOf(all, end);
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xc0) == 0x80;
    }

    /** Whether such a note speaks of an attempt, so that its carrier and fence are kept with it. */
    static boolean isOfAttempt(Note.Kind kind) {
        return switch (kind) {
            case FENCED, SUBMITTED, SUBMIT_FAILED, RECEIPT, AMBIGUOUS, RESEND, NO_RECEIPT, RETURNED, LATE_RECEIPT ->
                true;
            case ACCEPTED, SUPPRESSED, BYPASSED, EXPIRED, CANCELLED, DEFERRED, NEXT_STEP -> false;
        };
    }
}

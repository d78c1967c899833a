package io.tocsin.store.work;

import io.tocsin.warning.Note;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** How notes stand in a timeline. */
public final class NoteText {
    private static final int MOST = 255;

    private NoteText() {}

    /** At most 255 bytes of UTF-8, never cut inside a character. */
    public static byte[] bytes(String text) {
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

    /**
     * Message ids as they stand in a timeline: hexadecimal ones of one length, as CMPP has them, in
     * half the bytes: {@code 0 · bytes of an id · ids}; others as they are.
     */
    static byte[] ids(String ids) {
        int length = ids.indexOf(',') < 0 ? ids.length() : ids.indexOf(',');
        if (length == 0 || length % 2 == 1 || (ids.length() + 1) % (length + 1) != 0) {
            return bytes(ids);
        }
        int count = (ids.length() + 1) / (length + 1);
        byte[] packed = new byte[2 + count * length / 2];
        packed[1] = (byte) (length / 2);
        for (int i = 0; i < ids.length(); i++) {
            int at = i % (length + 1);
            int digit = "0123456789abcdef".indexOf(ids.charAt(i));
            if (at == length ? ids.charAt(i) != ',' : digit < 0) {
                return bytes(ids);
            }
            if (at < length) {
                packed[2 + (i / (length + 1) * length + at) / 2] |= (byte) (at % 2 == 0 ? digit << 4 : digit);
            }
        }
        return packed.length > MOST ? bytes(ids) : packed;
    }

    private static boolean isContinuation(byte b) {
        return (b & 0xc0) == 0x80;
    }

    /** Whether such a note speaks of an attempt, so that its carrier and fence are kept with it. */
    static boolean isOfAttempt(Note.Kind kind) {
        return switch (kind) {
            case FENCED, SUBMITTED, SUBMIT_FAILED, RECEIPT, AMBIGUOUS, RESEND, NO_RECEIPT, RETURNED, LATE_RECEIPT,
                    FLAGGED, TALKED, ADOPTED, CALL_ENDED, CALL_FAILED ->
                true;
            case ACCEPTED, SUPPRESSED, BYPASSED, EXPIRED, CANCELLED, DEFERRED, NEXT_STEP, REPLY, OPTED_OUT -> false;
        };
    }
}

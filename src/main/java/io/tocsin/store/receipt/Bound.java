package io.tocsin.store.receipt;

import io.tocsin.store.redis.Codes;
import io.tocsin.store.redis.Reply;
import io.tocsin.warning.Cause;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A kept receipt that found its attempt, as it stands in {@code gb}: carrier (1), place (11), class
 * (1), raw code.
 *
 * @param mark its bytes, one a character
 */
record Bound(String mark) {
    private static final int PLACE = 1;
    private static final int CLASS = 12;

    static Bound of(@Nullable Object reply) {
        byte[] bytes = Reply.bytes(reply);
        if (bytes == null || bytes.length <= CLASS) {
            throw new IllegalStateException("got a kept receipt of " + (bytes == null ? 0 : bytes.length)
                    + " bytes, expected more than " + CLASS);
        }
        return new Bound(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** The bytes behind a mark. */
    static byte[] bytes(String mark) {
        return mark.getBytes(StandardCharsets.ISO_8859_1);
    }

    int carrier() {
        return mark.charAt(0);
    }

    byte[] place() {
        return Arrays.copyOfRange(bytes(mark), PLACE, CLASS);
    }

    Cause cause() {
        byte[] all = bytes(mark);
        return new Cause(Codes.cause(all[CLASS]), new String(all, CLASS + 1, all.length - CLASS - 1,
                StandardCharsets.UTF_8));
    }
}

package io.tocsin.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Cursors as callers see them: opaque, and bound to the list they came from, so that one that was
 * cut, changed or taken from another list is refused instead of giving a wrong page. They hold no
 * secret and give no rights.
 */
final class Cursors {
    private static final int CHECK = 8;

    private Cursors() {}

    /** The store's cursor as it is given out; null stays null. */
    static @Nullable String wrap(String list, @Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString((check(list, cursor) + cursor).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The store's cursor from a query parameter; null when there is none.
     *
     * @throws ProblemException when it was not given out for this list
     */
    static @Nullable String unwrap(Exchange exchange, String parameter, String list) {
        return unwrapped(exchange.query(parameter).orElse(null), parameter, list);
    }

    /**
     * The store's cursor from what came; null when there is none.
     *
     * @throws ProblemException when it was not given out for this list
     */
    static @Nullable String unwrapped(@Nullable String given, String parameter, String list) {
        if (given == null) {
            return null;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(given), StandardCharsets.UTF_8);
            String cursor = text.substring(Math.min(CHECK, text.length()));
            if (text.startsWith(check(list, cursor))) {
                return cursor;
            }
        } catch (IllegalArgumentException e) {
            // Not base64: the same as any other text that was not given out here.
        }
        throw Problem.parameter(parameter, "unknown-cursor",
                "got a cursor that was not given out for this list, expected the 'next' of its last page").exception();
    }

    private static String check(String list, String cursor) {
        CRC32 crc = new CRC32();
        crc.update((list + '\n' + cursor).getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", crc.getValue());
    }
}

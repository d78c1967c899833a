package io.tocsin.store.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Redis answered, read as the type that is expected of it. */
public final class Reply {
    private Reply() {}

    /** A number, or a text that is one; 0 for nothing. */
    public static long number(@Nullable Object reply) {
        return switch (reply) {
            case null -> 0;
            case Long number -> number;
            case byte[] digits -> Long.parseLong(new String(digits, StandardCharsets.US_ASCII));
            default -> throw unexpected(reply, "a number");
        };
    }

    /** Bytes, or null for nothing. */
    public static byte @Nullable [] bytes(@Nullable Object reply) {
        return switch (reply) {
            case null -> null;
            case byte[] bytes -> bytes;
            default -> throw unexpected(reply, "bytes");
        };
    }

    /** A text, empty for nothing. */
    public static String text(@Nullable Object reply) {
        byte[] bytes = bytes(reply);
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    /** A list, empty for nothing; elements may be null. */
    @SuppressWarnings("unchecked") // Jedis makes lists of objects only
    public static List<@Nullable Object> list(@Nullable Object reply) {
        return switch (reply) {
            case null -> List.of();
            case List<?> list -> (List<@Nullable Object>) list;
            default -> throw unexpected(reply, "a list");
        };
    }

    private static IllegalStateException unexpected(Object reply, String expected) {
        return new IllegalStateException(
                "Redis answered a " + reply.getClass().getSimpleName() + ", expected " + expected);
    }
}

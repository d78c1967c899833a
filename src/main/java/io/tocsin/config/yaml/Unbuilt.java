package io.tocsin.config.yaml;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys and values whose feature is not built yet: they are refused with a clear word, never
 * ignored.
 *
 * @param features what is missing, by key pattern ({@code carriers.*.dial}) or key pattern and
 *            value ({@code carriers.*.protocol=sgip})
 */
public record Unbuilt(Map<String, String> features) {
    /** Copies the table. */
    public Unbuilt {
        features = Map.copyOf(features);
    }

    /** Null when the key is built. */
    @Nullable
    String key(String pattern) {
        return message(features.get(pattern));
    }

    /** Null when the value is built. */
    @Nullable
    String value(String pattern, String value) {
        return message(features.get(pattern + "=" + value));
    }

    private static @Nullable String message(@Nullable String feature) {
        return feature == null ? null : "not built yet in this version: " + feature;
    }
}

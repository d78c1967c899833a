package io.tocsin.ingest;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is known about numbers beyond the library's data, {@code numbers}.
 *
 * @param portability file of numbers that changed their operator, one {@code number,operator} a
 *            line; null for none
 */
public record NumbersConfig(@Nullable Path portability) {
    /** Nothing beyond the library's data. */
    public static NumbersConfig defaults() {
        return new NumbersConfig(null);
    }
}

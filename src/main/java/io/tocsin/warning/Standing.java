package io.tocsin.warning;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A warning together with how far it has come.
 *
 * @param warning what never changes
 * @param progress what does
 * @param changedAt when it last changed, to the millisecond; null where nobody asked, or where only
 *            the second of {@link Progress#at} is known
 */
public record Standing(Warning warning, Progress progress, @Nullable Instant changedAt) {
    /** One whose time of change nobody asks for. */
    public Standing(Warning warning, Progress progress) {
        this(warning, progress, null);
    }
}

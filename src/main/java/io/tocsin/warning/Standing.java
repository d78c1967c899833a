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
 * @param talk what was said in its latest call, as the timeline has it; empty where nothing was
 *            said, or nobody asked
 */
public record Standing(Warning warning, Progress progress, @Nullable Instant changedAt, String talk) {
    /** One whose talk nobody asks for. */
    public Standing(Warning warning, Progress progress, @Nullable Instant changedAt) {
        this(warning, progress, changedAt, "");
    }

    /** One whose time of change nobody asks for. */
    public Standing(Warning warning, Progress progress) {
        this(warning, progress, null);
    }
}

package io.tocsin.access;

import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An API key that was made in the console; of the key itself only the hash is known.
 *
 * @param id what it is called, the first 16 digits of its hash
 * @param client whose key it is
 * @param scopes what it may do, at least one
 * @param sha256 SHA-256 of the key, 64 lower-case hex digits
 * @param note what it is for, at most 200 characters, may be empty
 * @param madeBy the administrator who made it
 * @param made when
 * @param expires when it stops being one, null for never
 * @param revoked when it was taken back, null when it was not
 * @param approvedBy the second administrator, without whom it lets nobody in: null while it waits,
 *            empty for one of an earlier version, which waited for nobody
 * @param rate HTTP requests a second that it may make at each node, 1 to {@value #MOST_RATE}; null
 *            for no limit
 */
public record IssuedKey(String id, String client, Set<Scope> scopes, String sha256, String note, String madeBy,
        Instant made, @Nullable Instant expires, @Nullable Instant revoked,
        @Nullable String approvedBy, @Nullable Integer rate) {
    /** The highest rate that can be agreed on. */
    public static final int MOST_RATE = 10_000;
    /** Digits of an id. */
    public static final int ID = 16;
    private static final Pattern CLIENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /**
     * Copies the scopes.
     *
     * @throws IllegalArgumentException when the client's name or the scopes cannot be
     */
    public IssuedKey {
        scopes = Set.copyOf(scopes);
        if (!CLIENT.matcher(client).matches()) {
            throw new IllegalArgumentException(
                    "expected a client's name of at most 64 letters, digits, dots, hyphens and underscores");
        }
        if (rate != null && (rate < 1 || rate > MOST_RATE)) {
            throw new IllegalArgumentException("expected a rate of 1 to " + MOST_RATE + " requests a second");
        }
        if (scopes.isEmpty()) {
            throw new IllegalArgumentException("expected at least one of the scopes submit, review, operate, read");
        }
    }

    /** Whether it lets anybody in at that time. */
    public boolean holds(Instant now) {
        return approvedBy != null && revoked == null && (expires == null || now.isBefore(expires));
    }

    /** The same, taken back. */
    IssuedKey revoked(Instant at) {
        return new IssuedKey(id, client, scopes, sha256, note, madeBy, made, expires, at, approvedBy, rate);
    }

    /** The same, approved. */
    IssuedKey approved(String by) {
        return new IssuedKey(id, client, scopes, sha256, note, madeBy, made, expires, revoked, by, rate);
    }
}

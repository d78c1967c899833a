package io.tocsin.access.content;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A change of content that somebody wants, and what became of it. An approved one is a published
 * version.
 *
 * @param id what it is called
 * @param of which content
 * @param text the new content; null takes what was published back, so that the file's holds again
 * @param reason why, 1 to 500 characters
 * @param author who wants it
 * @param at since when
 * @param verdict what became of it
 */
public record Proposal(String id, ContentName of, @Nullable String text, String reason, String author, Instant at,
        Verdict verdict) {
    /** Longest text of a content, characters. */
    public static final int LONGEST = 60_000;
    /** Longest reason or note. */
    public static final int LONGEST_REASON = 500;

    /** How a proposal stands. */
    public enum State {
        /** It waits for a second person. */
        OPEN,
        /** It is published. */
        APPROVED,
        /** The second person does not want it. */
        REFUSED,
        /** Its author does not want it any more. */
        RETRACTED;

        /** The word of the API. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What became of it.
     *
     * @param state how it stands
     * @param by who decided, null while nobody did
     * @param at when, null while nobody did
     * @param note what that person says, may be empty
     * @param version from 1 for each content when it is approved, else 0
     */
    public record Verdict(State state, @Nullable String by, @Nullable Instant at, String note, int version) {
        /** Nobody decided yet. */
        public static final Verdict NONE = new Verdict(State.OPEN, null, null, "", 0);
    }

    /**
     * What the person who approves has seen.
     *
     * @param sha256 of the proposal's text, null when it takes something back
     * @param version of what it was compared with, 0 for the file's
     */
    public record Seen(@Nullable String sha256, int version) {}

    /** Whether it waits. */
    public boolean isOpen() {
        return verdict.state() == State.OPEN;
    }

    /** Whether it is a published version. */
    public boolean isApproved() {
        return verdict.state() == State.APPROVED;
    }

    /** The same, decided. */
    Proposal with(Verdict decided) {
        return new Proposal(id, of, text, reason, author, at, decided);
    }

    /** SHA-256 of the text, 64 lower-case hex digits; of nothing when it takes something back. */
    public String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                    .digest((text == null ? "" : text).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

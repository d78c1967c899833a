package io.tocsin.report.replies;

/** What became of a reply. */
public enum ReplyFate {
    /** It stands on the timeline of the latest warning of its number. */
    MATCHED("matched"),
    /** No warning of its number was sent lately: it is kept by itself. */
    UNMATCHED("unmatched"),
    /** A part of a long one, kept until the others came. */
    PART("part"),
    /** It had come before: the carrier did not hear that. */
    REPEATED("repeated"),
    /** Its warning has as many replies as are kept. */
    TOO_MANY("too-many"),
    /** It names no number. */
    NO_NUMBER("no-number"),
    /** No warning is known for it yet, or it failed: kept, and counted again by what it comes to. */
    WAITING("waiting"),
    /** It was kept, and failed again and again: it is tried once a day from now on. */
    SET_ASIDE("set-aside"),
    /** It was set aside, and failed for about four weeks. */
    DROPPED("dropped"),
    /**
     * It could not even be kept, for a reason of its own: not confirmed; the carrier sends it again.
     */
    FAILED("failed"),
    /** Too many were on their way: not taken, not confirmed; the carrier sends it again. */
    REFUSED("refused");

    private final String code;

    ReplyFate(String code) {
        this.code = code;
    }

    /** The word used in metrics. */
    public String code() {
        return code;
    }
}

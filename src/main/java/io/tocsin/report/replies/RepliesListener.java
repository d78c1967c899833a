package io.tocsin.report.replies;

/** Hears what happens to replies. Called from any thread. */
public interface RepliesListener {
    /** So many of that carrier met that fate. */
    void met(String carrier, ReplyFate fate, int count);

    /** A number was put on the stop list. */
    void optedOut(String carrier);

    /** A long reply was taken without all its parts. */
    void incomplete(String carrier);

    /** Replies wait, unconfirmed, as the store does not answer. */
    void storeFailed();
}

package io.tocsin.ingest.tcp.protocol;

import java.util.Locale;

/**
 * What can be wrong over TCP. The names are stable; those that HTTP knows too mean the same there.
 */
public enum ProblemKind {
    /** The bytes are no message of ours. */
    BAD_FRAME("The bytes are no message"),
    /** The body is not what its type wants. */
    BAD_BODY("The body is not understood"),
    /** A field has a value that cannot be. */
    BAD_PARAMETER("A parameter is wrong"),
    /** A message longer, or with more warnings, than is taken. */
    TOO_LARGE("The message is too large"),
    /** A message that does not come now, or not from this side. */
    UNEXPECTED_MESSAGE("This message does not come now"),
    /** No HELLO in time. */
    NO_HELLO("No HELLO in time"),
    /** Nothing was heard for too long. */
    SILENCE("Nothing was heard for too long"),
    /** A message was begun and did not come to its end in time. */
    TOO_SLOW("A message took too long"),
    /** No such client, or not its key. */
    UNAUTHORIZED("An API key is required"),
    /** The key's scopes do not allow it. */
    FORBIDDEN("The API key does not allow this"),
    /** There is no such batch, or it is somebody else's. */
    NOT_FOUND("There is no such thing"),
    /** The batch takes no more warnings. */
    CONFLICT("This does not fit how things stand"),
    /** The sequence was used for another body. */
    SEQUENCE_CONFLICT("The sequence was used for another body"),
    /** The sequence is behind the stream, and no answer of it is kept. */
    SEQUENCE_USED("The sequence is behind its stream"),
    /** More SUBMITs without an answer than agreed. */
    WINDOW_EXCEEDED("More SUBMITs are unanswered than agreed"),
    /** The same SUBMIT is being worked on elsewhere. */
    STILL_RUNNING("The same submission is still running"),
    /** As many connections as there may be. */
    BUSY("Too many connections at once"),
    /** Nothing can be made durable now. */
    STORE_UNAVAILABLE("The store does not answer"),
    /** A fault of ours. */
    INTERNAL("An internal error");

    private final String title;

    ProblemKind(String title) {
        this.title = title;
    }

    /** The stable word for it, such as {@code sequence-conflict}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it is, in a few words that never change. */
    public String title() {
        return title;
    }
}

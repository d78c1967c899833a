package io.tocsin.send.voice.dialog.part;

/** What may cut a prompt short (barge-in). */
public enum Barge {
    /** Nothing: it is said to its end. */
    NOTHING,
    /** An allowed key. */
    KEYS,
    /** An allowed key, or speech. */
    KEYS_AND_SPEECH
}

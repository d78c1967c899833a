package io.tocsin.send.voice.dialog.talk;

/** What a dialog is waiting for. */
public enum Phase {
    /** The state's prompt, to be said. */
    SAYING,
    /** The prompt after silence or a misunderstanding, to be said. */
    REMINDING,
    /** An answer. */
    LISTENING,
    /** A person of a queue. */
    TRANSFERRING,
    /** Nothing: it is over. */
    ENDED
}

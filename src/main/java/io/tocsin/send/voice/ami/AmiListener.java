package io.tocsin.send.voice.ami;

/** Hears a session, on its event loop, and returns at once. */
public interface AmiListener {
    /** Logged in to a fully booted Asterisk. */
    void up();

    /** An event, or the response to an action that somebody else than the session sent. */
    void message(AmiMessage message);

    /** All messages of one read were told, or a tick passed: time to act on them, and on time. */
    void turn();

    /** It was up and is not any more; what the Asterisk says until it is up again is lost. */
    void down();
}

package io.tocsin.send.voice.agi;

/** Is told how long the program lets a call wait. Called by the call's thread; must not block. */
@FunctionalInterface
public interface AgiListener {
    /** Where nobody listens. */
    AgiListener NONE = _ -> {
    };

    /**
     * A step was made.
     *
     * @param nanos from Asterisk's last word to our next command: what the person waits for us
     */
    void step(long nanos);
}

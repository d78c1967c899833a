package io.tocsin.send.voice.agi;

import io.tocsin.send.voice.dialog.talk.Ending;
import java.time.Duration;
import java.util.Set;

/** Is told how calls are held. Called by the call's thread; must not block. */
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

    /**
     * A dialog came to its end.
     *
     * @param dialog its name
     * @param ending what it came to
     * @param states every state it was in, once
     * @param lasted from its first word to its end
     */
    default void talked(String dialog, Ending ending, Set<String> states, Duration lasted) {}

    /** This one, and then that one. */
    default AgiListener and(AgiListener other) {
        AgiListener first = this;
        return new AgiListener() {
            @Override
            public void step(long nanos) {
                first.step(nanos);
                other.step(nanos);
            }

            @Override
            public void talked(String dialog, Ending ending, Set<String> states, Duration lasted) {
                first.talked(dialog, ending, states, lasted);
                other.talked(dialog, ending, states, lasted);
            }
        };
    }
}

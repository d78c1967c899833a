package io.tocsin.send.voice;

import io.tocsin.send.Answer;
import java.util.List;

/** Whose calls they are. Called on the event loop of the Asterisk's session. */
interface CallOwner {
    /** The Originate of an attempt was handed to the network. */
    void written(Object tag, long nanos);

    /** Calls are over; each is told once. */
    void ended(List<Answer> answers);

    /** The Asterisk can take calls, or no longer can. */
    void changed();
}

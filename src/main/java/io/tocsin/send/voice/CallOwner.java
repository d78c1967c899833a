package io.tocsin.send.voice;

import io.tocsin.send.Answer;
import io.tocsin.warning.AttemptId;
import java.util.List;

/** Whose calls they are. Called on the event loop of the Asterisk's session. */
interface CallOwner {
    /** How the names of its channels begin; see {@link TrunkConfig#endpoint}. */
    String endpoint();

    /** The Originate of an attempt was handed to the network. */
    void written(Object tag, long nanos);

    /** Calls are over; each is told once. */
    void ended(List<Answer> answers);

    /** Calls whose attempts were answered while they went on are over; each is told once. */
    void over(List<Object> tags);

    /** Calls that this node does not follow are over. */
    void gone(List<AttemptId> attempts);

    /** The Asterisk can take calls, or no longer can. */
    void changed();
}

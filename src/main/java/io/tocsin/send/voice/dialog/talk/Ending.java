package io.tocsin.send.voice.dialog.talk;

import io.tocsin.warning.Outcome;
import java.util.List;

/**
 * What a call's dialog came to.
 *
 * @param how why it ended
 * @param state the state it ended in
 * @param name the dialog's own name of the end, empty unless {@link How#FINISHED}
 * @param said what the dialog says it means
 * @param outcome what counts: {@link Outcome#VICTIM_SUSPECTED} once the call was flagged, else
 *            {@link #said}
 * @param tags everything noted, in order, each once
 */
public record Ending(How how, String state, String name, Outcome said, Outcome outcome, List<String> tags) {
    /** Why a dialog ended. */
    public enum How {
        /** It came to an outcome. */
        FINISHED,
        /** The person hung up. */
        HUNG_UP,
        /** Its time was over. */
        DEADLINE,
        /** It listened, or came to a state, as often as it may. */
        LIMIT
    }

    /** Copies the list. */
    public Ending {
        tags = List.copyOf(tags);
    }
}

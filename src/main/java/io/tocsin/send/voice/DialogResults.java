package io.tocsin.send.voice;

import io.tocsin.warning.AttemptId;
import io.tocsin.warning.Outcome;
import java.util.Optional;

/** Where it is known what the dialog of a call came to. Asked on an event loop; does not block. */
@FunctionalInterface
public interface DialogResults {
    /** Where nobody talks. */
    DialogResults NONE = _ -> Optional.empty();

    /**
     * What the dialog of an answered call, which is over, came to.
     *
     * @return empty when there was no dialog, or it has not said
     */
    Optional<Outcome> of(AttemptId attempt);
}

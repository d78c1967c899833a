package io.tocsin.send.voice.dialog.part;

import io.tocsin.warning.Outcome;
import java.util.List;

/**
 * An end that a dialog can come to.
 *
 * @param name unique among states and outcomes
 * @param outcome what it means
 * @param tags what is noted about the call beside it
 */
public record End(String name, Outcome outcome, List<String> tags) {
    /** Copies the list. */
    public End {
        tags = List.copyOf(tags);
    }
}

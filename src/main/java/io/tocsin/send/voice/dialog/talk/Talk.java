package io.tocsin.send.voice.dialog.talk;

import io.tocsin.send.voice.dialog.part.Prompt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a dialog has come in one call. It never changes; {@link Engine#on} makes the next one.
 *
 * @param variables the warning's, by name
 * @param seed chooses among the wordings of a prompt
 * @param state the name of the state it is in
 * @param phase what it waits for
 * @param prompt what is being said, null while nothing is
 * @param kept the key that came while it could not be heard yet, 0 for none
 * @param said whether the state's prompt has been said to its end, or answered
 * @param overdue whether the deadline passed during a transfer
 * @param flagged whether {@link Action.Flag} was emitted
 * @param turns how many times it has listened
 * @param counts how often by {@code visit state}, {@code noinput state} and {@code nomatch state}
 * @param keysOnly states that listen for keys only from now on
 * @param tags noted so far
 * @param trail the steps so far, the first 200 of them
 * @param ending null until it is over
 */
public record Talk(Map<String, String> variables, long seed, String state, Phase phase, @Nullable Prompt prompt,
        char kept, boolean said, boolean overdue, boolean flagged, int turns, Map<String, Integer> counts,
        Set<String> keysOnly, List<String> tags, List<TrailStep> trail, @Nullable Ending ending) {
    /** Copies the collections. */
    public Talk {
        variables = Map.copyOf(variables);
        counts = Map.copyOf(counts);
        keysOnly = Set.copyOf(keysOnly);
        tags = List.copyOf(tags);
        trail = List.copyOf(trail);
    }

    /** What it came to, empty until it is over. */
    public Optional<Ending> result() {
        return Optional.ofNullable(ending);
    }
}

package io.tocsin.report.replies;

import io.tocsin.warning.PlainWords;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells replies by which a person wants no more messages. */
public final class OptOut {
    private final Set<String> words;

    /** By those words. */
    public OptOut(List<String> words) {
        this.words = words.stream().map(PlainWords::of).collect(Collectors.toUnmodifiableSet());
    }

    /** The word a text consists of, as it is compared; empty when it says something else. */
    public Optional<String> word(String text) {
        return Optional.of(PlainWords.of(text)).filter(words::contains);
    }
}

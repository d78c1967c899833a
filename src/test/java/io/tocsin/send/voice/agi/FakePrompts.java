package io.tocsin.send.voice.agi;

import io.tocsin.send.voice.prompt.Prompts;
import io.tocsin.send.voice.prompt.Utterance;
import java.io.File;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Sounds whose path is the text, or all the same file; some may be missing. */
public final class FakePrompts implements Prompts {
    /** Texts that cannot be had. */
    public final Set<String> missing = ConcurrentHashMap.newKeySet();
    private static final int BYTES_PER_MILLI = 16;
    private final UnaryOperator<String> paths;

    /** Paths that show the text. */
    public FakePrompts() {
        this(text -> "/prompts/" + text);
    }

    /** Paths by text. */
    public FakePrompts(UnaryOperator<String> paths) {
        this.paths = paths;
    }

    @Override
    public Optional<String> sound(Utterance utterance, Duration within) {
        String text = utterance.file().isEmpty() ? utterance.text() : utterance.file();
        return missing.contains(text) ? Optional.empty() : Optional.of(paths.apply(text));
    }

    /** As long as the WAV file of that path; not known where there is none. */
    @Override
    public Optional<Duration> length(String sound) {
        long bytes = new File(sound + ".wav").length();
        return bytes == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(bytes / BYTES_PER_MILLI));
    }

    @Override
    public void warm(Collection<Utterance> utterances) {
        // Everything is there.
    }

    @Override
    public void warmAhead(Collection<Utterance> utterances) {
        // Everything is there.
    }
}

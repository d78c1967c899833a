package io.tocsin;

import io.tocsin.send.voice.prompt.Prompts;
import io.tocsin.send.voice.prompt.Utterance;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/** What calls say, wired. */
final class Speech {
    private Speech() {}

    /** The prompts of a node. */
    static Prompts of(Outside outside) {
        Prompts given = outside.prompts();
        return given == null ? new Mute() : given;
    }

    private static final class Mute implements Prompts {
        @Override
        public Optional<String> sound(Utterance utterance, Duration within) {
            return Optional.empty();
        }

        @Override
        public void warm(Collection<Utterance> utterances) {}
    }
}

package io.tocsin.cli.stand;

import io.tocsin.send.voice.prompt.Prompts;
import io.tocsin.send.voice.prompt.Utterance;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * Prompts for a simulated Asterisk, which plays nothing: every one is there, and none is spoken.
 */
final class Unspoken implements Prompts {
    @Override
    public Optional<String> sound(Utterance utterance, Duration within) {
        return Optional.of("stand/%08x".formatted(utterance.hashCode()));
    }

    @Override
    public void warm(Collection<Utterance> utterances) {
        // There is nothing to be made.
    }

    @Override
    public void warmAhead(Collection<Utterance> utterances) {
        // There is nothing to be made.
    }
}

package io.tocsin.cli.bench;

import io.tocsin.send.voice.prompt.Prompts;
import io.tocsin.send.voice.prompt.Utterance;
import io.tocsin.send.voice.prompt.sound.Sound;
import io.tocsin.send.voice.prompt.sound.SoundFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/** Prompts for an Asterisk on this machine: a tone of one length whatever is said. */
final class Tones implements Prompts, AutoCloseable {
    private static final String NAME = "tone";
    private static final String ENDING = ".alaw";
    private static final double STEP = 2 * Math.PI * 440 / Sound.TELEPHONE_RATE;

    private final Path folder;

    /** Writes the tone. */
    Tones(Duration length) throws IOException {
        folder = Files.createTempDirectory("tocsin-tone-");
        float[] samples = new float[(int) (length.toMillis() * Sound.TELEPHONE_RATE / 1000)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.2 * Math.sin(i * STEP));
        }
        Files.write(folder.resolve(NAME + ENDING), SoundFiles.aLaw(new Sound(Sound.TELEPHONE_RATE, samples)));
    }

    @Override
    public Optional<String> sound(Utterance utterance, Duration within) {
        return Optional.of(folder.resolve(NAME).toString());
    }

    @Override
    public void warm(Collection<Utterance> utterances) {
        // It is there.
    }

    @Override
    public void warmAhead(Collection<Utterance> utterances) {
        // It is there.
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(folder.resolve(NAME + ENDING));
        Files.deleteIfExists(folder);
    }
}

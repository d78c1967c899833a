package io.tocsin.send.voice.prompt;

import io.tocsin.send.voice.prompt.engine.SpeechEngine;
import io.tocsin.send.voice.prompt.sound.WavReader;
import io.tocsin.send.voice.prompt.text.SpokenText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;

/**
 * Finds the source of an utterance: a recording {@code LANGUAGE/name.wav}, or the engine that
 * speaks its text.
 *
 * @param engine speaks
 * @param timeout for one text
 * @param recordings folder of recordings, {@code recordings} beside the dialogs
 */
public record PromptSources(SpeechEngine engine, Duration timeout, Path recordings) {
    /** Ten minutes of 16 bit stereo at 48 kHz. */
    private static final long LONGEST_RECORDING = 120_000_000;

    /**
     * The source of an utterance.
     *
     * @throws IOException when there is none: the recording is missing, or nothing is to be said
     */
    PromptSource of(Utterance utterance) throws IOException {
        return utterance.file().isEmpty() ? speech(utterance) : recording(utterance);
    }

    private PromptSource speech(Utterance utterance) throws IOException {
        String text = SpokenText.of(utterance.text(), utterance.language());
        if (text.isEmpty()) {
            throw new IOException("got a text without a word in it");
        }
        return new PromptSource(String.join("\u0000", "speech", engine.identity(), utterance.language(), text),
                () -> engine.speak(text, utterance.language(), timeout));
    }

    private PromptSource recording(Utterance utterance) throws IOException {
        Path folder = recordings.toAbsolutePath().normalize();
        Path file = folder.resolve(utterance.language()).resolve(utterance.file() + ".wav").normalize();
        if (!file.startsWith(folder)) {
            throw new IOException("got a recording outside of the folder of recordings");
        }
        BasicFileAttributes is;
        try {
            is = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no " + utterance.language() + "/" + utterance.file()
                    + ".wav in the folder of recordings", e);
        }
        if (is.size() > LONGEST_RECORDING) {
            throw new IOException("got a recording of " + is.size() + " bytes, expected at most " + LONGEST_RECORDING);
        }
        // A recording that is replaced is another one.
        return new PromptSource(String.join("\u0000", "recording", folder.relativize(file).toString(),
                Long.toString(is.size()), is.lastModifiedTime().toString()),
                () -> WavReader.read(Files.readAllBytes(file)));
    }
}

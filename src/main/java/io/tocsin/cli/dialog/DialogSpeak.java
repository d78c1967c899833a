package io.tocsin.cli.dialog;

import io.tocsin.send.voice.dialog.Dialog;
import io.tocsin.send.voice.prompt.DialogUtterances;
import io.tocsin.send.voice.prompt.Utterance;
import io.tocsin.send.voice.prompt.engine.EspeakConfig;
import io.tocsin.send.voice.prompt.engine.EspeakEngine;
import io.tocsin.send.voice.prompt.sound.Loudness;
import io.tocsin.send.voice.prompt.sound.Sound;
import io.tocsin.send.voice.prompt.sound.SoundFiles;
import io.tocsin.send.voice.prompt.sound.Telephone;
import io.tocsin.send.voice.prompt.sound.WavReader;
import io.tocsin.send.voice.prompt.text.SpokenText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin dialog speak}: writes what a dialog says as sound, to be listened to. */
@Command(name = "speak", mixinStandardHelpOptions = true, description = "Writes every prompt of a dialog as a WAV file as a telephone hears it, spoken by espeak-ng or recorded, and prints how each is read.")
final class DialogSpeak implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Parameters(paramLabel = "FILE", description = "A dialog's file.")
    private Path file = Path.of("");

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder for the sounds; it is made if need be.")
    private Path out = Path.of("");

    @Option(names = "--var", paramLabel = "NAME=VALUE", description = "A variable of the warning; may be repeated.")
    private Map<String, String> variables = new LinkedHashMap<>();

    @Option(names = "--lexicon", paramLabel = "FILE", description = "Words of your own and how they are read, as voice.tts.espeak.lexicon.")
    private @Nullable Path lexicon;

    @Option(names = "--pace", paramLabel = "N", description = "Pace of espeak-ng (default: as configured by default).")
    private int pace = EspeakConfig.defaults().pace();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    /** Made by picocli. */
    DialogSpeak() {}

    @Override
    public Integer call() throws Exception {
        DialogFile dialogFile = new DialogFile(file);
        Optional<Dialog> dialog = dialogFile.read(spec.commandLine());
        if (dialog.isEmpty()) {
            return 1;
        }
        EspeakConfig usual = EspeakConfig.defaults();
        EspeakEngine engine = new EspeakEngine(
                new EspeakConfig(usual.command(), usual.voices(), pace, usual.pitch(), lexicon));
        Files.createDirectories(out);
        PrintWriter lines = spec.commandLine().getOut();
        int failed = 0;
        for (Map.Entry<String, Utterance> one : DialogUtterances.of(dialog.get(), variables).entrySet()) {
            Utterance utterance = one.getValue();
            if (!utterance.file().isEmpty() && !dialogFile.isRecorded(utterance.language(), utterance.file())) {
                lines.println(one.getKey() + ": to be recorded, " + utterance.language() + "/" + utterance.file());
                continue;
            }
            failed += write(one.getKey(), utterance, engine, lines) ? 0 : 1;
        }
        lines.flush();
        return failed == 0 ? 0 : 1;
    }

    private boolean write(String place, Utterance utterance, EspeakEngine engine, PrintWriter lines)
            throws InterruptedException {
        try {
            Sound sound = Telephone.convert(sound(utterance, engine), Loudness.TELEPHONE);
            Path target = out.resolve(place.replaceAll("[^A-Za-z0-9_.-]+", "-") + ".wav");
            Files.write(target, SoundFiles.wav(sound));
            lines.println(target.getFileName() + String.format(Locale.ROOT, "  %.1f s  ",
                    sound.length().toMillis() / 1000.0) + utterance.text());
            if (utterance.file().isEmpty()) {
                lines.println("    " + engine.given(said(utterance), utterance.language()));
            }
            return true;
        } catch (IOException e) {
            spec.commandLine().getErr().println(place + ": " + e.getMessage());
            spec.commandLine().getErr().flush();
            return false;
        }
    }

    private Sound sound(Utterance utterance, EspeakEngine engine) throws IOException, InterruptedException {
        return utterance.file().isEmpty()
                ? engine.speak(said(utterance), utterance.language(), PATIENCE)
                : WavReader.read(Files.readAllBytes(
                        new DialogFile(file).recording(utterance.language(), utterance.file())));
    }

    private static String said(Utterance utterance) {
        return SpokenText.of(utterance.text(), utterance.language());
    }
}

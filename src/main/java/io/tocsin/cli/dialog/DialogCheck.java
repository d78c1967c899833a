package io.tocsin.cli.dialog;

import io.tocsin.send.voice.dialog.Dialog;
import io.tocsin.send.voice.dialog.part.Prompt;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin dialog check}: says of each file that it is right, or everything that is wrong. */
@Command(name = "check", mixinStandardHelpOptions = true, description = "Checks dialogs: every problem with its line and what was expected.")
final class DialogCheck implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of dialogs.")
    private List<Path> files = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    /** Made by picocli. */
    DialogCheck() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        int wrong = 0;
        for (Path path : files) {
            DialogFile file = new DialogFile(path);
            Optional<Dialog> read = file.read(spec.commandLine());
            wrong += read.isEmpty() ? 1 : 0;
            read.ifPresent(dialog -> out.println(path + ": ok, " + about(dialog, file)));
            out.flush();
        }
        return wrong == 0 ? 0 : 1;
    }

    private static String about(Dialog dialog, DialogFile file) {
        List<String> missing = dialog.content().states().values().stream()
                .flatMap(state -> state.prompts().values().stream()).flatMap(prompt -> recording(prompt, file).stream())
                .distinct().toList();
        return dialog.label() + ", " + dialog.content().states().size() + " states, spoken once "
                + dialog.spoken().toSeconds() + " s" + (dialog.draft() ? ", a draft" : "")
                + (missing.isEmpty() ? "" : ", to be recorded: " + String.join(", ", missing));
    }

    private static Optional<String> recording(Prompt prompt, DialogFile file) {
        return Optional.ofNullable(prompt.recording())
                .filter(recording -> !file.isRecorded(prompt.language(), recording.file()))
                .map(recording -> prompt.language() + "/" + recording.file() + ".wav");
    }
}

package io.tocsin.cli.dialog;

import io.tocsin.send.voice.dialog.Dialog;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin dialog print}: shows a dialog as a script that a reviewer can sign off. */
@Command(name = "print", mixinStandardHelpOptions = true, description = "Prints a dialog as a script to sign off, with its version and hash.")
final class DialogPrint implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A dialog's file.")
    private Path file = Path.of("");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    /** Made by picocli. */
    DialogPrint() {}

    @Override
    public Integer call() {
        Optional<Dialog> dialog = new DialogFile(file).read(spec.commandLine());
        PrintWriter out = spec.commandLine().getOut();
        dialog.ifPresent(read -> new Script(read).lines().forEach(out::println));
        out.flush();
        return dialog.isPresent() ? 0 : 1;
    }
}

package io.tocsin.cli.dialog;

import io.tocsin.send.voice.dialog.Dialog;
import io.tocsin.send.voice.dialog.talk.Ending;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tocsin dialog try}: the terminal is the telephone. */
@Command(name = "try", mixinStandardHelpOptions = true, description = "Talks to a dialog in the terminal. A line of one key is that key, an empty line is silence, h hangs up, t lets the time run out, anything else was said.")
final class DialogTry implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A dialog's file.")
    private Path file = Path.of("");

    @Option(names = "--var", paramLabel = "NAME=VALUE", description = "A variable of the warning; may be repeated.")
    private Map<String, String> variables = new LinkedHashMap<>();

    @Option(names = "--seed", paramLabel = "N", description = "Chooses among the wordings of prompts (default: 0).")
    private long seed;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    /** Made by picocli. */
    DialogTry() {}

    @Override
    public Integer call() throws Exception {
        Optional<Dialog> dialog = new DialogFile(file).read(spec.commandLine());
        if (dialog.isEmpty()) {
            return 1;
        }
        PrintWriter out = spec.commandLine().getOut();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        out.println(dialog.get().label());
        Telephone telephone = new Telephone(dialog.get(), in, out);
        Ending ending = telephone.hold(variables, seed);
        out.println();
        out.println("outcome: " + ending.outcome().code() + ", " + ending.how().name().toLowerCase(Locale.ROOT)
                + " in " + ending.state() + (ending.tags().isEmpty() ? "" : ", tags " + ending.tags()));
        telephone.trail().forEach(
                step -> out.println("  " + step.state() + ": " + step.event() + " -> " + step.decision()));
        out.flush();
        return 0;
    }
}

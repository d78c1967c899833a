package io.tocsin.cli.dialog;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tocsin dialog}: names what can be done with a dialog's file. */
@Command(name = "dialog", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", description = "Checks, prints, tries or speaks a dialog of the voice robot.", subcommands = {
        DialogCheck.class, DialogPrint.class, DialogTry.class, DialogSpeak.class})
public final class DialogCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    /** Without a command there is nothing to do. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "got no command, expected check, print, try or speak");
    }
}

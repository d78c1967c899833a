package io.tocsin.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command {@code tocsin} itself: names the others. Exit codes: 0 ok, 1 failed, 2 wrong usage.
 */
@Command(name = "tocsin", mixinStandardHelpOptions = true, versionProvider = Version.class, description = "Warns people who are about to be defrauded by phone.", synopsisSubcommandLabel = "COMMAND", exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
        "0:ok", "1:failed",
        "2:wrong usage"}, commandListHeading = "%nCommands:%n", optionListHeading = "%nOptions:%n", footer = "%n'tocsin COMMAND --help' tells more about one.")
public final class TocsinCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    /** Made by {@link #with}. */
    TocsinCommand() {}

    /**
     * The whole command line.
     *
     * @param commands one object per command, in the order help lists them
     * @return ready to execute
     */
    public static CommandLine with(List<Object> commands) {
        CommandLine line = new CommandLine(new TocsinCommand());
        commands.forEach(line::addSubcommand);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, _) -> {
            command.getErr().println("tocsin: " + Failures.describe(failure));
            command.getErr().flush();
            return CommandLine.ExitCode.SOFTWARE;
        });
        return line;
    }

    /** Without a command there is nothing to do. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "got no command, expected one of the commands below");
    }
}

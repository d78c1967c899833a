package io.tocsin.cli.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code tocsin bench}: the gateway, its Redis and a simulated carrier against the clock, on this
 * machine.
 */
@Command(name = "bench", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "NAME", description = "Measures on this machine; prints a table and, last, a line of JSON.", subcommands = {
        SmsBench.class, IntakeBench.class, CmppBench.class, RateBench.class, LinesBench.class, UrgentBench.class,
        SoakBench.class, CallsBench.class, AsteriskBench.class, ReviewBench.class})
public final class BenchCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    /** The command. */
    public BenchCommand() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(),
                "got no benchmark, expected sms, intake, cmpp, rate, lines, urgent, soak, calls, asterisk or review");
    }
}

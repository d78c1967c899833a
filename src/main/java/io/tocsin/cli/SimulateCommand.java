package io.tocsin.cli;

import io.tocsin.simulate.CmppSimulator;
import io.tocsin.simulate.SgipSimulator;
import io.tocsin.simulate.SmgpSimulator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tocsin simulate}: a carrier to try the gateway against. */
@Command(name = "simulate", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "PROTOCOL", description = "Stands in for a carrier on loopback until it is interrupted; prints what it has seen.", subcommands = {
        SimulateCommand.Cmpp.class, SimulateCommand.Sgip.class, SimulateCommand.Smgp.class, SimulateSmpp.class,
        SimulatePbx.class})
public final class SimulateCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    /** Without a protocol there is nothing to do. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "got no protocol, expected cmpp, sgip, smgp, smpp or pbx");
    }

    /** {@code tocsin simulate cmpp}. */
    @Command(name = "cmpp", mixinStandardHelpOptions = true, description = "A CMPP 2.0 and 3.0 gateway of a mobile operator.")
    static final class Cmpp implements Callable<Integer> {
        @Option(names = "--port", defaultValue = "7890", description = "Port on loopback; 0 takes a free one (default: ${DEFAULT-VALUE}).")
        private int port;

        @Mixin
        private final BehaviourOptions options = new BehaviourOptions();

        @Override
        public Integer call() throws InterruptedException {
            try (CmppSimulator simulator = CmppSimulator.start(port, options.login(), options.behaviour(),
                    Simulation.time())) {
                options.watch("CMPP gateway", simulator);
            }
            return 0;
        }
    }

    /** {@code tocsin simulate smgp}. */
    @Command(name = "smgp", mixinStandardHelpOptions = true, description = "An SMGP 3.0.3 gateway of China Telecom.")
    static final class Smgp implements Callable<Integer> {
        @Option(names = "--port", defaultValue = "8890", description = "Port on loopback; 0 takes a free one (default: ${DEFAULT-VALUE}).")
        private int port;

        @Mixin
        private final BehaviourOptions options = new BehaviourOptions();

        @Override
        public Integer call() throws InterruptedException {
            try (SmgpSimulator simulator = SmgpSimulator.start(port, options.login(), options.behaviour(),
                    Simulation.time())) {
                options.watch("SMGP gateway", simulator);
            }
            return 0;
        }
    }

    /** {@code tocsin simulate sgip}. */
    @Command(name = "sgip", mixinStandardHelpOptions = true, description = "An SGIP 1.2 gateway (SMG) of China Unicom; it connects to its client's listener to report.")
    static final class Sgip implements Callable<Integer> {
        @Option(names = "--port", defaultValue = "8801", description = "Port on loopback; 0 takes a free one (default: ${DEFAULT-VALUE}).")
        private int port;

        @Option(names = "--callback", defaultValue = "8802", description = "Port of the client's own listener on loopback (listen.port), where reports go; it is logged in to with --account and --secret (default: ${DEFAULT-VALUE}).")
        private int callback;

        @Mixin
        private final BehaviourOptions options = new BehaviourOptions();

        @Override
        public Integer call() throws InterruptedException {
            try (SgipSimulator simulator = SgipSimulator.start(port, options.login(), options.behaviour(),
                    Simulation.time(), callback)) {
                options.watch("SGIP gateway", simulator);
            }
            return 0;
        }
    }
}

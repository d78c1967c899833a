package io.tocsin.cli;

import io.tocsin.cli.connect.Connector;
import io.tocsin.config.Served;
import io.tocsin.config.TocsinConfig;
import io.tocsin.config.read.ConfigReader;
import io.tocsin.config.value.Listen;
import io.tocsin.observe.log.Logging;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tocsin check}: validates the configuration, and on request what it connects to. */
@Command(name = "check", mixinStandardHelpOptions = true, description = "Checks the configuration: every wrong key with its line and what was expected.")
public final class CheckCommand implements Callable<Integer> {
    private final ConfigReader reader;
    private final List<Connector> connectors;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Option(names = "--connect", description = "Also logs in to Redis and every carrier; not to carriers while a gateway runs on the same data folder. Nodes elsewhere cannot be seen: beside them it takes sessions of the accounts.")
    private boolean connect;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    /**
     * The command.
     *
     * @param reader reads the file
     * @param connectors what {@code --connect} tries, in this order
     */
    public CheckCommand(ConfigReader reader, List<Connector> connectors) {
        this.reader = reader;
        this.connectors = List.copyOf(connectors);
    }

    @Override
    public Integer call() {
        if (connect && connectors.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--connect is not built yet in this version");
        }
        Optional<TocsinConfig> read = config.read(reader, spec.commandLine());
        if (read.isEmpty()) {
            return 1;
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(config.file() + ": ok");
        summary(read.get()).forEach(line -> out.println("  " + line));
        new Served(read.get()).gaps().forEach(gap -> out.println("  warning: " + gap));
        boolean connected = !connect || connect(read.get(), out);
        out.flush();
        return connected ? 0 : 1;
    }

    private boolean connect(TocsinConfig tocsin, PrintWriter out) {
        // What is tried may log, as the gateway would.
        Logging.apply(tocsin.log(), tocsin.timezone(), tocsin.node());
        boolean ok = true;
        for (Connector connector : connectors) {
            for (Connector.Result result : connector.connect(tocsin)) {
                out.println(result);
                ok &= result.ok();
            }
        }
        return ok;
    }

    private static List<String> summary(TocsinConfig tocsin) {
        return List.of("node " + tocsin.node() + ", " + tocsin.timezone(),
                "store " + (tocsin.store().embedded() ? "embedded Redis in " + tocsin.store().dir() : "external Redis")
                        + ", " + tocsin.store().partitions() + " partitions",
                "http " + address(tocsin.http().listen()) + ", tcp " + address(tocsin.tcp().listen()),
                "clients: " + names(tocsin.clients().keySet()), "carriers: " + names(tocsin.carriers().keySet()),
                "playbooks: " + names(tocsin.playbooks().keySet()));
    }

    private static String address(Listen listen) {
        return listen.bind() + ":" + listen.port() + (listen.tls() == null ? "" : " (TLS)");
    }

    private static String names(Iterable<String> names) {
        String joined = String.join(", ", names);
        return joined.isEmpty() ? "none" : joined;
    }
}

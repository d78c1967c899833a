package io.tocsin.cli;

import io.tocsin.Gateway;
import io.tocsin.config.TocsinConfig;
import io.tocsin.config.read.ConfigReader;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tocsin serve}: the gateway, until it is told to stop. */
@Command(name = "serve", mixinStandardHelpOptions = true, description = "Runs the gateway until Ctrl-C or SIGTERM; then stops taking work, lets attempts in flight finish and hands the rest back.")
public final class ServeCommand implements Callable<Integer> {
    private final ConfigReader reader;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    /**
     * The command.
     *
     * @param reader reads the file
     */
    public ServeCommand(ConfigReader reader) {
        this.reader = reader;
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<TocsinConfig> read = config.read(reader, spec.commandLine());
        if (read.isEmpty()) {
            return 1;
        }
        Gateway gateway = Gateway.start(read.get());
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            gateway.close();
            stopped.countDown();
        }, "shutdown"));
        PrintWriter out = spec.commandLine().getOut();
        out.println("tocsin is ready: http://" + read.get().http().listen().bind() + ":" + gateway.httpPort() + ", tcp "
                + gateway.tcpPort());
        out.flush();
        stopped.await();
        return 0;
    }
}

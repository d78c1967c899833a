package io.tocsin.cli;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.tocsin.simulate.SmppSimulator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tocsin simulate smpp}. */
@Command(name = "smpp", mixinStandardHelpOptions = true, description = "An SMPP 3.4 message centre, as aggregators have.")
final class SimulateSmpp implements Callable<Integer> {
    @Option(names = "--port", defaultValue = "2775", description = "Port on loopback; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(names = "--decimal-receipts", description = "Receipts name their message only in their text, in decimal, while answers are in hexadecimal: messageIds { answers: hex, receipts: decimal }.")
    private boolean decimalReceipts;

    @ArgGroup(exclusive = false)
    private @Nullable Tls tls;

    @Mixin
    private final BehaviourOptions options = new BehaviourOptions();

    /** By what it proves who it is. */
    private static final class Tls {
        @Option(names = "--cert", required = true, description = "Speaks TLS with this certificate chain, PEM.")
        private @Nullable Path cert;

        @Option(names = "--key", required = true, description = "Its private key, PEM (PKCS #8).")
        private @Nullable Path key;

        private @Nullable SslContext context() throws IOException {
            return cert == null || key == null
                    ? null
                    : SslContextBuilder.forServer(cert.toFile(), key.toFile()).build();
        }
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        SmppSimulator.Habits habits = new SmppSimulator.Habits(decimalReceipts, tls == null ? null : tls.context());
        try (SmppSimulator simulator = SmppSimulator.start(port, options.login(), options.behaviour(),
                Simulation.time(), habits)) {
            options.watch("SMPP centre", simulator);
        }
        return 0;
    }
}

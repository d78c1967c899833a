package io.tocsin.cli.stand;

import io.tocsin.Gateway;
import io.tocsin.Outside;
import io.tocsin.access.ApiKey;
import io.tocsin.cli.client.ApiClient;
import io.tocsin.config.TocsinConfig;
import io.tocsin.config.read.ConfigReader;
import io.tocsin.dispatch.WriteListener;
import io.tocsin.send.voice.agi.AgiListener;
import io.tocsin.send.voice.prompt.Prompts;
import io.tocsin.simulate.SimulatorTime;
import io.tocsin.simulate.SmsSimulator;
import io.tocsin.simulate.pbx.PbxSimulator;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A gateway, its embedded Redis and simulated carriers, all on loopback, all gone when closed. */
public final class Stand implements AutoCloseable {
    /** Whose key the stand has. */
    public static final String CLIENT = "watchman";
    private static final String SECRET = "stand-secret";

    private final Path folder;
    private final Map<String, SmsSimulator<?>> simulators;
    private final @Nullable PbxSimulator pbx;
    private final Gateway gateway;
    private final StandDrill drill;
    private final ApiKey key;
    private boolean closed;

    private Stand(Path folder, Map<String, SmsSimulator<?>> simulators, @Nullable PbxSimulator pbx, Gateway gateway,
            ApiKey key, StandDrill drill) {
        this.folder = folder;
        this.simulators = simulators;
        this.pbx = pbx;
        this.gateway = gateway;
        this.key = key;
        this.drill = drill;
    }

    /**
     * Starts one.
     *
     * @param lines the carriers
     * @param rest further top-level keys of the configuration as YAML; may be empty
     * @param httpPort 0 for a free one
     */
    public static Stand start(List<Line> lines, String rest, int httpPort) throws IOException, InterruptedException {
        return start(lines, rest, httpPort, Extras.NONE);
    }

    /**
     * The same with more about it.
     *
     * @param extras further keys of the client, and who hears of writes
     */
    public static Stand start(List<Line> lines, String rest, int httpPort, Extras extras)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("tocsin-");
        Map<String, SmsSimulator<?>> simulators = new LinkedHashMap<>();
        PbxSimulator pbx = null;
        StandDrill drill = new StandDrill();
        try {
            StringBuilder carriers = new StringBuilder("carriers:\n");
            for (Line line : lines) {
                SmsSimulator<?> simulator = line.protocol().start(line.behaviour(), time());
                simulators.put(line.name(), simulator);
                drill.add(line, simulator);
                carriers.append(line.yaml(simulator));
            }
            Exchange exchange = extras.exchange();
            String voice = "";
            Prompts prompts = new Unspoken();
            if (exchange != null) {
                carriers.append(exchange.carriers());
                unpack(exchange.dialogs(), folder.resolve("dialogs"));
                switch (exchange.place()) {
                    case Exchange.Simulated(var behaviour) -> {
                        pbx = PbxSimulator.start(0, new PbxSimulator.Login("tocsin", SECRET), behaviour, time());
                        drill.add(pbx);
                        voice = Exchange.rest(pbx.port(), SECRET);
                    }
                    case Exchange.Real(var port, var secret, var spoken) -> {
                        voice = Exchange.rest(port, secret);
                        prompts = spoken;
                    }
                }
            }
            ApiKey key = ApiKey.fresh();
            String yaml = """
                    node: stand
                    store: { redis: embedded, dir: "%s" }
                    http: { bind: 127.0.0.1, port: %d }
                    tcp: { bind: 127.0.0.1, port: 0 }
                    clients:
                      %s: { scopes: [submit, read, operate], keySha256: "%s", rate: 1000000/s, maxPending: 10000000%s }
                    %s%s%s
                    """.formatted(folder.resolve("data"), httpPort, CLIENT, key.sha256(), extras.client(), carriers,
                    voice, rest);
            TocsinConfig config = new ConfigReader(Map.of(), "stand").read("stand", yaml, folder);
            return new Stand(folder, simulators, pbx,
                    Gateway.start(config, new Outside(extras.writes(), prompts, extras.steps(), true, drill)), key,
                    drill);
        } catch (InterruptedException | RuntimeException e) {
            close(simulators, pbx);
            delete(folder);
            throw e;
        }
    }

    private static SimulatorTime time() {
        return SimulatorTime.from(System::nanoTime, LocalDateTime.now(ZoneId.of("Asia/Shanghai")));
    }

    private static void unpack(List<String> dialogs, Path to) throws IOException {
        Files.createDirectories(to);
        for (String dialog : dialogs) {
            try (InputStream in = Stand.class.getResourceAsStream(dialog)) {
                if (in == null) {
                    throw new IOException("the dialog " + dialog + " did not come with the program");
                }
                Files.copy(in, to.resolve(dialog.substring(dialog.lastIndexOf('/') + 1)));
            }
        }
    }

    private static void close(Map<String, SmsSimulator<?>> simulators, @Nullable PbxSimulator pbx) {
        simulators.values().forEach(SmsSimulator::close);
        if (pbx != null) {
            pbx.close();
        }
    }

    /**
     * What most stands do without.
     *
     * @param client further keys of its one client in YAML's flow style, each after a comma
     * @param writes hears of every attempt that is written to a carrier
     * @param steps hears how long answered calls wait for the program
     * @param exchange an Asterisk, null for none
     */
    public record Extras(String client, WriteListener writes, AgiListener steps, @Nullable Exchange exchange) {
        /** Nothing of it. */
        public static final Extras NONE = new Extras("", WriteListener.UNHEARD, AgiListener.NONE, null);

        /** The same with a listener of writes. */
        public Extras with(WriteListener other) {
            return new Extras(client, other, steps, exchange);
        }

        /** The same with further keys of the client, as YAML behind a comma. */
        public Extras with(String more) {
            return new Extras(more, writes, steps, exchange);
        }

        /** The same with an Asterisk. */
        public Extras with(Exchange other) {
            return new Extras(client, writes, steps, other);
        }
    }

    /** Whether nobody listens on that port of loopback now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Where its HTTP door is. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + gateway.httpPort());
    }

    /** The API key of its one client. */
    public String key() {
        return key.text();
    }

    /** A new client of its HTTP door. */
    public ApiClient client() {
        return new ApiClient(url(), key());
    }

    /** The gateway itself. */
    public Gateway gateway() {
        return gateway;
    }

    /** Its simulated carriers and Asterisk as things that can be broken. */
    public StandDrill drill() {
        return drill;
    }

    /** The simulated carriers by name. */
    public Map<String, SmsSimulator<?>> simulators() {
        return Collections.unmodifiableMap(simulators);
    }

    /** The simulated Asterisk. */
    public Optional<PbxSimulator> pbx() {
        return Optional.ofNullable(pbx);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        gateway.close();
        close(simulators, pbx);
        delete(folder);
    }

    private static void delete(Path folder) {
        List<Path> paths = new ArrayList<>();
        try (Stream<Path> tree = Files.walk(folder)) {
            tree.forEach(paths::addFirst);
            for (Path path : paths) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            System.err.println("tocsin: " + folder + " could not be deleted: " + e.getMessage());
        }
    }
}

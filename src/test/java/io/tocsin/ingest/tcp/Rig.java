package io.tocsin.ingest.tcp;

import io.netty.util.concurrent.Ticker;
import io.tocsin.config.value.Listen;
import io.tocsin.config.value.Rate;
import io.tocsin.ingest.Intake;
import io.tocsin.ingest.IntakeListener;
import io.tocsin.ingest.StreamStore;
import io.tocsin.ingest.tcp.protocol.MessageType;
import io.tocsin.ingest.tcp.session.Doorman;
import io.tocsin.ingest.tcp.submit.Submissions;
import io.tocsin.ingest.tcp.submit.SubmitParts;
import io.tocsin.ingest.tcp.wire.TcpSettings;
import io.tocsin.net.EventLoops;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * The door on loopback with everything behind it faked: clients watchman (key tk_w), other (tk_o)
 * and reader (tk_r), which may only read.
 */
final class Rig implements AutoCloseable {
    /** Long enough for nothing to happen by itself. */
    static final TcpSettings.Times CALM = new TcpSettings.Times(Duration.ofSeconds(10), Duration.ofSeconds(30),
            Duration.ofSeconds(90), Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(10),
            Duration.ofSeconds(2), Duration.ofMillis(20), Duration.ofMillis(5));
    static final TcpSettings SETTINGS = new TcpSettings(4, 100, 10, 2 << 20, CALM);

    final Intake intake;
    final FakeEvents events = new FakeEvents();
    final Heard heard = new Heard();
    /** Keys that were taken back after they let somebody in. */
    final Set<String> revoked = ConcurrentHashMap.newKeySet();
    final TcpDoor door;
    private final EventLoops loops = new EventLoops(2, "tcp-test");

    Rig() throws IOException {
        this(SETTINGS, Listen.loopback(0), Rate.perSecond(1_000_000));
    }

    Rig(TcpSettings settings) throws IOException {
        this(settings, Listen.loopback(0), Rate.perSecond(1_000_000));
    }

    Rig(TcpSettings settings, Listen listen, Rate rate) throws IOException {
        this(settings, listen, rate, new Intake(), StreamStore.ALONE);
    }

    /** A node among others that have the same intake. */
    Rig(Intake shared, StreamStore streams) throws IOException {
        this(SETTINGS, Listen.loopback(0), Rate.perSecond(1_000_000), shared, streams);
    }

    private Rig(TcpSettings settings, Listen listen, Rate rate, Intake shared, StreamStore streams)
            throws IOException {
        intake = shared;
        SubmitParts parts = new SubmitParts(intake.store, intake.submissions, Intake.RULES,
                intake.gates(rate, 1_000_000), intake.clock, intake.ids, IntakeListener.NONE);
        door = new TcpDoor(listen, settings, loops,
                new TcpDoor.Parts(this::admit, streams, new Submissions(parts), events,
                        Ticker.systemTicker(), heard));
        door.start();
    }

    /** Settings with other times. */
    static TcpSettings times(UnaryOperator<TcpSettings.Times> change) {
        return new TcpSettings(4, 100, 10, 2 << 20, change.apply(CALM));
    }

    private Optional<Doorman.Rights> admit(String client, String key) {
        return key.equals(Map.of("watchman", "tk_w", "other", "tk_o", "reader", "tk_r").get(client))
                ? Optional.of(new Doorman.Rights(!client.equals("reader"), true, () -> !revoked.contains(key)))
                : Optional.empty();
    }

    int port() {
        return door.port();
    }

    /** A SUBMIT that opens a batch with rows of those refs. */
    static String opening(String... refs) {
        return "{\"batch\":{\"name\":\"by hand\"},\"warnings\":" + rows(refs) + "}";
    }

    /** A SUBMIT that goes on with a batch. */
    static String further(String batch, String... refs) {
        return "{\"batchId\":\"" + batch + "\",\"warnings\":" + rows(refs) + "}";
    }

    private static String rows(String... refs) {
        StringBuilder rows = new StringBuilder("[");
        for (String ref : refs) {
            rows.append(rows.length() > 1 ? "," : "").append("{\"ref\":\"").append(ref)
                    .append("\",\"phone\":\"13800138000\",\"name\":\"张三\"}");
        }
        return rows.append("]").toString();
    }

    /** One whole exchange over a connection of its own, to see that the door works. */
    Said works(String stream, long sequence, String body) throws IOException {
        try (Peer peer = Peer.frames(port())) {
            peer.hello(stream);
            peer.send(MessageType.SUBMIT, sequence, body);
            return peer.read();
        }
    }

    @Override
    public void close() {
        door.close();
        loops.close();
    }
}

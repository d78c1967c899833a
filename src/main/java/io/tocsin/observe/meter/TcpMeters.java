package io.tocsin.observe.meter;

import io.tocsin.ingest.tcp.protocol.MessageType;
import io.tocsin.ingest.tcp.protocol.ProblemKind;
import io.tocsin.ingest.tcp.wire.Reading;
import io.tocsin.ingest.tcp.wire.TcpListener;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Meters of the TCP door. */
public final class TcpMeters implements TcpListener {
    private static final Duration[] PAUSES = {Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofSeconds(1),
            Duration.ofSeconds(10), Duration.ofSeconds(60)};

    private final Counters frames;
    private final Counters answers;
    private final Counters ends;
    private final Timers pauses;
    private final AtomicInteger connections = new AtomicInteger();

    /** Adds its meters. */
    public TcpMeters(Meters meters) {
        frames = new Counters(meters, "tocsin.tcp.frames", "Messages of the TCP door", "type", "direction");
        answers = new Counters(meters, "tocsin.tcp.submits", "SUBMITs that were answered", "outcome");
        ends = new Counters(meters, "tocsin.tcp.ended", "Connections that ended", "reason");
        pauses = new Timers(meters, "tocsin.tcp.backpressure", "How long reading was stopped",
                PAUSES, "reason");
        for (MessageType type : MessageType.values()) {
            frames.expect(word(type), "in");
            frames.expect(word(type), "out");
        }
        for (ProblemKind kind : ProblemKind.values()) {
            answers.expect(kind.code());
            ends.expect(kind.code());
        }
        ends.expect("closed-by-client");
        for (Reading.Why why : Reading.Why.values()) {
            pauses.expect(why.code());
        }
        answers.expect("ack");
        answers.expect("replayed");
        meters.gauge("tocsin.tcp.connections", "Connections of upstream systems", connections::get, "state", "open");
    }

    @Override
    public void connections(int change) {
        connections.addAndGet(change);
    }

    @Override
    public void message(MessageType type, boolean incoming) {
        frames.add(1, word(type), incoming ? "in" : "out");
    }

    @Override
    public void answered(String outcome) {
        answers.add(1, outcome);
    }

    @Override
    public void paused(String why, long nanos) {
        pauses.record(why, Duration.ofNanos(nanos));
    }

    @Override
    public void ended(String reason) {
        ends.add(1, reason);
    }

    private static String word(MessageType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}

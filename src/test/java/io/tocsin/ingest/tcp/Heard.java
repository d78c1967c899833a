package io.tocsin.ingest.tcp;

import io.tocsin.ingest.tcp.protocol.MessageType;
import io.tocsin.ingest.tcp.wire.TcpListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A listener that counts. */
final class Heard implements TcpListener {
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    int of(String what) {
        return counts.getOrDefault(what, 0);
    }

    private void count(String what, int by) {
        counts.merge(what, by, Integer::sum);
    }

    @Override
    public void connections(int change) {
        count("connections", change);
    }

    @Override
    public void message(MessageType type, boolean incoming) {
        count((incoming ? "in " : "out ") + type, 1);
    }

    @Override
    public void answered(String outcome) {
        count("answered " + outcome, 1);
    }

    @Override
    public void paused(String why, long nanos) {
        count("paused " + why, 1);
    }

    @Override
    public void ended(String reason) {
        count("ended " + reason, 1);
    }
}

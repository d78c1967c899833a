package io.tocsin.ingest.tcp.wire;

import io.tocsin.ingest.tcp.protocol.Room;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

/**
 * Memory for messages, so much for each client: one whose messages wait for its rate takes nothing
 * from the others. Safe for many threads.
 */
public final class Rooms {
    private final int bytesPerClient;
    private final Map<String, Room> rooms = new ConcurrentHashMap<>();

    /** So many bytes for each client. */
    public Rooms(int bytesPerClient) {
        this.bytesPerClient = bytesPerClient;
    }

    /** The room of a client that is known; there are as many as there are clients. */
    public Room of(String client) {
        return rooms.computeIfAbsent(client, _ -> new Shared(bytesPerClient));
    }

    private static final class Shared implements Room {
        private final int limit;
        private final Queue<Waiting> line = new ArrayDeque<>();
        private long used;

        /** One in line; a connection has at most one. */
        private record Waiting(int bytes, Runnable later) {}

        Shared(int limit) {
            this.limit = limit;
        }

        @Override
        public synchronized boolean take(int bytes, Runnable later) {
            if (line.isEmpty() && used + bytes <= limit) {
                used += bytes;
                return true;
            }
            line.add(new Waiting(bytes, later));
            return false;
        }

        @Override
        public synchronized void charge(int bytes) {
            used += bytes;
        }

        @Override
        public void giveBack(int bytes) {
            for (Waiting next : freed(bytes)) {
                try {
                    next.later().run();
                } catch (RejectedExecutionException e) {
                    // Its event loop is no more: nobody needs the room.
                    giveBack(next.bytes());
                }
            }
        }

        private synchronized List<Waiting> freed(int bytes) {
            used -= bytes;
            List<Waiting> next = new ArrayList<>();
            for (Waiting first = line.peek(); first != null && used + first.bytes() <= limit; first = line.peek()) {
                used += first.bytes();
                next.add(line.remove());
            }
            return next;
        }
    }
}

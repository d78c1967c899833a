package io.tocsin.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A line on loopback to a port behind it, that can be spoilt and mended. */
public final class FaultProxy implements AutoCloseable {
    /** How the line is. */
    public enum Line {
        /** Everything goes through. */
        GOOD,
        /** Connections are accepted, and nothing comes back. */
        SILENT,
        /** Connections are accepted and closed. */
        DROPPED,
        /** What comes back is noise. */
        NOISY
    }

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile int target;
    private volatile Line line;

    /**
     * A line to a port.
     *
     * @param line how it is at first
     */
    public FaultProxy(int target, Line line) throws IOException {
        this.target = target;
        this.line = line;
        Thread.ofVirtual().start(this::accept);
    }

    /** Its own port. */
    public int port() {
        return listener.getLocalPort();
    }

    /** New connections go to that port from now on. */
    public void lead(int port) {
        target = port;
    }

    /** Connections taken so far. */
    public int accepted() {
        return accepted.get();
    }

    /** The line is so from now on, for connections there are and for new ones. */
    public void become(Line other) {
        line = other;
        if (other != Line.SILENT) {
            cut();
        }
    }

    /** Cuts all connections. */
    public void cut() {
        sockets.forEach(FaultProxy::close);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket near = listener.accept();
                accepted.incrementAndGet();
                sockets.add(near);
                if (line == Line.DROPPED) {
                    close(near);
                } else {
                    Thread.ofVirtual().start(() -> serve(near));
                }
            } catch (IOException e) {
                // Closed, or the peer was gone before it was accepted.
                Thread.onSpinWait();
            }
        }
    }

    private void serve(Socket near) {
        try (near; Socket far = new Socket(InetAddress.getLoopbackAddress(), target)) {
            sockets.add(far);
            Thread.ofVirtual().start(() -> copy(near, far, false));
            copy(far, near, true);
        } catch (IOException e) {
            close(near);
        } finally {
            sockets.remove(near);
        }
    }

    private void copy(Socket from, Socket to, boolean back) {
        byte[] buffer = new byte[8192];
        Random noise = new Random(target);
        try (from; to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (line == Line.SILENT) {
                    continue;
                }
                if (line == Line.NOISY && back) {
                    noise.nextBytes(buffer);
                }
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // One side is gone, so is the other.
            Thread.onSpinWait();
        } finally {
            sockets.remove(from);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }
}

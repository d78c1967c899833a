package io.tocsin.cli.demo;

import io.tocsin.cli.stand.Fault;
import io.tocsin.cli.stand.StandDrill;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the running demonstration is told to break one of its simulated carriers, or to mend it: a
 * port on loopback that takes one line, {@code NAME FAULT}, and answers with one. It exists in the
 * demonstration alone; a gateway that serves knows nothing of it. One caller at a time.
 */
final class FaultControl implements AutoCloseable {
    /** Where it listens unless that is taken. */
    static final int PORT = 9119;
    /** Begins the answer to what was done. */
    static final String DONE = "ok ";
    private static final int LONGEST_LINE = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int BACKLOG = 8;

    private final StandDrill drill;
    private final ServerSocket socket;

    private FaultControl(ServerSocket socket, StandDrill drill) {
        this.socket = socket;
        this.drill = drill;
    }

    /**
     * Opens it.
     *
     * @param port on loopback, 0 for a free one
     * @param drill what can be broken
     * @throws IOException when the port cannot be had
     */
    static FaultControl open(int port, StandDrill drill) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        FaultControl control = new FaultControl(socket, drill);
        Thread.ofVirtual().name("demo-faults").start(control::listen);
        return control;
    }

    /** The port it listens on. */
    int port() {
        return socket.getLocalPort();
    }

    private void listen() {
        while (!socket.isClosed()) {
            try (Socket caller = socket.accept()) {
                answer(caller);
            } catch (SocketException e) {
                // Closed, or the caller is gone: the next one.
            } catch (IOException e) {
                // A caller who says nothing in time: the next one.
            }
        }
    }

    private void answer(Socket caller) throws IOException {
        caller.setSoTimeout((int) PATIENCE.toMillis());
        var in = new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder line = new StringBuilder();
        int next;
        while ((next = in.read()) >= 0 && next != '\n' && line.length() < LONGEST_LINE) {
            line.append((char) next);
        }
        caller.getOutputStream().write((obey(line.toString().strip()) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Does what a line says; answers what was done, or what was expected instead. */
    String obey(String line) {
        String[] words = line.split(" ", -1);
        Optional<Fault> fault = Fault.find(words[words.length - 1]);
        boolean known = drill.parts().stream().anyMatch(part -> part.name().equals(words[0]));
        if (words.length != 2 || fault.isEmpty() || !known) {
            return "expected one of " + drill.names() + " and one of " + Fault.all() + ", got '" + line + "'";
        }
        try {
            drill.befall(words[0], fault.get());
            return DONE + words[0] + " " + fault.get().words();
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

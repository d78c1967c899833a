package io.tocsin.send.voice;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A FastAGI at which every call is held for two seconds, and nothing is said. */
final class QuietAgi implements AutoCloseable {
    private final ServerSocket server;

    QuietAgi() throws IOException {
        server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("quiet-agi").start(this::accept);
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().name("quiet-call").start(() -> hold(socket));
            } catch (IOException _) {
                // Closed.
            }
        }
    }

    private static void hold(Socket call) {
        try (call;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(call.getInputStream(), StandardCharsets.UTF_8))) {
            while (!in.readLine().isEmpty()) {
                // What it says of the call.
            }
            for (String command : new String[]{"EXEC Wait 2", "SET VARIABLE TOCSIN_TALKED yes"}) {
                call.getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
                String answer = in.readLine();
                if (answer == null || answer.startsWith("HANGUP")) {
                    return;
                }
            }
        } catch (IOException _) {
            // The person hung up.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

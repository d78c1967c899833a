package io.tocsin.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A POST to a door through a bare socket, so that it can stop in the middle. */
final class RawHttp implements AutoCloseable {
    private final Socket socket;

    /** Sends the head of a submission by watchman; its body is said to have so many bytes. */
    RawHttp(int port, String key, String type, long length) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        send("""
                POST /v1/batches HTTP/1.1\r
                Host: localhost\r
                Authorization: Bearer watchman-key\r
                Idempotency-Key: %s\r
                Content-Type: %s\r
                Content-Length: %d\r
                \r
                """.formatted(key, type, length));
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** The status of the answer. */
    int status() throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n' && c >= 0; c = in.read()) {
            line.append((char) c);
        }
        String[] words = line.toString().split(" ", 3);
        return words.length < 2 ? -1 : Integer.parseInt(words[1].strip());
    }

    /** Ends it as a cut line does. */
    void cut() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

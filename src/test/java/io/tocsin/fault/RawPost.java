package io.tocsin.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/** A submission through a bare socket, chunk by chunk, that may be anything but well-behaved. */
final class RawPost implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Socket socket;

    /** Sends the head of a submission whose body comes in chunks. */
    RawPost(Site site, String once, String type, String... headers) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), site.url().getPort());
        socket.setSoTimeout(120_000);
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        write("""
                POST /v1/batches HTTP/1.1\r
                Host: localhost\r
                Authorization: Bearer %s\r
                Idempotency-Key: %s\r
                Content-Type: %s\r
                Transfer-Encoding: chunked\r
                %s\r
                """.formatted(site.key(), once, type, more).getBytes(StandardCharsets.UTF_8));
    }

    /** An answer. */
    record Answer(int status, JsonNode body) {
        String type() {
            return body.path("type").asText();
        }
    }

    private void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    RawPost send(byte[] bytes) throws IOException {
        write((HexFormat.of().withUpperCase().toHexDigits(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        write(bytes);
        write("\r\n".getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    RawPost send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Ends the body and waits for the answer. */
    Answer end() throws IOException {
        write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return answer();
    }

    /** Waits for the answer, which may come before the body's end. */
    Answer answer() throws IOException {
        String status = line();
        int length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        return new Answer(Integer.parseInt(status.split(" ", 3)[1]),
                JSON.readTree(socket.getInputStream().readNBytes(length)));
    }

    /** Whether an answer has come, asked for or not. */
    boolean isAnswered() {
        try {
            return socket.getInputStream().available() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = socket.getInputStream().read(); c != '\n'; c = socket.getInputStream().read()) {
            if (c < 0) {
                throw new IOException("closed after '" + line + "'");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
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

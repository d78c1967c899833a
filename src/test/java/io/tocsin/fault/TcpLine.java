package io.tocsin.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client of the TCP door that speaks in lines, or does not. */
final class TcpLine implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Socket socket;
    private final BufferedReader in;
    private long sequence;

    TcpLine(Site site) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), site.tcpPort());
        socket.setSoTimeout(120_000);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** One that has said HELLO and was welcomed. */
    static TcpLine welcomed(Site site, String stream, boolean events) throws IOException {
        TcpLine line = new TcpLine(site);
        line.say("{\"type\":\"HELLO\",\"seq\":1,\"client\":\"watchman\",\"key\":\"" + site.key() + "\",\"stream\":\""
                + stream + "\",\"events\":" + events + "}");
        JsonNode welcome = line.hear();
        if (!welcome.path("type").asText().equals("WELCOME")) {
            throw new IOException("expected WELCOME, got " + welcome);
        }
        return line;
    }

    void say(String line) throws IOException {
        raw((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void raw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Submits a batch of one warning. */
    void submit(String ref, long phone) throws IOException {
        say("{\"type\":\"SUBMIT\",\"seq\":" + ++sequence + ",\"batch\":{\"grade\":\"low\"},\"end\":true,"
                + "\"warnings\":[{\"ref\":\"" + ref + "\",\"phone\":\"" + phone + "\"}]}");
    }

    /** Acknowledges a result. */
    void acknowledge(String event) throws IOException {
        say("{\"type\":\"EVENT_ACK\",\"seq\":" + ++sequence + ",\"id\":\"" + event + "\"}");
    }

    /** The next thing said that is no PING. */
    JsonNode hear() throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            JsonNode message = JSON.readTree(line);
            if (!message.path("type").asText().equals("PING")) {
                return message;
            }
        }
        throw new IOException("the connection was closed");
    }

    /** Everything that is said until the connection is closed, as it is read. */
    List<String> rest() throws IOException {
        List<String> rest = new ArrayList<>();
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                rest.add(line);
            }
        } catch (SocketException e) {
            rest.add("reset");
        }
        return rest;
    }

    /** Says that nothing more will be said. */
    void shutUp() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

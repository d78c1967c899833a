package io.tocsin.ingest.tcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.ingest.tcp.protocol.MessageType;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client on a plain socket, in either form. Reads wait for ten seconds at most. */
public final class Peer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final boolean lines;

    public Peer(Socket socket, boolean lines) throws IOException {
        this.socket = socket;
        this.lines = lines;
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream(), 1 << 16));
        out = socket.getOutputStream();
    }

    /** Reads wait so long. */
    public void patience(java.time.Duration time) throws IOException {
        socket.setSoTimeout((int) time.toMillis());
    }

    static Socket socket(int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    public static Peer frames(int port) throws IOException {
        return new Peer(socket(port), false);
    }

    public static Peer lines(int port) throws IOException {
        return new Peer(socket(port), true);
    }

    /** The bytes of a message. */
    public static byte[] bytes(boolean lines, MessageType type, long sequence, String body) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] json = body.getBytes(StandardCharsets.UTF_8);
            if (lines) {
                String fields = body.strip().substring(1);
                bytes.write(("{\"type\":\"" + type + "\",\"seq\":" + Long.toUnsignedString(sequence)
                        + (fields.startsWith("}") ? "" : ",") + fields + "\n").getBytes(StandardCharsets.UTF_8));
            } else {
                DataOutputStream frame = new DataOutputStream(bytes);
                frame.writeInt(10 + json.length);
                frame.writeByte(1);
                frame.writeByte(type.number());
                frame.writeLong(sequence);
                frame.write(json);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public void send(MessageType type, long sequence, String body) throws IOException {
        raw(bytes(lines, type, sequence, body));
    }

    public void raw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** The next message that is no PING and no EVENT. */
    public Said read() throws IOException {
        Said said = any();
        while (said.type() == MessageType.PING || said.type() == MessageType.EVENT) {
            said = any();
        }
        return said;
    }

    /** The next message; an EOFException when there is none any more. */
    public Said any() throws IOException {
        return lines ? line() : frame();
    }

    private Said line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            line.write(c);
        }
        JsonNode body = JSON.readTree(line.toByteArray());
        return new Said(MessageType.valueOf(body.path("type").asText()), body.path("seq").asLong(), body);
    }

    private Said frame() throws IOException {
        byte[] body = new byte[in.readInt() - 10];
        if (in.readByte() != 1) {
            throw new IOException("not version 1");
        }
        MessageType type = MessageType.of(in.readByte()).orElseThrow();
        long sequence = in.readLong();
        in.readFully(body);
        return new Said(type, sequence, JSON.readTree(body));
    }

    /** Says who it is, and returns the WELCOME. */
    Said hello(String stream) throws IOException {
        send(MessageType.HELLO, 1, "{\"client\":\"watchman\",\"key\":\"tk_w\",\"stream\":\"" + stream + "\"}");
        return read();
    }

    /** Everything up to the end of the connection. */
    public List<Said> rest() throws IOException {
        List<Said> all = new ArrayList<>();
        try {
            while (true) {
                all.add(read());
            }
        } catch (EOFException e) {
            return all;
        }
    }

    /** Ends its side only. */
    public void half() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

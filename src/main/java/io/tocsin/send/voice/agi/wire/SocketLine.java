package io.tocsin.send.voice.agi.wire;

import io.netty.util.concurrent.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A connection that an Asterisk opened to ask what to do with a call. Reading takes no more memory
 * than one line, and no longer than was said. Used by one thread, closed by any.
 */
public final class SocketLine implements Line, AutoCloseable {
    private static final int LONGEST_LINE = 4096;
    private static final String HANGUP = "HANGUP";
    private static final int TRYING = 100;
    private static final int USAGE = 520;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final Ticker ticker;
    private final byte[] bytes = new byte[512];
    private int from;
    private int to;
    private boolean hungUp;
    private volatile boolean cut;

    /**
     * A line over an open socket.
     *
     * @throws IOException when it is not open
     */
    public SocketLine(Socket socket, Ticker ticker) throws IOException {
        this.socket = socket;
        this.ticker = ticker;
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /**
     * What Asterisk asks; comes first and once.
     *
     * @param within how long that may take
     * @throws LineException when it does not come in time, or is none
     */
    public AgiRequest request(Duration within) throws LineException {
        long deadline = deadline(within);
        Map<String, String> headers = new HashMap<>();
        for (int i = 0; i <= AgiRequest.MOST_HEADERS; i++) {
            String line = readLine(deadline);
            if (line.isEmpty()) {
                return new AgiRequest(headers);
            }
            int colon = line.indexOf(':');
            if (!line.startsWith("agi_") || colon < 0) {
                throw LineException.closed("got no header of FastAGI, expected agi_name: value");
            }
            headers.put(line.substring(4, colon), line.substring(colon + 1).strip());
        }
        throw LineException.closed("got more than " + AgiRequest.MOST_HEADERS + " headers");
    }

    @Override
    public AgiReply ask(String command, Duration within) throws LineException {
        long deadline = deadline(within);
        try {
            out.write((command + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw LineException.closed("could not be written to: " + e.getMessage());
        }
        while (true) {
            String line = readLine(deadline);
            if (line.startsWith(HANGUP)) {
                hungUp = true;
                continue;
            }
            Optional<AgiReply> reply = AgiReply.parse(line);
            // 520- begins the usage of a command, which ends with a line of 520; other lines belong to it.
            if (reply.isPresent() && reply.get().code() != TRYING && !line.startsWith(USAGE + "-")) {
                hungUp |= reply.get().isDead();
                return reply.get();
            }
        }
    }

    @Override
    public boolean isHungUp() {
        return hungUp;
    }

    private long deadline(Duration within) {
        return ticker.nanoTime() + within.toNanos();
    }

    private String readLine(long deadline) throws LineException {
        StringBuilder line = new StringBuilder(80);
        while (true) {
            if (from == to) {
                fill(deadline);
            }
            byte next = bytes[from++];
            if (next == '\n') {
                return line.toString();
            }
            if (line.length() == LONGEST_LINE) {
                throw LineException.closed("got a line of more than " + LONGEST_LINE + " bytes");
            }
            if (next != '\r') {
                // Nothing that is looked at is beyond ASCII.
                line.append((char) (next & 0xff));
            }
        }
    }

    private void fill(long deadline) throws LineException {
        long left = deadline - ticker.nanoTime();
        while (left > 0) {
            try {
                // Rounded up: who is told that time is over may look at the clock.
                socket.setSoTimeout((int) Math.min(TimeUnit.NANOSECONDS.toMillis(left) + 1, Integer.MAX_VALUE));
                int read = in.read(bytes);
                if (read <= 0) {
                    throw LineException.closed("was closed by the Asterisk");
                }
                from = 0;
                to = read;
                return;
            } catch (SocketTimeoutException _) {
                left = deadline - ticker.nanoTime();
            } catch (IOException e) {
                throw LineException.closed("broke: " + e.getMessage());
            }
        }
        throw LineException.silent("nothing came in time");
    }

    /** Ends it although the call is not over. From any thread. */
    public void cut() {
        cut = true;
        close();
    }

    /** Whether we ended it. */
    public boolean isCut() {
        return cut;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // It is of no use any more either way.
        }
    }
}

package io.tocsin.send.voice.agi.wire;

import io.netty.util.concurrent.Ticker;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A connection that an Asterisk opened to ask what to do with a call. Reading takes no more memory
 * than one line, and no longer than was said. Used by one thread, closed by any.
 */
public final class SocketLine implements Line, AutoCloseable {
    private static final int LONGEST_LINE = 4096;
    private static final String HANGUP = "HANGUP";
    private static final int TRYING = 100;
    private static final int USAGE = 520;

    private static final long WRITE_AGAIN = TimeUnit.MILLISECONDS.toNanos(5);

    private final SocketChannel channel;
    private final Ticker ticker;
    private final Inbox inbox;
    private final byte[] bytes = new byte[1024];
    private int from;
    private int to;
    private boolean hungUp;
    private volatile boolean cut;

    /**
     * A line over an open socket that does not block.
     *
     * @throws IOException when it is not open
     */
    SocketLine(SocketChannel channel, Ticker ticker) throws IOException {
        this.channel = channel;
        this.ticker = ticker;
        inbox = new Inbox(ticker);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    /** What has come. */
    Inbox inbox() {
        return inbox;
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
        write((command + "\n").getBytes(StandardCharsets.UTF_8), deadline);
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

    private void write(byte[] command, long deadline) throws LineException {
        ByteBuffer left = ByteBuffer.wrap(command);
        try {
            channel.write(left);
            while (left.hasRemaining()) {
                if (ticker.nanoTime() - deadline >= 0 || Thread.currentThread().isInterrupted()) {
                    throw LineException.closed("takes no commands");
                }
                LockSupport.parkNanos(this, WRITE_AGAIN);
                channel.write(left);
            }
        } catch (IOException _) {
            // Closed by the Asterisk, which may have said before that the person hung up: it is read next.
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
        to = inbox.take(bytes, deadline);
        from = 0;
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
        inbox.end("was closed");
        try {
            channel.close();
        } catch (IOException _) {
            // It is of no use any more either way.
        }
    }
}

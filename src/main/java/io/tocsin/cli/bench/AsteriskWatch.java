package io.tocsin.cli.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What an Asterisk itself says of its calls, over an AMI session of its own: how many are up, and
 * how long each was answered before its first prompt began. The times are the Asterisk's
 * ({@code timestampevents}), so that nothing of the gateway measures itself.
 */
final class AsteriskWatch implements AutoCloseable {
    private static final String UP = "6";
    private static final Duration BOOT = Duration.ofSeconds(30);

    private final Socket socket;
    private final Thread reader;
    private long cpuBefore;
    private final Latencies firstPrompts = new Latencies();
    private final AtomicInteger live = new AtomicInteger();
    private final AtomicInteger mostLive = new AtomicInteger();
    private final AtomicLong talked = new AtomicLong();
    /** When calls were answered that have heard nothing yet, by their channel. */
    private final Map<String, Double> answered = new HashMap<>();

    /**
     * Logs in as {@code watch}; waits until the Asterisk has booted.
     *
     * @throws IOException when it is not there, or does not let us in
     */
    AsteriskWatch(int port, String secret) throws IOException, InterruptedException {
        Patience.await("the Asterisk's AMI on port " + port, BOOT, () -> {
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return true;
            } catch (IOException _) {
                return false;
            }
        });
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        OutputStream out = socket.getOutputStream();
        out.write(("Action: Login\r\nUsername: watch\r\nSecret: " + secret + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        BufferedReader in = new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        Map<String, String> answer = message(in);
        if (!"Success".equals(answer.get("Response"))) {
            socket.close();
            throw new IOException("the Asterisk does not let 'watch' in: " + answer.get("Message"));
        }
        // A thread of the system, whose CPU can be told from the gateway's.
        reader = Thread.ofPlatform().daemon().name("watch").start(() -> read(in));
    }

    /** Forgets the CPU that the watch has used so far. */
    void forgetCpu() {
        cpuBefore = ManagementFactory.getThreadMXBean().getThreadCpuTime(reader.threadId());
    }

    /** The seconds of CPU that the watch has used since. */
    double cpuSeconds() {
        return (ManagementFactory.getThreadMXBean().getThreadCpuTime(reader.threadId()) - cpuBefore) / 1e9;
    }

    private void read(BufferedReader in) {
        try {
            while (true) {
                Map<String, String> message = message(in);
                take(message, message.getOrDefault("Uniqueid", ""));
            }
        } catch (IOException _) {
            // Closed by us, or by an Asterisk that is gone: the calls say so too.
        }
    }

    private static Map<String, String> message(BufferedReader in) throws IOException {
        Map<String, String> message = new HashMap<>();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            int colon = line.indexOf(": ");
            if (colon > 0) {
                message.put(line.substring(0, colon), line.substring(colon + 2));
            } else if (line.isEmpty() && !message.isEmpty()) {
                return message;
            }
        }
        throw new IOException("the Asterisk closed the connection");
    }

    private void take(Map<String, String> message, String channel) {
        switch (message.getOrDefault("Event", "")) {
            case "Newchannel" -> mostLive.accumulateAndGet(live.incrementAndGet(), Math::max);
            case "Hangup" -> {
                live.decrementAndGet();
                answered.remove(channel);
            }
            case "Newstate" -> {
                if (UP.equals(message.get("ChannelState"))) {
                    answered.put(channel, at(message));
                }
            }
            case "AGIExecStart" -> {
                if (message.getOrDefault("Command", "").startsWith("STREAM FILE")) {
                    Double since = answered.remove(channel);
                    if (since != null) {
                        talked.incrementAndGet();
                        firstPrompts.step((long) ((at(message) - since) * 1e9));
                    }
                }
            }
            default -> {
                // Nothing else is asked for.
            }
        }
    }

    private static double at(Map<String, String> message) {
        return Double.parseDouble(message.getOrDefault("Timestamp", "0"));
    }

    /** How many calls are up now. */
    int live() {
        return live.get();
    }

    /** The most that were up together. */
    int mostLive() {
        return mostLive.get();
    }

    /** From a call's answer to the beginning of its first prompt. */
    Latencies firstPrompts() {
        return firstPrompts;
    }

    /** Calls in which a prompt was begun. */
    long talked() {
        return talked.get();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package io.tocsin.send.voice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.opentest4j.TestAbortedException;

/**
 * A real Asterisk and a sipp behind its trunk, on free ports of loopback, as
 * {@code build-tools/asterisk.sh} makes them. {@code -Dasterisk.cache} says where they are kept.
 * Where they cannot be had, tests are skipped, and say so; continuous integration fails then.
 */
public final class RealAsterisk implements AutoCloseable {
    /** Of its account, tocsin. */
    public static final String SECRET = "tocsin-test";
    private static final String SCRIPT = Path.of("build-tools/asterisk.sh").toAbsolutePath().toString();
    private static final int RTP_PORTS = 1200;
    private static final int SIPP_PORTS = 100;

    private final Path folder;
    private final boolean samples;
    private final String prefix;
    private final int sip = freeUdp();
    private final int ami = freeTcp();
    private final int callee = freeUdp();
    private final int rtp;
    private final Process sipp;
    private Process asterisk;

    /** Starts both, with all that they write in that folder. */
    public RealAsterisk(Path folder) throws IOException, InterruptedException {
        this(folder, false);
    }

    /**
     * The same.
     *
     * @param samples whether the Asterisk reads the samples of {@code dialplans/} in place of what is
     *            made for tests
     */
    RealAsterisk(Path folder, boolean samples) throws IOException, InterruptedException {
        this.folder = folder;
        this.samples = samples;
        prefix = install();
        rtp = freeRtp();
        sipp = start("callee", "callee", Integer.toString(callee), Integer.toString(rtp + RTP_PORTS));
        asterisk = startAsterisk();
    }

    private static String install() throws IOException, InterruptedException {
        Process install = new ProcessBuilder(SCRIPT, "install", System.getProperty("asterisk.cache", "target/asterisk"))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        install.getOutputStream().close();
        String said = new String(install.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (!install.waitFor(5, TimeUnit.MINUTES) || install.exitValue() != 0) {
            System.err.println(
                    "SKIPPED: no Asterisk could be installed, so no real call is made; asterisk.sh says why above");
            throw new TestAbortedException("no Asterisk could be installed");
        }
        return said;
    }

    private Process startAsterisk() throws IOException, InterruptedException {
        Files.deleteIfExists(folder.resolve("run/run/asterisk.ctl"));
        Process process = start("run", "run", Integer.toString(sip), Integer.toString(ami), Integer.toString(rtp),
                Integer.toString(callee));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), ami)) {
                return true;
            } catch (IOException _) {
                return false;
            }
        });
        // Its queues come after its AMI.
        console("core waitfullybooted");
        return process;
    }

    private Process start(String command, String name, String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of(SCRIPT, command, folder.resolve(name).toString()));
        words.addAll(Arrays.asList(more));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".out").toFile()));
        builder.environment().put("ASTERISK_PREFIX", prefix);
        if (samples) {
            builder.environment().put("ASTERISK_SAMPLES", "yes");
        }
        return builder.start();
    }

    /** The port of its AMI. */
    public int ami() {
        return ami;
    }

    int sip() {
        return sip;
    }

    /** Ends without a word to anybody. */
    public void kill() {
        asterisk.destroyForcibly().onExit().join();
    }

    /** Starts again after {@link #kill}. */
    public void again() throws IOException, InterruptedException {
        asterisk = startAsterisk();
    }

    /** The output of a command of its console. */
    public String console(String command) throws IOException, InterruptedException {
        Process cli = new ProcessBuilder(prefix + "/lib64/ld-linux-x86-64.so.2", "--argv0", "asterisk",
                "--library-path", prefix + "/usr/lib/x86_64-linux-gnu", prefix + "/usr/sbin/asterisk", "-C",
                folder.resolve("run/etc/asterisk.conf").toString(), "-rx", command).redirectErrorStream(true).start();
        cli.getOutputStream().close();
        String said = new String(cli.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!cli.waitFor(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the console does not answer");
        }
        return said;
    }

    /**
     * Hangs up whoever is up, once somebody hears the recorded warning, of which the rest would take
     * its time.
     */
    void endTheRecordedWarning() {
        VoiceRig.eventually(() -> {
            String channels = console("core show channels concise");
            if (!channels.contains("!tocsin-static!s!")) {
                throw new AssertionError("expected a call that hears the recorded warning, got " + channels);
            }
        });
        try {
            console("channel request hangup all");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether it warned only that no gateway answered. */
    public static boolean missesUs(String line) {
        return line.contains("res_agi.c: Connecting to") || line.contains("FastAGI failed");
    }

    /**
     * What it warned of, but for a line that pjproject now and then has about the order in which
     * Asterisk starts pjproject's own modules: nothing of ours is loaded by then.
     */
    public List<String> complaints() throws IOException {
        return Files.readAllLines(folder.resolve("run/log/messages")).stream()
                .filter(line -> line.contains("WARNING[") || line.contains("ERROR["))
                .filter(line -> !line.contains("registered during operation"))
                .toList();
    }

    private static int freeTcp() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freeUdp() {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ports below those that the system hands out. */
    private static int freeRtp() {
        for (int from = 20_000; from < 32_000; from += RTP_PORTS + SIPP_PORTS) {
            if (isFree(from) && isFree(from + RTP_PORTS)) {
                return from;
            }
        }
        throw new IllegalStateException("expected free ports for RTP between 20000 and 32000");
    }

    private static boolean isFree(int port) {
        try (DatagramSocket _ = new DatagramSocket(port, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (SocketException _) {
            return false;
        }
    }

    @Override
    public void close() {
        asterisk.destroyForcibly().onExit().join();
        sipp.destroyForcibly().onExit().join();
    }
}

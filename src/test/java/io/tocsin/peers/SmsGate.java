package io.tocsin.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A foreign library's gateway in a process of its own (those of SMSGate and Cloudhopper need other
 * Nettys than ours), and what it saw.
 */
final class SmsGate implements AutoCloseable {
    private static final Path JARS = Path.of("target/peers");
    private static final Path SOURCES = Path.of("src/test/peers");

    private static final Logger LOG = LoggerFactory.getLogger(SmsGate.class);

    private final Process process;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final Queue<Text> texts = new ConcurrentLinkedQueue<>();
    private final Queue<Mark> replies = new ConcurrentLinkedQueue<>();
    private final Queue<Mark> receipts = new ConcurrentLinkedQueue<>();
    private final Queue<Mark> confirmed = new ConcurrentLinkedQueue<>();

    /** A text as the library put it together, and what stood beside it. */
    record Text(String account, String number, int segments, String beside, String text) {}

    /** A receipt's account and message id, with the answer's result if it is one. */
    record Mark(String account, String id) {}

    private SmsGate(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::listen);
    }

    /** Starts a CMPP gateway for accounts written {@code name:secret:version}. */
    static SmsGate start(String... accounts) throws IOException {
        return of("SmsGatePeer", accounts);
    }

    /** Starts a gateway from one of the sources, for accounts as it wants them written. */
    static SmsGate of(String source, String... accounts) throws IOException {
        return of("smsgate", source, accounts);
    }

    /** Starts an SMPP centre of the Cloudhopper library for accounts written {@code name:secret}. */
    static SmsGate cloudhopper(String... accounts) throws IOException {
        return of("ch-smpp", "CloudhopperPeer", accounts);
    }

    private static SmsGate of(String library, String source, String... accounts) throws IOException {
        Path folder = JARS.resolve(library);
        try (Stream<Path> jars = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            if (jars.findAny().isEmpty()) {
                throw new IOException("expected the library's jars in " + folder
                        + ", found none: mvn process-test-resources puts them there");
            }
        }
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
                .toString(), "-Xmx512m", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-cp", folder + "/*", SOURCES.resolve(source + ".java").toString()));
        command.addAll(List.of(accounts));
        Path errors = Files.createDirectories(Path.of("target/peers")).resolve(source + ".log");
        return new SmsGate(new ProcessBuilder(command).redirectError(errors.toFile()).start());
    }

    private void listen() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heard(line.split(" ", -1));
            }
        } catch (IOException | RuntimeException e) {
            port.completeExceptionally(e);
        }
        port.completeExceptionally(new IOException("the peer ended, see the log in target/peers"));
    }

    private void heard(String[] words) {
        switch (words[0]) {
            case "PORT" -> port.complete(Integer.valueOf(words[1]));
            case "TEXT" -> texts.add(new Text(words[1], words[2], Integer.parseInt(words[3]),
                    String.join(" ", words[4], words[5], words[6], words[7]),
                    new String(HexFormat.of().parseHex(words[8].substring(1)), StandardCharsets.UTF_16BE)));
            case "RECEIPT" -> receipts.add(new Mark(words[1], words[2]));
            case "REPLY" -> replies.add(new Mark(words[1], words[2]));
            case "CONFIRMED" -> confirmed.add(new Mark(words[1], words[2] + " " + words[3]));
            // Said by its virtual machine, or a connection that ended: whoever does not listen on blocks the
            // peer.
            default -> LOG.warn("The peer says: {}", String.join(" ", words));
        }
    }

    int port() throws Exception {
        return port.get(60, TimeUnit.SECONDS);
    }

    List<Text> texts(String account) {
        return texts.stream().filter(text -> text.account().equals(account)).toList();
    }

    /** Numbers whose persons sent back what came. */
    List<String> replies(String account) {
        return replies.stream().filter(mark -> mark.account().equals(account)).map(Mark::id).toList();
    }

    /** Ids of the receipts it sent. */
    List<String> receipts(String account) {
        return receipts.stream().filter(mark -> mark.account().equals(account)).map(Mark::id).toList();
    }

    /** Ids and results of the answers to receipts. */
    List<String> confirmed(String account) {
        return confirmed.stream().filter(mark -> mark.account().equals(account)).map(Mark::id).toList();
    }

    /** What was seen so far. */
    @Override
    public String toString() {
        return "the peer saw " + texts.size() + " texts, sent " + receipts.size() + " receipts, of which "
                + confirmed.size() + " were confirmed";
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (process.waitFor(10, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}

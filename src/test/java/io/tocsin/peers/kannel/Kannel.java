package io.tocsin.peers.kannel;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kannel's bearerbox, bound to a centre as an SMPP client, and its smsbox, which is told what to
 * send and tells what came over HTTP.
 */
final class Kannel implements AutoCloseable {
    static final Path BEARERBOX = Path.of("/usr/sbin/bearerbox");
    static final Path SMSBOX = Path.of("/usr/sbin/smsbox");
    static final String NUMBER = "10690096110";

    private static final Logger LOG = LoggerFactory.getLogger(Kannel.class);
    private static final String CONFIG = "kannel.conf";
    private static final String HOST = "127.0.0.1";

    private final HttpServer told;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Process> boxes = new ArrayList<>();
    private final int sendPort;
    /** What it tells of its messages: who, and 1 for delivered, 2 for not. */
    final Queue<Receipt> receipts = new ConcurrentLinkedQueue<>();
    /** What came from persons. */
    final Queue<Came> came = new ConcurrentLinkedQueue<>();

    /** A receipt that it matched to its message. */
    record Receipt(String phone, String type) {}

    /** A person's message, put together by it. */
    record Came(String phone, String coding, String text) {}

    Kannel(Path folder, int centre) throws Exception {
        told = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        told.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        told.createContext("/receipt", exchange -> {
            Map<String, byte[]> query = query(exchange);
            receipts.add(new Receipt(ascii(query, "phone"), ascii(query, "type")));
            ok(exchange);
        });
        told.createContext("/came", exchange -> {
            Map<String, byte[]> query = query(exchange);
            boolean wide = ascii(query, "coding").equals("2");
            // It writes an international number with a plus.
            came.add(new Came(ascii(query, "phone").replaceFirst("^\\+", ""), ascii(query, "coding"),
                    new String(query.get("text"),
                            wide ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8)));
            ok(exchange);
        });
        told.start();
        sendPort = freePort();
        int boxPort = freePort();
        Files.writeString(folder.resolve(CONFIG), """
                group = core
                admin-port = %d
                admin-interface = %s
                admin-password = tocsin
                smsbox-port = %d
                smsbox-interface = %s
                box-allow-ip = %s
                log-level = 2
                dlr-storage = internal

                group = smsc
                smsc = smpp
                smsc-id = tocsin
                host = %s
                port = %d
                transceiver-mode = true
                smsc-username = tocsin
                smsc-password = secret
                system-type = ""
                interface-version = 34
                enquire-link-interval = 1
                max-pending-submits = 32

                group = smsbox
                bearerbox-host = %s
                sendsms-port = %d
                sendsms-interface = %s
                global-sender = %s
                log-level = 2
                mo-recode = false

                group = sendsms-user
                username = tocsin
                password = secret
                concatenation = true
                max-messages = 16

                group = sms-service
                keyword = default
                catch-all = true
                max-messages = 0
                get-url = "http://%s:%d/came?phone=%%p&coding=%%c&text=%%b"
                """.formatted(freePort(), HOST, boxPort, HOST, HOST, HOST, centre, HOST, sendPort, HOST, NUMBER, HOST,
                told.getAddress().getPort()));
        start(BEARERBOX, folder, folder.resolve("bearerbox.log"), boxPort);
        start(SMSBOX, folder, folder.resolve("smsbox.log"), sendPort);
    }

    /** Starts a box and waits until it listens. */
    private void start(Path box, Path folder, Path log, int port) throws Exception {
        Process process = new ProcessBuilder(box.toString(), "-v", "2", folder.resolve(CONFIG).toString())
                .directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        boxes.add(process);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                LOG.debug("{} listens on {}", box, socket.getPort());
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new IOException(box + " does not listen on " + port + ": " + Files.readString(log), e);
                }
                // Whether it ends is waited for, and nothing else.
                if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                    throw new IOException(box + " ended: " + Files.readString(log), e);
                }
            }
        }
    }

    /**
     * Has a text sent, and a receipt of each of its parts told.
     *
     * @param phone international
     */
    void send(String phone, String text, boolean wide) throws Exception {
        String receipt = "http://" + HOST + ":" + told.getAddress().getPort() + "/receipt?phone=" + phone + "&type=%d";
        URI uri = URI.create("http://" + HOST + ":" + sendPort + "/cgi-bin/sendsms?username=tocsin&password=secret&to="
                + phone + "&charset=UTF-8&coding=" + (wide ? 2 : 0) + "&dlr-mask=3&dlr-url=" + escaped(receipt)
                + "&text=" + escaped(text));
        var answer = http.send(HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(1)).build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
            throw new IOException("got " + answer.statusCode() + " " + answer.body() + ", expected 202");
        }
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void ok(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private static String ascii(Map<String, byte[]> query, String name) {
        return new String(query.getOrDefault(name, new byte[0]), StandardCharsets.US_ASCII);
    }

    /** Octets by name: a text in UTF-16 is no text to a URI. */
    private static Map<String, byte[]> query(HttpExchange exchange) {
        Map<String, byte[]> values = new HashMap<>();
        for (String pair : exchange.getRequestURI().getRawQuery().split("&", -1)) {
            int equals = pair.indexOf('=');
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            for (int i = equals + 1; i < pair.length(); i++) {
                char c = pair.charAt(i);
                if (c == '%') {
                    octets.write(Integer.parseInt(pair.substring(i + 1, i + 3), 16));
                    i += 2;
                } else {
                    octets.write(c == '+' ? ' ' : c);
                }
            }
            values.put(pair.substring(0, equals), octets.toByteArray());
        }
        return values;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        // smsbox first, so that it does not look for the other again.
        for (Process box : boxes.reversed()) {
            box.destroy();
            try {
                if (!box.waitFor(20, TimeUnit.SECONDS)) {
                    box.destroyForcibly();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                box.destroyForcibly();
            }
        }
        told.stop(0);
        http.close();
    }
}

package io.tocsin.report.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A client's server: keeps what was posted, answers as it is told, 204 otherwise. */
final class Receiver implements AutoCloseable {
    final List<Post> posts = new CopyOnWriteArrayList<>();
    /** Statuses of the next answers, with a Retry-After after a slash. */
    final Deque<String> answers = new ArrayDeque<>();
    /** While it is closed the server answers nothing. */
    volatile CountDownLatch open = new CountDownLatch(0);
    private final HttpServer server;

    record Post(String id, String timestamp, String signature, String type, String body) {}

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/hook", this::hook);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
    }

    private void hook(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        posts.add(new Post(header(exchange, "webhook-id"), header(exchange, "webhook-timestamp"),
                header(exchange, "webhook-signature"), header(exchange, "content-type"), body));
        try {
            open.await();
        } catch (InterruptedException e) {
            return;
        }
        String answer;
        synchronized (answers) {
            answer = answers.isEmpty() ? "204" : answers.removeFirst();
        }
        String[] parts = answer.split("/", 2);
        if (parts.length == 2) {
            exchange.getResponseHeaders().set(parts[0].startsWith("3") ? "Location" : "Retry-After", parts[1]);
        }
        exchange.sendResponseHeaders(Integer.parseInt(parts[0]), -1);
        exchange.close();
    }

    private static String header(HttpExchange exchange, String name) {
        return String.valueOf(exchange.getRequestHeaders().getFirst(name));
    }

    void answer(String... next) {
        synchronized (answers) {
            answers.addAll(List.of(next));
        }
    }

    @Override
    public void close() {
        open.countDown();
        server.stop(0);
    }
}

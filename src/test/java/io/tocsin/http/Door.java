package io.tocsin.http;

import io.tocsin.access.ApiKeys;
import io.tocsin.access.ClientConfig;
import io.tocsin.access.Scope;
import io.tocsin.config.value.Listen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A real server on a free port, and a client of it. The key of a client is its name and "-key". */
final class Door implements AutoCloseable {
    /** Always ready. */
    static final Probes READY = new Probes() {
        @Override
        public Optional<String> notReady() {
            return Optional.empty();
        }

        @Override
        public Scrape metrics(String accept) {
            return new Scrape("text/plain; version=0.0.4", "tocsin_up 1\n");
        }
    };

    private final HttpServer server;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();
    volatile String notReady = "";

    Door(Resource... resources) {
        this(new HttpConfig(Listen.loopback(0), null), HttpLimits.defaults(), HttpListener.NONE, resources);
    }

    Door(HttpConfig config, HttpLimits limits, HttpListener listener, Resource... resources) {
        List<ClientConfig> keys = List.of(key("watchman", Scope.SUBMIT), key("other", Scope.SUBMIT),
                key("reader", Scope.READ), key("operator", Scope.OPERATE));
        server = new HttpServer(config, limits, new ApiKeys(keys), new Probes() {
            @Override
            public Optional<String> notReady() {
                return Optional.of(notReady).filter(r -> !r.isEmpty());
            }

            @Override
            public Scrape metrics(String accept) {
                return READY.metrics(accept);
            }
        }, List.of(resources), listener);
        server.start();
    }

    /** One that lets people in. */
    Door(HttpConfig config, Guard guard, Resource... resources) {
        server = new HttpServer(config, HttpLimits.defaults(), guard, READY, List.of(resources), HttpListener.NONE);
        server.start();
    }

    static ClientConfig key(String client, Scope scope) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((client + "-key").getBytes(StandardCharsets.UTF_8));
            return new ClientConfig(client, Set.of(scope), HexFormat.of().formatHex(hash), ClientConfig.RATE,
                    ClientConfig.MAX_PENDING, null, null, null);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return server.port();
    }

    int managementPort() {
        return server.managementPort();
    }

    /** GET without a key. */
    HttpResponse<String> get(String path) {
        return send(path, b -> b);
    }

    /** GET with the client's key. */
    HttpResponse<String> get(String client, String path) {
        return send(path, b -> b.header("Authorization", "Bearer " + client + "-key"));
    }

    HttpResponse<String> send(String path, UnaryOperator<HttpRequest.Builder> with) {
        try {
            return client.send(with.apply(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                    .timeout(Duration.ofSeconds(60))).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}

package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.http.OpenApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A client of the HTTP door. Every answer it gets is held against the OpenAPI document that the
 * same server serves.
 */
final class Caller {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final AtomicReference<@Nullable OpenApi> DOCUMENT = new AtomicReference<>();

    private final int port;
    private final String key;
    private final String cookie;

    /** Calls that port, without a key when it is empty. */
    Caller(int port, String key) {
        this(port, key, "");
    }

    private Caller(int port, String key, String cookie) {
        this.port = port;
        this.key = key;
        this.cookie = cookie;
    }

    /** The person whose session an answer has begun, who sends what is in it along. */
    Caller in(Answer answer) {
        return new Caller(port, answer.json().path("csrf").asText(),
                answer.header("Set-Cookie").replaceFirst(";.*", ""));
    }

    /** The cookie of the person's session, as {@code name=value}. */
    String cookie() {
        return cookie;
    }

    /** What the session's pages send along with everything that changes something. */
    String csrf() {
        return key;
    }

    /** An answer. */
    record Answer(HttpResponse<byte[]> response) {
        int status() {
            return response.statusCode();
        }

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(text(), e);
            }
        }

        /** A header, empty when there is none. */
        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** The last part of the type of a problem. */
        String problem() {
            return json().path("type").asText().replace("/problems/", "");
        }

        @Override
        public String toString() {
            return status() + " " + text();
        }
    }

    Answer get(String path) {
        return send("GET", path, "", new String[0]);
    }

    Answer get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    Answer post(String path, String json) {
        return send("POST", path, json, "Content-Type", "application/json");
    }

    /** Submits a batch. */
    Answer submit(String query, String type, String once, byte[] body, String... headers) {
        HttpRequest.Builder request = request("/v1/batches" + (query.isEmpty() ? "" : "?" + query), headers)
                .header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (!once.isEmpty()) {
            request.header("Idempotency-Key", once);
        }
        return send(request);
    }

    /** Submits rows as NDJSON. */
    Answer submit(String once, String rows) {
        return submit("name=" + once + "&grade=low", "application/x-ndjson", once,
                rows.getBytes(StandardCharsets.UTF_8));
    }

    /** Submits rows, all of which are taken; the batch. */
    String taken(String once, String rows) {
        Answer answer = submit(once, rows);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        return answer.json().path("id").asText();
    }

    Answer send(String method, String path, String body, String... headers) {
        return send(request(path, headers).method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer send(String method, String path, byte[] body, String... headers) {
        return send(request(path, headers).method(method, HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofMinutes(2));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie).header("X-Tocsin-Csrf", key);
        } else if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    private Answer send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            Answer answer = new Answer(HTTP.send(request, Caller::body));
            check(request, answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(request + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** An event stream has no end to wait for: nothing of it is read. */
    private static BodySubscriber<byte[]> body(HttpResponse.ResponseInfo info) {
        return info.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream")
                ? new Left()
                : BodySubscribers.ofByteArray();
    }

    private static final class Left implements BodySubscriber<byte[]> {
        @Override
        public CompletionStage<byte[]> getBody() {
            return CompletableFuture.completedFuture(new byte[0]);
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            // Nothing is asked for; cancelling may fail a request that was answered.
        }

        @Override
        public void onNext(List<ByteBuffer> item) {}

        @Override
        public void onError(Throwable throwable) {}

        @Override
        public void onComplete() {}
    }

    private void check(HttpRequest request, Answer answer) throws IOException {
        OpenApi known = document();
        String path = request.uri().getPath();
        assertThat(known.faults(request.method(), known.address(path), answer.status(), answer.header("Content-Type"),
                answer.text())).as(request + " -> " + answer).isEmpty();
    }

    /** The document as this server serves it. */
    OpenApi document() {
        OpenApi known = DOCUMENT.get();
        if (known == null) {
            try {
                HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/openapi.yaml"))
                        .build();
                known = OpenApi.read(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            DOCUMENT.set(known);
        }
        return known;
    }
}

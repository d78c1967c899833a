package io.tocsin.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** An upstream's view of one gateway: submits batches and asks about them. */
public final class ApiClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HTTP_OK = 200;
    private static final Duration ANSWER_WITHIN = Duration.ofMinutes(30);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10)).build();
    private final URI base;
    private final String key;

    /**
     * A client of the gateway there.
     *
     * @param base as {@code http://127.0.0.1:8080}
     * @param key the API key
     */
    public ApiClient(URI base, String key) {
        this.base = base;
        this.key = key;
    }

    /**
     * What the gateway answered.
     *
     * @param status HTTP status
     * @param body its JSON, a missing node when it had none
     * @param replayed whether an earlier answer was given again
     */
    public record Reply(int status, JsonNode body, boolean replayed) {
        /** Whether the gateway did what was asked. */
        public boolean ok() {
            return status / 100 == 2;
        }

        /** One line for a person: the problem's title and detail. */
        public String problem() {
            String detail = body.path("detail").asText();
            return status + " " + body.path("title").asText("no reason given")
                    + (detail.isEmpty() ? "" : ": " + detail);
        }
    }

    /**
     * Submits a batch.
     *
     * @param query batch fields as a query string, may be empty
     * @param type content type of the body
     * @param idempotencyKey names this submission; the same again sends nothing twice
     */
    public Reply submit(String query, String type, String idempotencyKey, BodyPublisher body)
            throws IOException, InterruptedException {
        return send(request("/v1/batches" + (query.isEmpty() ? "" : "?" + query)).timeout(ANSWER_WITHIN)
                .header("Content-Type", type).header("Idempotency-Key", idempotencyKey).POST(body));
    }

    /** Asks for a path. */
    public Reply get(String path) throws IOException, InterruptedException {
        return send(request(path).timeout(Duration.ofSeconds(30)).GET());
    }

    /**
     * The results of a batch, one JSON object a line, as they arrive.
     *
     * @throws IOException also when the gateway refuses
     */
    public InputStream results(String batch) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = http.send(request("/v1/batches/" + batch + "/results")
                .header("Accept", "application/x-ndjson").GET().build(), BodyHandlers.ofInputStream());
        if (response.statusCode() != HTTP_OK) {
            response.body().close();
            throw new IOException("results of batch " + batch + ": expected 200, got " + response.statusCode());
        }
        return response.body();
    }

    /** Posts JSON, or nothing, to a path. */
    public Reply post(String path, String json) throws IOException, InterruptedException {
        return send(request(path).timeout(Duration.ofSeconds(30)).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).header("Authorization", "Bearer " + key);
    }

    private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
        boolean replayed = response.headers().firstValue("Idempotent-Replayed").isPresent();
        return new Reply(response.statusCode(), parse(response.body()), replayed);
    }

    private static JsonNode parse(byte[] body) throws IOException {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}

package io.tocsin.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real Prometheus that scrapes one gateway every second with the project's own configuration. */
final class Prometheus implements AutoCloseable {
    private static final Path CONFIG = Path.of("monitoring/prometheus.yml");

    private final Process process;
    private final URI url;
    private final HttpClient http = HttpClient.newHttpClient();

    private Prometheus(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts one; it may not answer yet.
     *
     * @param folder for its data
     * @param target host and port of the gateway
     */
    static Prometheus start(Path folder, String target) throws IOException {
        String config = Files.readString(CONFIG).replace("127.0.0.1:8080", target)
                .replace("scrape_interval: 15s", "scrape_interval: 1s")
                .replace("scrape_timeout: 10s", "scrape_timeout: 1s")
                .replace("evaluation_interval: 15s", "evaluation_interval: 1s")
                .replace("rules/*.yml", Path.of("monitoring/rules").toAbsolutePath() + "/*.yml");
        Path file = Files.writeString(folder.resolve("prometheus.yml"), config);
        int port = GatewayProcess.freePort();
        Process process = new ProcessBuilder("prometheus", "--config.file=" + file,
                "--web.listen-address=127.0.0.1:" + port, "--storage.tsdb.path=" + folder.resolve("data"),
                "--log.level=warn").redirectErrorStream(true).redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        return new Prometheus(process, URI.create("http://127.0.0.1:" + port));
    }

    /**
     * Evaluates over the last minutes.
     *
     * @return every number of every series that it comes to; none when it is empty, or nobody answers
     * @throws IllegalArgumentException when the query is refused
     */
    List<Double> values(String query) {
        long end = System.currentTimeMillis() / 1000;
        JsonNode answer = get("/api/v1/query_range?step=1&start=" + (end - 120) + "&end=" + end + "&query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8));
        if (answer.path("status").asText().equals("error")) {
            throw new IllegalArgumentException(query + ": " + answer.path("error").asText());
        }
        List<Double> values = new ArrayList<>();
        answer.path("data").path("result").forEach(
                series -> series.path("values").forEach(point -> values.add(Double.valueOf(point.path(1).asText()
                        .replace("+Inf", "Infinity").replace("-Inf", "-Infinity")))));
        return values;
    }

    private JsonNode get(String path) {
        try {
            return new ObjectMapper().readTree(http.send(HttpRequest.newBuilder(url.resolve(path))
                    .timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString()).body());
        } catch (IOException e) {
            return new ObjectMapper().createObjectNode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

package io.tocsin.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.tocsin.house.Board;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real Prometheus that scrapes one gateway every second with the project's own configuration. */
final class Prometheus implements AutoCloseable {
    private static final Path CONFIG = Path.of("monitoring/prometheus.yml");
    private static final Path RULES = Path.of("monitoring/rules");

    private final Process process;
    private final URI url;
    private final Set<String> shown = new HashSet<>();
    private final HttpClient http = HttpClient.newHttpClient();

    private Prometheus(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts one where the stand's console looks for it; it may not answer yet.
     *
     * @param folder for its data
     */
    static Prometheus start(Path folder, BoardStand stand) throws IOException {
        return start(folder, stand, RULES.toAbsolutePath());
    }

    /** The same, whose alerts wait for ten seconds where the project's wait for minutes. */
    static Prometheus impatient(Path folder, BoardStand stand) throws IOException {
        Path hasty = Files.createDirectory(folder.resolve("rules"));
        try (Stream<Path> files = Files.list(RULES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(hasty.resolve(file.getFileName()),
                        Files.readString(file).replaceAll("( for: )\\d+[smh]", "$110s"));
            }
        }
        return start(folder, stand, hasty);
    }

    private static Prometheus start(Path folder, BoardStand stand, Path rules) throws IOException {
        String config = Files.readString(CONFIG)
                .replace("127.0.0.1:8080", stand.stand().url().getAuthority())
                .replace("scrape_interval: 15s", "scrape_interval: 1s")
                .replace("scrape_timeout: 10s", "scrape_timeout: 1s")
                .replace("evaluation_interval: 15s", "evaluation_interval: 1s")
                .replace("rules/*.yml", rules + "/*.yml");
        Path file = Files.writeString(folder.resolve("prometheus.yml"), config);
        int port = stand.prometheus();
        Process process = new ProcessBuilder("prometheus", "--config.file=" + file,
                "--web.listen-address=127.0.0.1:" + port, "--storage.tsdb.path=" + folder.resolve("data"),
                "--enable-feature=exemplar-storage", "--log.level=warn").redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        return new Prometheus(process, URI.create("http://127.0.0.1:" + port));
    }

    /** Evaluates now; one number for each series. */
    List<Double> now(String query) {
        List<Double> values = new ArrayList<>();
        get("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)).path("data").path("result")
                .forEach(series -> values.add(number(series.path("value").path(1).asText())));
        return values;
    }

    /** Whether that alert fires with that label. */
    boolean fires(String alert, String label, String value) {
        return !now("ALERTS{alertstate=\"firing\",alertname=\"" + alert + "\"," + label + "=\"" + value + "\"}")
                .isEmpty();
    }

    /** Whether it answers that the alert does not fire with that label. */
    boolean isOver(String alert, String label, String value) {
        return now("count(ALERTS{alertstate=\"firing\",alertname=\"" + alert + "\"," + label + "=\"" + value
                + "\"}) or vector(0)").equals(List.of(0.0));
    }

    /** Recording rules of the objectives that have come to no number yet. */
    List<String> unrecorded() throws IOException {
        return new ObjectMapper(new YAMLFactory()).readTree(RULES.resolve("objectives.yml").toFile())
                .findValuesAsText("record").stream()
                .filter(record -> values(record).stream().noneMatch(Double::isFinite)).toList();
    }

    /** What an active alert says about itself; empty when it is not active. */
    String description(String alert) {
        for (JsonNode active : get("/api/v1/alerts").path("data").path("alerts")) {
            if (active.path("labels").path("alertname").asText().equals(alert)) {
                return active.path("annotations").path("description").asText();
            }
        }
        return "";
    }

    /**
     * Every query of every board that has come to no number yet, in any call, except those that are
     * listed.
     */
    List<String> silent() throws IOException {
        Map<String, String> empty = Board.mayBeEmpty();
        List<String> silent = new ArrayList<>();
        for (Board board : Board.all()) {
            for (Board.Query query : board.queries()) {
                String place = board.uid() + " " + query.place();
                if (shown.contains(place) || empty.containsKey(place)) {
                    continue;
                }
                if (values(query.over("30s")).stream().anyMatch(Double::isFinite)) {
                    shown.add(place);
                } else {
                    silent.add(place + ": " + query.text());
                }
            }
        }
        return silent;
    }

    /**
     * Evaluates over the last ten minutes.
     *
     * @return every number of every series that it comes to; none when it is empty, or nobody answers
     * @throws IllegalArgumentException when the query is refused
     */
    List<Double> values(String query) {
        long end = System.currentTimeMillis() / 1000;
        JsonNode answer = get("/api/v1/query_range?step=2&start=" + (end - 600) + "&end=" + end + "&query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8));
        if (answer.path("status").asText().equals("error")) {
            throw new IllegalArgumentException(query + ": " + answer.path("error").asText());
        }
        List<Double> values = new ArrayList<>();
        answer.path("data").path("result").forEach(
                series -> series.path("values").forEach(point -> values.add(number(point.path(1).asText()))));
        return values;
    }

    /** The traces of all exemplars of the last ten minutes of what the query selects. */
    List<String> exemplars(String query) {
        long end = System.currentTimeMillis() / 1000;
        return get("/api/v1/query_exemplars?start=" + (end - 600) + "&end=" + end + "&query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8)).path("data").findValuesAsText("trace_id");
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace("+Inf", "Infinity").replace("-Inf", "-Infinity"));
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

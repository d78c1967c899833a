package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.cli.sample.Samples;
import io.tocsin.cli.stand.Line;
import io.tocsin.house.Board;
import io.tocsin.house.Exported;
import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.Mix;
import io.tocsin.simulate.Span;
import io.tocsin.warning.WarningId;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the boards ask for is what a gateway that does all it can do exports. */
class DutyBoardTest {
    private static final Path METRICS = Path.of("docs/metrics.md");
    private static final Pattern BOUND = Pattern.compile("(\\w+_bucket)\\{[^}]*le=\"([^\"]+)\"");
    private static final Behaviour CARRIER = Behaviour.good(3).withAnswers(Mix.parse("0=19,13=1"), Span.NONE)
            .withReceipts(Mix.parse("DELIVRD=9,MK:0012=1"), new Span(5, 50));
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static BoardStand stand;
    /** What was exported before anything happened. */
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Set<String> fresh;

    /** Its people listen, hang up, tell that they have paid, and do not answer. */
    @BeforeAll
    static void start() throws IOException, InterruptedException {
        stand = BoardStand.start(List.of(new Line("cmcc", "mobile, unicom, telecom, fixed", 2, 32, "2000/s", CARRIER)),
                2, "1/d", "keys-11=1,keys-21=4,silent=1,leave-1=1");
        fresh = counters(scrape());
        stand.broadcast();
    }

    @AfterAll
    static void stop() {
        stand.close();
    }

    /**
     * Some of everything: reached, refused by the carrier, failed by receipt, suppressed by the cap,
     * duplicates, bad rows.
     */
    private static JsonNode work(int seed) throws IOException, InterruptedException {
        Samples samples = new Samples(seed, 400, true);
        StringBuilder body = new StringBuilder("{\"ref\":\"bad\"}\n");
        for (int i = 0; i < samples.count(); i++) {
            body.append(samples.line(i)).append('\n');
        }
        String again = samples.line(5);
        body.append(again).append('\n').append(again.replaceFirst("\"ref\":\"", "\"ref\":\"again-")
                .replaceAll("\"grade\":\"[a-z]+\"", "\"grade\":\"low\"")).append('\n');
        body.append(again.replaceFirst("\"ref\":\"", "\"ref\":\"urgent-").replaceAll("\"grade\":\"[a-z]+\"",
                "\"grade\":\"urgent\"")).append('\n');
        String texts = stand.submit("grade=low", "work-" + seed, body.toString());
        String calls = stand.submit("grade=high&playbook=call", seed + 1_000, 60);
        for (String batch : List.of(texts, calls)) {
            patiently().until(() -> stand.client().get(batch).body().path("state").asText().equals("done"));
        }
        return stand.client().get(texts).body().path("counts");
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(4)).pollInterval(Duration.ofMillis(100));
    }

    private static String scrape() {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http
                    .send(HttpRequest.newBuilder(stand.stand().url().resolve("/metrics")).build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends by state, over channels and grades. */
    private static Map<String, Long> finished(String scraped) {
        Map<String, Long> sums = new TreeMap<>();
        scraped.lines().filter(line -> line.startsWith("tocsin_warnings_finished_total{")).forEach(line -> sums.merge(
                line.replaceFirst(".*state=\"([a-z]+)\".*", "$1"),
                (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))), Long::sum));
        return sums;
    }

    @Test
    void every_metric_that_a_panel_asks_for_is_exported_and_the_ends_add_up() throws Exception {
        Map<String, Long> before = finished(scrape());
        JsonNode counts = work(301);
        assertThat(counts.path("suppressed").asLong()).isPositive();
        assertThat(counts.path("unreached").asLong()).isPositive();
        for (String state : List.of("reached", "unreached", "suppressed", "expired", "cancelled")) {
            patiently().untilAsserted(() -> assertThat(finished(scrape()).getOrDefault(state, 0L)).as(state)
                    .isGreaterThanOrEqualTo(before.getOrDefault(state, 0L) + counts.path(state).asLong()));
        }
        patiently().untilAsserted(() -> assertThat(scrape()).contains("tocsin_webhook_backlog{"));
        // With much memory there may have been no collection yet, and no pause to tell of.
        System.gc();
        patiently().untilAsserted(() -> assertThat(scrape()).contains("jvm_gc_pause_seconds_sum"));

        String scraped = scrape();
        assertThat(scraped).contains("tocsin_reconcile_difference{kind=\"warnings\"} 0.0");
        Stream.of("reserve", "accept", "claim", "apply", "receipts", "share", "totals")
                .forEach(script -> assertThat(scraped)
                        .contains("tocsin_redis_command_seconds_count{command=\"" + script));
        for (Board board : Board.all()) {
            Set<String> asked = new TreeSet<>(board.metrics());
            asked.remove("up"); // Prometheus' own
            asked.removeAll(sometimes().keySet());
            assertThat(scraped.lines().map(line -> line.split("[{ ]", 2)[0]).collect(Collectors.toSet()))
                    .containsAll(asked);
        }
        isWritten(scraped);
        hasItsBuckets(scraped);
        assertThat(counters(scraped)).as("counters whose first event is not seen as growth").allMatch(fresh::contains);
    }

    /**
     * A bound that no bucket has selects nothing, and an objective that selects nothing never fails.
     */
    private static void hasItsBuckets(String scraped) throws IOException {
        StringBuilder asked = new StringBuilder();
        for (Path folder : List.of(Path.of("monitoring/rules"), Path.of("monitoring/grafana/dashboards"))) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    asked.append(Files.readString(file).replace("\\\"", "\""));
                }
            }
        }
        List<MatchResult> bounds = BOUND.matcher(asked).results().toList();
        assertThat(bounds).hasSizeGreaterThan(10).allSatisfy(bound -> assertThat(scraped.lines())
                .as(bound.group()).anyMatch(line -> line.startsWith(bound.group(1) + "{")
                        && line.contains("le=\"" + bound.group(2) + "\"")));
    }

    /** Every counter with its labels, but those of what people and carriers may ask and answer. */
    private static Set<String> counters(String scraped) {
        return scraped.lines().filter(line -> line.matches("tocsin_\\w+_total(\\{.*)? .*"))
                .filter(line -> !line.matches("tocsin_(redis_failures|requests|sms_receipts)_total.*"))
                .map(line -> line.substring(0, line.lastIndexOf(' '))).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every metric stands in docs/metrics.md as it is, and nothing else does. */
    private static void isWritten(String scraped) throws IOException {
        Map<String, Exported> exported = Exported.scraped(scraped);
        Map<String, Exported> written = Exported.written(Files.readString(METRICS));
        assertThat(rows(written).stream().filter(row -> exported.containsKey(row.split("`", 3)[1])))
                .as("rows of docs/metrics.md").containsExactlyInAnyOrderElementsOf(rows(exported));
        assertThat(written.keySet().stream().filter(name -> !exported.containsKey(name)))
                .as("metrics of docs/metrics.md that are not exported, and not said to be there only at times")
                .allMatch(name -> !sometimes().getOrDefault(name, "").isBlank());
        assertThat(written.values()).allMatch(each -> !each.help().isBlank());
    }

    private static List<String> rows(Map<String, Exported> metrics) {
        return metrics.entrySet().stream().map(each -> each.getValue().row(each.getKey())).toList();
    }

    /** Metrics that are not there from the start, with the reason. */
    private static Map<String, String> sometimes() {
        try {
            Map<String, String> reasons = new TreeMap<>();
            Files.readAllLines(METRICS).stream().dropWhile(line -> !line.startsWith("## Not there from the start"))
                    .filter(line -> line.startsWith("- `")).forEach(
                            line -> reasons.put(line.split("`", 3)[1], line.replaceFirst("- `\\w+`:? *", "")));
            return reasons;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void every_panel_shows_a_number_on_a_real_prometheus(@TempDir Path folder) throws Exception {
        assumeTrue(Promtool.isInstalled(), "prometheus is not installed: no panel was looked at");
        try (Prometheus prometheus = Prometheus.start(folder, stand)) {
            patiently().until(() -> prometheus.values("up").contains(1.0));
            work(302);
            patiently().pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                stand.more();
                stand.takeUp();
                assertThat(prometheus.silent()).isEmpty();
                assertThat(prometheus.unrecorded()).isEmpty();
                for (String metric : List.of("tocsin_time_to_first_attempt_seconds_bucket",
                        "tocsin_attempt_seconds_bucket")) {
                    assertThat(prometheus.exemplars(metric)).as(metric).isNotEmpty()
                            .allMatch(id -> WarningId.parse(id).isPresent());
                }
            });
        }
    }
}

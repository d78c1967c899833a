package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.house.Exported;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The alerts and recording rules of monitoring/rules, and what is said about them. */
class AlertsTest {
    private static final Path RULES = Path.of("monitoring/rules");
    private static final Path RUNBOOK = Path.of("docs/runbook.md");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Pattern METRIC = Pattern.compile("(?<![:\\w])(?:tocsin|jvm|process|logback)_\\w+");
    private static final Set<String> SEVERITIES = Set.of("critical", "warning", "info", "none");

    static Stream<Path> rules() throws IOException {
        return files(RULES);
    }

    static Stream<Path> tests() throws IOException {
        return files(RULES.resolve("tests"));
    }

    private static Stream<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yml")).sorted().toList().stream();
        }
    }

    private static List<JsonNode> all() throws IOException {
        List<JsonNode> all = new ArrayList<>();
        for (Path file : rules().toList()) {
            YAML.readTree(file.toFile()).path("groups").forEach(group -> group.path("rules").forEach(all::add));
        }
        return all;
    }

    private static List<JsonNode> alerts() throws IOException {
        return all().stream().filter(rule -> rule.has("alert")).toList();
    }

    private static Set<String> names() throws IOException {
        return alerts().stream().map(alert -> alert.path("alert").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void every_alert_says_how_bad_it_is_and_what_to_do() throws IOException {
        assertThat(alerts()).hasSameSizeAs(names()).allSatisfy(alert -> {
            assertThat(alert.path("alert").asText()).matches("Tocsin[A-Z]\\w+");
            assertThat(SEVERITIES).contains(alert.path("labels").path("severity").asText());
            JsonNode said = alert.path("annotations");
            assertThat(said.path("summary").asText()).as(alert.toString()).isNotBlank().doesNotContain("{{");
            assertThat(said.path("description").asText()).as(alert.toString()).endsWith(".");
            assertThat(said.path("runbook_url").asText()).isEqualTo("docs/runbook.md#"
                    + alert.path("alert").asText().toLowerCase(Locale.ROOT));
        });
    }

    @Test
    void the_runbook_has_every_alert_and_no_other() throws IOException {
        String runbook = Files.readString(RUNBOOK);
        Set<String> headings = runbook.lines().filter(line -> line.startsWith("### "))
                .map(line -> line.substring("### ".length())).collect(Collectors.toCollection(TreeSet::new));
        assertThat(headings).isEqualTo(names());
        assertThat(Stream.of(runbook.split("\n### ", -1)).skip(1))
                .allMatch(entry -> entry.contains("- Look at: ") && entry.contains("- Do: "));
    }

    @Test
    void what_rules_ask_for_is_exported() throws IOException {
        Set<String> exported = Exported.written(Files.readString(Path.of("docs/metrics.md"))).keySet();
        for (JsonNode rule : all()) {
            assertThat(METRIC.matcher(rule.path("expr").asText()).results().map(MatchResult::group)
                    .map(name -> exported.contains(name) ? name : name.replaceFirst("_(bucket|sum|count)$", "")))
                    .as(rule.toString()).allMatch(exported::contains);
        }
    }

    /** The tests themselves are run below. */
    @Test
    void every_alert_has_a_test_that_it_fires_and_one_that_it_does_not() throws IOException {
        Set<String> fires = new TreeSet<>();
        Set<String> quiet = new TreeSet<>();
        for (Path file : tests().toList()) {
            for (JsonNode test : YAML.readTree(file.toFile()).path("tests")) {
                JsonNode asked = test.path("promql_expr_test").path(0);
                String name = test.path("name").asText().split(" ", 2)[0];
                assertThat(asked.path("expr").asText())
                        .isEqualTo("ALERTS{alertname=\"" + name + "\",alertstate=\"firing\"}");
                (asked.path("exp_samples").isEmpty() ? quiet : fires).add(name);
            }
        }
        quiet.add("TocsinWatchdog"); // It has to fire always.
        assertThat(fires).isEqualTo(names());
        assertThat(quiet).isEqualTo(names());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void promtool_is_content_with_the_rules(Path file) throws Exception {
        assumeTrue(Promtool.isInstalled(), "promtool is not installed: no rule was checked");
        assertThat(Promtool.complaint("check", "rules", file.toString())).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tests")
    void alerts_fire_on_their_fault_and_are_quiet_without(Path file) throws Exception {
        assumeTrue(Promtool.isInstalled(), "promtool is not installed: no alert was tested");
        assertThat(Promtool.complaint("test", "rules", file.toString())).isEmpty();
    }

    @Test
    void promtool_is_content_with_the_configuration() throws Exception {
        assumeTrue(Promtool.isInstalled(), "promtool is not installed: the configuration was not checked");
        assertThat(Promtool.complaint("check", "config", "monitoring/prometheus.yml")).isEmpty();
    }
}

package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.house.Board;
import io.tocsin.house.Exported;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
    private static final Path CHINESE_RUNBOOK = Path.of("docs/runbook.zh.md");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Pattern METRIC = Pattern.compile("(?<![:\\w])(?:tocsin|jvm|process|logback)_\\w+");
    private static final Pattern SELECTED = Pattern.compile("\\b((?:tocsin|jvm|process|logback)_\\w+)\\{([^}]*)}");
    private static final Pattern LABEL = Pattern.compile("(\\w+)[=!]");
    private static final Pattern TOLD = Pattern.compile("\\$labels\\.(\\w+)");
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
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
            assertThat(said.path("runbook_url").asText()).isEqualTo("{{ $externalLabels.gateway }}/runbook#"
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

    /** The same alerts in the same order, in words that a duty officer reads at night. */
    @Test
    void the_chinese_runbook_says_of_every_alert_what_the_english_one_does() throws IOException {
        assertThat(alertsOf(CHINESE_RUNBOOK)).isEqualTo(alertsOf(RUNBOOK));
        assertThat(Stream.of(Files.readString(CHINESE_RUNBOOK).split("\n### ", -1)).skip(1))
                .allMatch(entry -> entry.contains("- 看：") && entry.contains("- 做："));
    }

    private static List<String> alertsOf(Path runbook) throws IOException {
        return Files.readAllLines(runbook).stream().filter(line -> line.startsWith("### "))
                .map(line -> line.split(" ", 3)[1]).toList();
    }

    @Test
    void when_an_alert_fires_stands_in_the_runbook_as_in_its_rule() throws IOException {
        String runbook = Files.readString(RUNBOOK);
        for (JsonNode alert : alerts()) {
            String entry = runbook.split("### " + alert.path("alert").asText() + "\n", 2)[1].split("\n- ", 2)[0];
            assertThat(entry.replaceAll("\\s+", " ").strip()).isEqualTo(
                    "**" + alert.path("labels").path("severity").asText() + "** — "
                            + alert.path("expr").asText().replaceAll("\\s+", " ").strip() + ".");
        }
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

    /**
     * A label that is not there selects nothing, and an alert that selects nothing is silent for ever.
     */
    @Test
    void labels_that_rules_select_by_are_exported() throws IOException {
        Map<String, Exported> exported = Exported.written(Files.readString(Path.of("docs/metrics.md")));
        for (JsonNode rule : all()) {
            for (MatchResult found : SELECTED.matcher(rule.path("expr").asText()).results().toList()) {
                Exported metric = exported.getOrDefault(found.group(1),
                        exported.get(found.group(1).replaceFirst("_(bucket|sum|count)$", "")));
                assertThat(metric).as(found.group()).isNotNull();
                assertThat(LABEL.matcher(found.group(2)).results().map(label -> label.group(1))
                        .filter(label -> !Set.of("job", "instance", "le").contains(label))).as(found.group())
                        .allMatch(metric.labels()::contains);
            }
        }
    }

    /** What the duty officer is told to look at is there, under that name. */
    @Test
    void panels_that_the_runbook_names_are_on_their_board() throws IOException {
        String chinese = Files.readString(CHINESE_RUNBOOK);
        Map<String, Set<String>> boards = new TreeMap<>();
        for (Board board : Board.all()) {
            boards.put(board.title().replaceFirst("Tocsin ", ""),
                    board.queries().stream().map(Board.Query::panel).collect(Collectors.toSet()));
        }
        int named = 0;
        for (String line : Files.readAllLines(RUNBOOK)) {
            if (!line.startsWith("- Look at: ")) {
                continue;
            }
            for (String part : line.substring("- Look at: ".length()).split("[;.?] ?|→ ", -1)) {
                Set<String> panels = boards.get(part.split(":", 2)[0].strip());
                if (panels == null || !part.contains(":")) {
                    continue;
                }
                for (String item : part.substring(part.indexOf(':') + 1).split(",", -1)) {
                    String name = item.strip().replaceFirst(" (?!p99)[a-z].*", "");
                    if (CHINESE.matcher(name).find()) {
                        named++;
                        assertThat(panels).as(line).contains(name);
                        assertThat(chinese).as("docs/runbook.zh.md names the panel too").contains(name);
                    }
                }
            }
        }
        assertThat(named).isGreaterThan(60);
    }

    /** On the overview an alert stands in words and under its name in the runbook. */
    @Test
    void the_overview_has_words_for_every_alert() throws IOException {
        JsonNode overview = new ObjectMapper()
                .readTree(Path.of("monitoring/grafana/dashboards/tocsin-overview.json").toFile());
        Map<String, String> words = new TreeMap<>();
        for (JsonNode mappings : overview.findValues("value")) {
            mappings.path(0).path("options").properties().stream().filter(each -> each.getKey().startsWith("Tocsin"))
                    .forEach(each -> words.put(each.getKey(), each.getValue().path("text").asText()));
        }
        Set<String> shown = names();
        shown.remove("TocsinWatchdog");
        assertThat(overview.findValuesAsText("url")).contains("${gateway}/runbook#${__value.raw}");
        assertThat(words.keySet()).isEqualTo(shown);
        assertThat(words).allSatisfy((name, text) -> assertThat(text).endsWith(" " + name).containsPattern(CHINESE));
        assertThat(Files.readAllLines(CHINESE_RUNBOOK)).as("the same words in docs/runbook.zh.md").containsAll(words
                .entrySet().stream()
                .map(each -> "### " + each.getKey() + " " + each.getValue().replace(" " + each.getKey(), ""))
                .toList());
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
                for (JsonNode sample : asked.path("exp_samples")) {
                    assertThat(LABEL.matcher(sample.path("labels").asText()).results().map(label -> label.group(1)))
                            .as("labels that the description of " + name + " tells").containsAll(told(name));
                }
                (asked.path("exp_samples").isEmpty() ? quiet : fires).add(name);
            }
        }
        quiet.add("TocsinWatchdog"); // It has to fire always.
        assertThat(fires).isEqualTo(names());
        assertThat(quiet).isEqualTo(names());
    }

    /**
     * Labels that the alert's description tells: one that it does not have would be told as nothing.
     */
    private static Set<String> told(String name) throws IOException {
        return alerts().stream().filter(alert -> alert.path("alert").asText().equals(name))
                .flatMap(alert -> TOLD.matcher(alert.path("annotations").path("description").asText()).results())
                .map(found -> found.group(1)).collect(Collectors.toSet());
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
    void amtool_is_content_with_the_alertmanager() throws Exception {
        assumeTrue(Promtool.hasAmtool(), "amtool is not installed: the Alertmanager example was not checked");
        assertThat(Promtool.complaintOf("amtool", "check-config", "monitoring/alertmanager.example.yml")).isEmpty();
    }

    @Test
    void promtool_is_content_with_the_configuration() throws Exception {
        assumeTrue(Promtool.isInstalled(), "promtool is not installed: the configuration was not checked");
        assertThat(Promtool.complaint("check", "config", "monitoring/prometheus.yml")).isEmpty();
    }
}

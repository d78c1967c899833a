package io.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.house.Board;
import io.tocsin.house.Exported;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The dashboards are clean by Grafana's own lint rules, and each rule can fail. */
class DashboardTest {
    private static final Path DASHBOARDS = Path.of("monitoring/grafana/dashboards");
    private static final Path OVERVIEW = DASHBOARDS.resolve("tocsin-overview.json");

    static Stream<Path> dashboards() throws Exception {
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dashboards")
    void nothing_is_wrong_with_the_dashboard(Path file) throws Exception {
        assertThat(new Board(new ObjectMapper().readTree(file.toFile())).wrong()).isEmpty();
    }

    @Test
    void there_are_seven_boards_each_with_an_address_of_its_own_and_links_that_lead_somewhere() throws Exception {
        List<Board> boards = Board.all();
        Set<String> addresses = boards.stream().map(Board::uid).collect(Collectors.toSet());
        assertThat(addresses).hasSize(boards.size()).hasSize(7);
        assertThat(boards.stream().map(Board::title)).doesNotHaveDuplicates();
        assertThat(boards).allSatisfy(board -> {
            assertThat(addresses).as(board.uid()).containsAll(board.links());
            assertThat(board.links()).as(board.uid()).hasSize(6);
        });
    }

    /** From a point of a graph to one warning: only these metrics have exemplars. */
    @Test
    void graphs_of_the_first_attempt_and_of_answers_ask_for_exemplars() throws Exception {
        int asked = 0;
        for (Path file : dashboards().toList()) {
            for (JsonNode panel : new ObjectMapper().readTree(file.toFile()).path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    boolean first = target.path("expr").asText()
                            .matches("(?s).*tocsin_(time_to_first_)?attempt_seconds_bucket.*")
                            && Set.of("timeseries", "heatmap").contains(panel.path("type").asText());
                    assertThat(target.path("exemplar").asBoolean()).as(panel.path("title").asText()).isEqualTo(first);
                    asked += first ? 1 : 0;
                }
            }
        }
        assertThat(asked).isPositive();
    }

    @Test
    void every_metric_is_on_a_panel_or_listed_with_its_reason() throws Exception {
        Set<String> asked = Board.all().stream().flatMap(board -> board.metrics().stream())
                .map(name -> name.replaceFirst("_(bucket|sum|count)$", "")).collect(Collectors.toSet());
        Board.all().forEach(board -> asked.addAll(board.metrics()));
        Map<String, String> left = Board.reasons("not-on-a-board.txt");
        Set<String> exported = Exported.written(Files.readString(Path.of("docs/metrics.md"))).keySet();
        assertThat(exported).hasSizeGreaterThan(100).allMatch(name -> asked.contains(name) != left.containsKey(name));
        assertThat(exported).containsAll(left.keySet());
    }

    @Test
    void panels_that_may_be_empty_exist() throws Exception {
        Set<String> panels = Board.all().stream().flatMap(
                board -> board.queries().stream().map(query -> board.uid() + " " + query.place()))
                .collect(Collectors.toSet());
        assertThat(panels).containsAll(Board.mayBeEmpty().keySet());
    }

    @Test
    void the_overview_has_its_address() throws Exception {
        assertThat(new ObjectMapper().readTree(OVERVIEW.toFile()).path("uid").asText()).isEqualTo("tocsin-overview");
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "editable": false | "editable": true | expected editable: false
            "Data Source" | "Source" | labelled Data Source
            "allValue": ".+" | "allValue": "" | expected multi with allValue
            "refresh": 2 | "refresh": 1 | refresh on time change
            "description": " | "remark": " | expected a title and a description
            "unit": " | "units": " | expected a unit
            "${datasource}" | "prometheus" | expected the data source
            job=~\\"$job\\", | `` | expected job and instance behind
            rate(tocsin | (tocsin | expected rate or increase
            $__rate_interval | 5m | expected $__rate_interval
            "x": 16 | "x": 17 | expected at most 24
            "y": 5 | "y": 4 | expected a place of its own
            "id": 2, | "id": 1, | expected an id of its own
            """)
    void what_is_wrong_is_named(String was, String becomes, String complaint) throws Exception {
        String spoiled = Files.readString(OVERVIEW).replace(was, becomes);
        assertThat(spoiled).isNotEqualTo(Files.readString(OVERVIEW));
        assertThat(new Board(new ObjectMapper().readTree(spoiled)).wrong())
                .anyMatch(line -> line.contains(complaint));
    }
}

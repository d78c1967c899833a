package io.tocsin.house;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A Grafana dashboard in its classic JSON, and what is wrong with it, in words. The rules are those
 * of Grafana's dashboard-linter, which is not to be had in Java.
 */
public final class Board {
    private static final Pattern METRIC = Pattern
            .compile("(?<![:\\w])(?:(?:tocsin|jvm|process|system|logback)_\\w+|up)\\b(?!\\()");
    private static final String SELECTOR = "{job=~\"$job\",instance=~\"$instance\"";
    private static final Pattern BARE_COUNTER = Pattern.compile("(?<!rate\\()(?<!increase\\()\\b\\w+_total\\b");
    private static final Pattern FIXED_RANGE = Pattern.compile("\\[\\d+[smh]]");
    private static final int COLUMNS = 24;

    private final JsonNode json;
    private final List<String> wrong = new ArrayList<>();

    /** Looks at the dashboard. */
    public Board(JsonNode json) {
        this.json = json;
        checkVariables();
        checkPlaces();
        panels().forEach(this::checkPanel);
        expect(!json.path("editable").asBoolean(true), "the board: expected editable: false");
        expect(json.path("uid").asText().matches("[a-z0-9-]{8,40}"), "the board: expected a uid of 8 to 40 characters");
    }

    /** Returns the boards of the project. */
    public static List<Board> all() throws IOException {
        List<Board> boards = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("monitoring/grafana/dashboards"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".json")).sorted().toList()) {
                boards.add(new Board(new ObjectMapper().readTree(file.toFile())));
            }
        }
        return boards;
    }

    /**
     * Queries that may come to nothing, as their board's uid and {@link Query#place}, with the reason.
     */
    public static Map<String, String> mayBeEmpty() throws IOException {
        return reasons("may-be-empty.txt");
    }

    /** A list of things with the reason behind each. */
    public static Map<String, String> reasons(String file) throws IOException {
        Map<String, String> reasons = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/monitoring", file))) {
            String[] parts = line.split("\\|", 2);
            if (!line.startsWith("#") && parts.length == 2 && !parts[1].isBlank()) {
                reasons.put(parts[0].strip(), parts[1].strip());
            }
        }
        return reasons;
    }

    /** Returns its title. */
    public String title() {
        return json.path("title").asText();
    }

    /** Returns the addresses of the boards that it and its panels lead to. */
    public Set<String> links() {
        Set<String> addresses = new TreeSet<>();
        for (JsonNode link : json.findValues("url")) {
            if (link.asText().startsWith("${gateway}/")) {
                continue; // A page of the gateway, no board.
            }
            addresses.add(link.asText().replaceFirst("^/d/([a-z-]+).*", "$1"));
        }
        return addresses;
    }

    /** Returns the address of the board. */
    public String uid() {
        return json.path("uid").asText();
    }

    /** Returns what is wrong, nothing when it is fine. */
    public List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** Returns the names of all metrics that its panels ask for. */
    public Set<String> metrics() {
        Set<String> names = new TreeSet<>();
        for (JsonNode panel : panels()) {
            for (JsonNode target : panel.path("targets")) {
                METRIC.matcher(target.path("expr").asText()).results().forEach(found -> names.add(found.group()));
            }
        }
        return names;
    }

    /**
     * A query of a panel.
     *
     * @param panel the panel's title
     * @param ref the query's letter
     * @param text what it asks
     */
    public record Query(String panel, String ref, String text) {
        /** The panel's title and the query's letter. */
        public String place() {
            return panel + " #" + ref;
        }

        /** The query as Grafana sends it for a range of that length with every job and node chosen. */
        public String over(String range) {
            return text.replace("$job", ".+").replace("$instance", ".+").replace("$carrier", ".+")
                    .replace("$client", ".+")
                    .replace("$__rate_interval", range);
        }
    }

    /** Returns every query of every panel. */
    public List<Query> queries() {
        return panels().stream().flatMap(panel -> StreamSupport.stream(panel.path("targets").spliterator(), false)
                .map(target -> new Query(panel.path("title").asText(), target.path("refId").asText(),
                        target.path("expr").asText())))
                .toList();
    }

    private List<JsonNode> panels() {
        return StreamSupport.stream(json.path("panels").spliterator(), false)
                .filter(panel -> !panel.path("type").asText().equals("row")).toList();
    }

    private void checkVariables() {
        JsonNode source = variable("datasource");
        expect(source.path("type").asText().equals("datasource") && source.path("label").asText().equals("Data Source"),
                "variable datasource: expected a data source labelled Data Source");
        for (String name : List.of("job", "instance")) {
            JsonNode variable = variable(name);
            expect(variable.path("multi").asBoolean() && variable.path("allValue").asText().equals(".+"),
                    "variable " + name + ": expected multi with allValue .+");
            expect(variable.path("refresh").asInt() == 2, "variable " + name + ": expected refresh on time change");
        }
    }

    private void checkPanel(JsonNode panel) {
        String title = "panel " + panel.path("title").asText();
        expect(!panel.path("title").asText().isBlank() && !panel.path("description").asText().isBlank(),
                title + ": expected a title and a description");
        expect(!panel.path("fieldConfig").path("defaults").path("unit").asText().isBlank(),
                title + ": expected a unit");
        expect(panel.path("datasource").path("uid").asText().equals("${datasource}"),
                title + ": expected the data source ${datasource}");
        expect(!panel.path("targets").isEmpty(), title + ": expected a query");
        boolean overTime = panel.path("type").asText().equals("timeseries");
        panel.path("targets").forEach(target -> checkQuery(title, target.path("expr").asText(), overTime));
    }

    private void checkQuery(String title, String query, boolean overTime) {
        Matcher metric = METRIC.matcher(query);
        while (metric.find()) {
            expect(query.startsWith(SELECTOR, metric.end()), title + ": expected job and instance behind "
                    + metric.group());
        }
        expect(!BARE_COUNTER.matcher(query).find(), title + ": expected rate or increase around a counter: " + query);
        expect(!overTime || !FIXED_RANGE.matcher(query).find(), title + ": expected $__rate_interval in " + query);
        expect(query.chars().filter(c -> c == '(').count() == query.chars().filter(c -> c == ')').count(),
                title + ": expected closed parentheses in " + query);
    }

    private void checkPlaces() {
        Set<Integer> ids = new HashSet<>();
        Set<List<Integer>> cells = new HashSet<>();
        for (JsonNode panel : json.path("panels")) {
            String title = "panel " + panel.path("title").asText();
            expect(ids.add(panel.path("id").asInt()), title + ": expected an id of its own");
            JsonNode place = panel.path("gridPos");
            int right = place.path("x").asInt() + place.path("w").asInt();
            expect(right <= COLUMNS, title + ": got " + right + " columns, expected at most " + COLUMNS);
            boolean free = true;
            for (int x = place.path("x").asInt(); x < right; x++) {
                for (int y = place.path("y").asInt(); y < place.path("y").asInt() + place.path("h").asInt(); y++) {
                    free &= cells.add(List.of(x, y));
                }
            }
            expect(free, title + ": expected a place of its own");
        }
    }

    private JsonNode variable(String name) {
        return StreamSupport.stream(json.path("templating").path("list").spliterator(), false)
                .filter(variable -> variable.path("name").asText().equals(name)).findFirst()
                .orElse(json.path("no such variable"));
    }

    private void expect(boolean holds, String otherwise) {
        if (!holds) {
            wrong.add(otherwise);
        }
    }
}

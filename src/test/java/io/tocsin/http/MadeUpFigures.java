package io.tocsin.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Answers to whatever a board asks: as many series as its innermost {@code by (…)} promises, each a
 * slow wave.
 */
final class MadeUpFigures {
    private static final Pattern BY = Pattern.compile("by \\(([^)]+)\\)");
    private static final Map<String, List<String>> LABELS = Map.of("grade", List.of("urgent", "high"), "carrier",
            List.of("cmcc", "cucc", "ctcc"), "le", List.of("0.1", "1", "+Inf"), "instance",
            List.of("gw-1:8080", "gw-2:8080"), "job", List.of("tocsin"));
    /** A warning that took longest. */
    static final String SLOWEST = "w0000000000002";
    private static final double WAVE = 300;

    private MadeUpFigures() {}

    /** Two warnings, and one mark of somebody else's, ten minutes ago. */
    private static FakePrometheus.Said exemplars(double end) {
        String rows = Stream.of(SLOWEST + "-1:4.5", "w0000000000001:0.2", "4bf92f3577b34da6:9")
                .map(each -> each.split(":", 2)).map(each -> "{\"labels\":{\"trace_id\":\"" + each[0]
                        + "\"},\"value\":\"" + each[1] + "\",\"timestamp\":" + (end - 600) + "}")
                .collect(Collectors.joining(","));
        return new FakePrometheus.Said(200,
                "{\"status\":\"success\",\"data\":[{\"seriesLabels\":{\"grade\":\"urgent\",\"carrier\":\"cmcc\"},\"exemplars\":["
                        + rows + "]}]}");
    }

    /** What a Prometheus with some history would say. */
    static FakePrometheus.Said answer(FakePrometheus.Asked asked) {
        if (asked.query().equals("time()")) {
            return new FakePrometheus.Said(200,
                    "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":["
                            + "1,\"" + System.currentTimeMillis() / 1000 + "\"]}}");
        }
        if (asked.path().endsWith("/query_exemplars")) {
            return exemplars(Double.parseDouble(asked.form().getOrDefault("end", "0")));
        }
        List<Map<String, String>> all = series(asked.query());
        boolean range = asked.form().containsKey("step");
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            String metric = all.get(i).entrySet().stream()
                    .map(label -> "\"" + label.getKey() + "\":\"" + label.getValue() + "\"")
                    .collect(Collectors.joining(",", "{", "}"));
            rows.add("{\"metric\":" + metric + (range ? ",\"values\":[" : ",\"value\":")
                    + (range ? values(asked.form(), i) + "]" : point(1785542400, i)) + "}");
        }
        return new FakePrometheus.Said(200, "{\"status\":\"success\",\"data\":{\"resultType\":\""
                + (range ? "matrix" : "vector") + "\",\"result\":[" + String.join(",", rows) + "]}}");
    }

    private static String values(Map<String, String> form, int i) {
        double step = Double.parseDouble(form.getOrDefault("step", "1"));
        double end = Double.parseDouble(form.getOrDefault("end", "0"));
        List<String> points = new ArrayList<>();
        for (double at = Double.parseDouble(form.getOrDefault("start", "0")); at <= end; at += step) {
            points.add(point(at, i));
        }
        return String.join(",", points);
    }

    private static String point(double at, int i) {
        return String.format(Locale.ROOT, "[%.3f,\"%.4f\"]", at, (i + 1) * (1.5 + Math.sin(at / WAVE)));
    }

    private static List<Map<String, String>> series(String query) {
        Matcher by = BY.matcher(query);
        if (!by.find()) {
            return List.of(Map.of());
        }
        List<Map<String, String>> all = new ArrayList<>(List.of(Map.of()));
        for (String label : by.group(1).split(" *, *", -1)) {
            if (label.equals("le") && query.startsWith("histogram_quantile")) {
                continue;
            }
            List<Map<String, String>> more = new ArrayList<>();
            for (Map<String, String> one : all) {
                for (String value : LABELS.getOrDefault(label, List.of("a", "b"))) {
                    Map<String, String> with = new java.util.TreeMap<>(one);
                    with.put(label, value);
                    more.add(with);
                }
            }
            all = more;
        }
        return all;
    }
}

package io.tocsin.cli.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a benchmark found, in the order it is told. */
final class Figures {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Object> figures = new LinkedHashMap<>();

    Figures(String bench) {
        figures.put("bench", bench);
    }

    /** Adds the three that every benchmark has. */
    Figures did(long count, double seconds) {
        return put("warnings", count).put("seconds", seconds).put("perSecond", count / seconds);
    }

    Figures put(String name, Object value) {
        figures.put(name, value instanceof Double number ? Math.round(number * 1000) / 1000.0 : value);
        return this;
    }

    /** A table for people and, last, the JSON line. */
    void print(PrintWriter out) {
        int width = figures.keySet().stream().mapToInt(String::length).max().orElse(0);
        figures.forEach((name, value) -> out.printf("  %-" + width + "s  %s%n", name, shown(value)));
        try {
            out.println(JSON.writeValueAsString(figures));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures are plain values", e);
        }
        out.flush();
    }

    private static String shown(Object value) {
        return switch (value) {
            case Double number -> String.format(Locale.ROOT, "%,.3f", number);
            case Long number -> String.format(Locale.ROOT, "%,d", number);
            case Integer number -> String.format(Locale.ROOT, "%,d", number);
            default -> value.toString();
        };
    }
}

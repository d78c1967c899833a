package io.tocsin.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/**
 * The faults of an answer as lines for a person: each with the row as the file's own program counts
 * it.
 */
public final class Rejections {
    private final String unit;
    private final long first;

    private Rejections(String unit, long first) {
        this.unit = unit;
        this.first = first;
    }

    /**
     * For the rows of a file.
     *
     * @param contentType of the body that was made of it
     */
    public static Rejections of(String contentType) {
        return switch (contentType) {
            // The header is row 1, and the row below it index 0.
            case "text/csv" -> new Rejections("row", 2);
            case "application/x-ndjson" -> new Rejections("line", 1);
            default -> new Rejections("warning", 1);
        };
    }

    /** Lists the faults of an answer, if it has any. */
    public void list(JsonNode answer, PrintWriter out) {
        JsonNode errors = answer.path("errors");
        if (errors.has(0) && errors.get(0).has("index")) {
            out.println(unit.equals("row")
                    ? "  rejected, by the row a spreadsheet shows (the header is row 1, empty rows count):"
                    : "  rejected, by the " + unit + ", counted from 1:");
        }
        for (JsonNode error : errors) {
            String where = error.has("index") ? unit + " " + (error.path("index").asLong() + first) : "the batch";
            String ref = error.path("ref").asText();
            String field = error.path("field").asText();
            out.printf("  %s%s: %s%s%n", where, ref.isEmpty() ? "" : ", ref " + shown(ref),
                    field.isEmpty() ? "" : field + " ", shown(error.path("message").asText()));
        }
        long more = answer.path("rejected").asLong() - errors.size();
        if (more > 0) {
            out.printf("  and %,d more that are not listed%n", more);
        }
        out.flush();
    }

    /** Without what would move a terminal's cursor. */
    private static String shown(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}

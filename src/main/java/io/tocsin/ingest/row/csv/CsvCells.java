package io.tocsin.ingest.row.csv;

import java.util.ArrayList;
import java.util.List;

/**
 * The cells of one row, quotes undone, and what Excel does to keep numbers as text: {@code ="138…"}
 * is the text inside. White space around a cell is left out.
 */
final class CsvCells {
    /** More is no table. */
    private static final int MOST = 256;

    private final List<String> cells = new ArrayList<>();
    private String row = "";
    private int at;

    /** Reads a row; the list is valid until the next. */
    List<String> of(String text) {
        cells.clear();
        row = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        at = 0;
        do {
            cells.add(cell());
        } while (at++ < row.length() && cells.size() < MOST);
        return cells;
    }

    /** Reads a cell up to its comma or the end. */
    private String cell() {
        if (at < row.length() && row.charAt(at) == '"') {
            return unwrapped(quoted());
        }
        if (row.startsWith("=\"", at)) {
            at++;
            return quoted();
        }
        int comma = row.indexOf(',', at);
        String text = row.substring(at, comma < 0 ? row.length() : comma);
        at += text.length();
        return text.strip();
    }

    private String quoted() {
        StringBuilder text = new StringBuilder();
        at++;
        while (at < row.length()) {
            int quote = row.indexOf('"', at);
            if (quote < 0) {
                text.append(row, at, row.length());
                at = row.length();
                break;
            }
            text.append(row, at, quote);
            at = quote + 1;
            if (at == row.length() || row.charAt(at) != '"') {
                break;
            }
            text.append('"');
            at++;
        }
        // Whatever stands between the closing quote and the comma belongs to the text.
        int comma = row.indexOf(',', at);
        int end = comma < 0 ? row.length() : comma;
        text.append(row, at, end);
        at = end;
        return text.toString().strip();
    }

    private static String unwrapped(String text) {
        return text.length() >= 3 && text.startsWith("=\"") && text.endsWith("\"")
                ? text.substring(2, text.length() - 1)
                : text;
    }
}

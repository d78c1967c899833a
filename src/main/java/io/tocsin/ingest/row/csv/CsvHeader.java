package io.tocsin.ingest.row.csv;

import io.tocsin.ingest.row.BadBodyException;
import io.tocsin.ingest.row.Row;
import io.tocsin.ingest.row.RowError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What the columns of a CSV body are: fields by their English or Chinese names, else variables. */
final class CsvHeader {
    private final List<String> columns;

    private CsvHeader(List<String> columns) {
        this.columns = columns;
    }

    /**
     * Reads the header row.
     *
     * @throws BadBodyException when ref or phone is missing, or a name stands twice
     */
    static CsvHeader of(List<String> cells) throws BadBodyException {
        List<String> columns = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String cell : cells) {
            String column = field(cell);
            if (!column.isEmpty() && !seen.add(column)) {
                throw new BadBodyException("got the column '" + shown(cell) + "' twice, expected every name once");
            }
            columns.add(column);
        }
        for (String needed : List.of("ref", "phone")) {
            if (!seen.contains(needed)) {
                throw new BadBodyException("got a header row with " + shown(String.join(", ", cells))
                        + ", expected the columns ref (编号) and phone (手机号), separated by commas");
            }
        }
        return new CsvHeader(columns);
    }

    private static String shown(String text) {
        return text.length() > 200 ? text.substring(0, 200) + "…" : text;
    }

    private static String field(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "编号", "ref" -> "ref";
            case "手机号", "phone" -> "phone";
            case "等级", "grade" -> "grade";
            case "诈骗类型", "fraudtype" -> "fraudType";
            case "姓名", "name" -> "name";
            case "playbook" -> "playbook";
            case "notbefore" -> "notBefore";
            case "expiresat" -> "expiresAt";
            default -> name;
        };
    }

    /** The row of those cells; fewer are missing at the end, more must be empty. */
    Row row(List<String> cells) {
        for (int i = columns.size(); i < cells.size(); i++) {
            if (!cells.get(i).isEmpty()) {
                return new Row.Unreadable("", RowError.BAD_CSV,
                        "got " + cells.size() + " cells, expected the " + columns.size() + " of the header")
                        .of(plain(cells.get(columns.indexOf("ref"))));
            }
        }
        String ref = "";
        String phone = "";
        String grade = "";
        String fraudType = "";
        String name = "";
        String playbook = "";
        String notBefore = "";
        String expiresAt = "";
        Map<String, String> vars = Map.of();
        for (int i = 0; i < Math.min(cells.size(), columns.size()); i++) {
            String cell = cells.get(i);
            String column = columns.get(i);
            switch (column) {
                case "ref" -> ref = plain(cell);
                case "phone" -> phone = plain(cell);
                case "grade" -> grade = cell;
                case "fraudType" -> fraudType = cell;
                case "name" -> name = cell;
                case "playbook" -> playbook = cell;
                case "notBefore" -> notBefore = cell;
                case "expiresAt" -> expiresAt = cell;
                default -> {
                    if (!cell.isEmpty() && !column.isEmpty()) {
                        vars = vars.isEmpty() ? new LinkedHashMap<>() : vars;
                        vars.put(column, cell);
                    }
                }
            }
        }
        return new Row.Texts(ref, phone, grade, fraudType, name, playbook, notBefore, expiresAt, vars);
    }

    /** Without the apostrophe that tells a spreadsheet to keep a number as text. */
    private static String plain(String cell) {
        return cell.startsWith("'") ? cell.substring(1) : cell;
    }
}

package io.tocsin.ingest.row.csv;

import io.tocsin.ingest.row.BadBodyException;
import io.tocsin.ingest.row.BodyBytes;
import io.tocsin.ingest.row.Row;
import io.tocsin.ingest.row.RowError;
import io.tocsin.ingest.row.RowReader;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A CSV body with a header row; rows without any text are none. */
public final class CsvRows implements RowReader {
    private final BodyBytes body;
    private final CsvCut cut;
    private final CsvText text;
    private final CsvCells cells = new CsvCells();
    private @Nullable CsvHeader header;
    private @Nullable String row;
    /** A header in the first row is -1. */
    private long index = -2;

    /** Nothing is read yet. */
    public CsvRows(BodyBytes body, CsvText text) {
        this.body = body;
        this.text = text;
        this.cut = new CsvCut(body);
    }

    @Override
    public boolean advance() throws IOException {
        if (header == null) {
            header = CsvHeader.of(head());
        }
        while (cut.next()) {
            index++;
            row = text.of(body.array(), cut.from(), cut.to());
            if (row == null || !cut.fault().isEmpty() || !isEmpty(row)) {
                return true;
            }
        }
        return false;
    }

    private List<String> head() throws IOException {
        long before = body.offset();
        body.takeMark();
        if (body.offset() > before) {
            text.isUtf8();
        }
        while (cut.next()) {
            index++;
            String line = text.of(body.array(), cut.from(), cut.to());
            if (!cut.fault().isEmpty()) {
                throw new BadBodyException("in the header row: " + cut.fault());
            }
            if (line == null) {
                throw new BadBodyException("got a header row that is not text, expected UTF-8 or GB18030");
            }
            if (!isEmpty(line)) {
                if (hasBareReturn(line)) {
                    throw new BadBodyException("got lines that end with CR alone, expected LF or CR LF");
                }
                return cells.of(line);
            }
        }
        throw new BadBodyException("got an empty body, expected a header row");
    }

    /** Else a table of old Macintosh lines is one long header, and a batch without warnings. */
    private static boolean hasBareReturn(String row) {
        for (int i = row.indexOf('\r'); i >= 0 && i < row.length() - 1; i = row.indexOf('\r', i + 1)) {
            if (row.charAt(i + 1) != '\n') {
                return true;
            }
        }
        return false;
    }

    /** Spreadsheets write rows that look empty as commas. */
    private static boolean isEmpty(String row) {
        for (int i = 0; i < row.length(); i++) {
            char c = row.charAt(i);
            if (c != ',' && c != ' ' && c != '\r' && c != '\t' && c != '"') {
                return false;
            }
        }
        return true;
    }

    @Override
    public long index() {
        return index;
    }

    @Override
    public Row read() {
        if (!cut.fault().isEmpty()) {
            return new Row.Unreadable("", RowError.BAD_CSV, cut.fault());
        }
        if (row == null || header == null) {
            return new Row.Unreadable("", RowError.BAD_ENCODING, "got bytes that are not text in the body's charset");
        }
        return header.row(cells.of(row));
    }
}

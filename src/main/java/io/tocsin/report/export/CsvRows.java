package io.tocsin.report.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.tocsin.warning.Standing;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * CSV (RFC 4180) with a byte order mark, without which spreadsheets in China read UTF-8 as GBK. A
 * cell that a spreadsheet would take for a formula, blanks before it or not, gets an apostrophe
 * before it.
 */
final class CsvRows implements Rows {
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";
    private static final Column[] COLUMNS = Column.values();

    private final Writer out;
    private final CsvWriter csv;
    private final Row row;

    CsvRows(OutputStream stream, Row row) throws IOException {
        this.out = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
        this.row = row;
        out.write('\ufeff');
        csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out);
        csv.writeRecord(Arrays.stream(COLUMNS).map(c -> c.title(row.language())).toList());
    }

    @Override
    public void add(List<Standing> standings) {
        for (Standing standing : standings) {
            csv.writeRecord(Arrays.stream(COLUMNS).map(c -> harmless(row.cell(standing, c))).toList());
        }
    }

    @Override
    public void end() throws IOException {
        csv.flush();
        out.flush();
    }

    private static String harmless(String cell) {
        int first = 0;
        while (first < cell.length() && cell.charAt(first) != '\t' && cell.charAt(first) != '\r'
                && (cell.charAt(first) <= ' ' || Character.isSpaceChar(cell.charAt(first)))) {
            first++;
        }
        return first < cell.length() && FORMULA.indexOf(cell.charAt(first)) >= 0 ? "'" + cell : cell;
    }
}

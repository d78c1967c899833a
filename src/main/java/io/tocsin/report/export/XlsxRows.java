package io.tocsin.report.export;

import io.tocsin.warning.Standing;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A workbook, written as it comes: texts stand in their cells, as a table of shared ones would grow
 * with the batch. Texts are never formulas, and long numbers stay as they are.
 */
final class XlsxRows implements Rows {
    /** A sheet of the format ends at 1,048,576 rows. */
    private static final int SHEET = 1_000_000;
    private static final int FLUSH = 512;
    private static final Column[] COLUMNS = Column.values();

    private final Workbook workbook;
    private final Row row;
    private final int sheetRows;
    private Worksheet sheet;
    private int sheets;
    private int next;

    XlsxRows(OutputStream out, Row row) {
        this(out, row, SHEET);
    }

    XlsxRows(OutputStream out, Row row, int sheetRows) {
        this.workbook = new Workbook(out, "Tocsin", "1.0");
        this.row = row;
        this.sheetRows = sheetRows;
        this.sheet = newSheet();
    }

    private Worksheet newSheet() {
        sheets++;
        Worksheet fresh = workbook.newWorksheet(
                row.language() == Language.EN ? "results " + sheets : "结果 " + sheets);
        fresh.freezePane(0, 1);
        for (int c = 0; c < COLUMNS.length; c++) {
            fresh.inlineString(0, c, COLUMNS[c].title(row.language()));
        }
        next = 1;
        return fresh;
    }

    @Override
    public void add(List<Standing> standings) throws IOException {
        for (Standing standing : standings) {
            if (next > sheetRows) {
                sheet.finish();
                sheet = newSheet();
            }
            for (int c = 0; c < COLUMNS.length; c++) {
                if (COLUMNS[c] == Column.ATTEMPTS) {
                    sheet.value(next, c, standing.progress().attempts());
                } else {
                    sheet.inlineString(next, c, row.cell(standing, COLUMNS[c]));
                }
            }
            next++;
            if (next % FLUSH == 0) {
                sheet.flush();
            }
        }
    }

    @Override
    public void end() throws IOException {
        sheet.finish();
        workbook.finish();
    }
}

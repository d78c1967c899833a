package io.tocsin.cli.client;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;

/** The first sheet of a workbook as CSV. */
final class Sheet {
    private Sheet() {}

    /**
     * Writes the first sheet to a temporary CSV file.
     *
     * @return the file, readable by its owner only
     */
    static Path toCsv(Path workbook) throws IOException {
        Path csv = Files.createTempFile("tocsin-", ".csv");
        try (ReadableWorkbook book = new ReadableWorkbook(workbook.toFile());
                CsvWriter writer = CsvWriter.builder().build(csv);
                Stream<Row> rows = book.getFirstSheet().openStream()) {
            rows.forEach(row -> writer.writeRecord(cells(row)));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(csv);
            throw e;
        }
        return csv;
    }

    private static List<String> cells(Row row) {
        List<String> cells = new ArrayList<>();
        row.forEach(cell -> cells.add(cell == null ? "" : text(cell)));
        return cells;
    }

    /** A number as its digits: a phone number typed into a cell is 13800138000 and not 1.38E+10. */
    private static String text(Cell cell) {
        return cell.getType() == CellType.NUMBER
                ? cell.asNumber().stripTrailingZeros().toPlainString()
                : cell.getText();
    }
}

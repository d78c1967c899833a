package io.tocsin.cli.client;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.math.BigDecimal;
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
    private static final int MOST_DIGITS = 64;

    private Sheet() {}

    /**
     * Writes the first sheet to a temporary CSV file.
     *
     * @return the file, readable by its owner only
     * @throws IOException when it is no workbook that can be read
     */
    static Path toCsv(Path workbook) throws IOException {
        Path csv = Files.createTempFile("tocsin-", ".csv");
        try (ReadableWorkbook book = new ReadableWorkbook(workbook.toFile());
                CsvWriter writer = CsvWriter.builder().build(csv);
                Stream<Row> rows = book.getFirstSheet().openStream()) {
            int[] written = {0};
            rows.forEach(row -> {
                // A workbook leaves empty rows out; the CSV must not, or its rows could not be found again.
                for (; written[0] < row.getRowNum() - 1; written[0]++) {
                    writer.writeRecord(List.of());
                }
                writer.writeRecord(cells(row));
                written[0]++;
            });
        } catch (IOException e) {
            Files.deleteIfExists(csv);
            throw e;
        } catch (RuntimeException e) {
            // The reader has many ways to say that a workbook is damaged.
            Files.deleteIfExists(csv);
            throw new IOException("got " + workbook.getFileName() + ", expected a workbook that can be read: " + e, e);
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
        if (cell.getType() != CellType.NUMBER) {
            return cell.getText();
        }
        BigDecimal number = cell.asNumber().stripTrailingZeros();
        // A number like 1e999999999 would be a gigabyte of zeros.
        return Math.abs((long) number.scale()) > MOST_DIGITS ? number.toString() : number.toPlainString();
    }
}

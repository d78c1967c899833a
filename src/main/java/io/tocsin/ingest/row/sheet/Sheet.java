package io.tocsin.ingest.row.sheet;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;

/** The first sheet of a workbook as CSV. */
public final class Sheet {
    private static final int MOST_DIGITS = 64;
    private static final int HEAD = 8;
    private static final ReadingOptions WITH_FORMATS = new ReadingOptions(true, false);
    private static final Set<String> TIME_COLUMNS = Set.of("notbefore", "expiresat");
    private static final String EXPECTED = "a workbook that Excel saved as .xlsx; or save it as CSV UTF-8 (.csv)";

    private Sheet() {}

    /**
     * Writes the first sheet to a temporary CSV file.
     *
     * @return the file, readable by its owner only
     * @throws IOException when it is no workbook that can be read
     */
    public static Path toCsv(Path workbook) throws IOException {
        refuseOthers(workbook);
        ReadingOptions formats = formats(workbook);
        Path csv = Files.createTempFile("tocsin-", ".csv");
        try (ReadableWorkbook book = new ReadableWorkbook(workbook.toFile(), formats);
                CsvWriter writer = CsvWriter.builder().build(SheetBounds.bounded(csv));
                Stream<Row> rows = book.getFirstSheet().openStream()) {
            int[] written = {0};
            Set<Integer> times = new HashSet<>();
            rows.forEach(row -> {
                // A workbook leaves empty rows out; the CSV must not, or its rows could not be found again.
                for (; written[0] < row.getRowNum() - 1; written[0]++) {
                    writer.writeRecord(List.of());
                }
                writer.writeRecord(cells(row, book.isDate1904(), times));
                written[0]++;
            });
        } catch (SheetBounds.TooLargeException e) {
            Files.deleteIfExists(csv);
            throw e;
        } catch (IOException | RuntimeException e) {
            // The reader has many ways to say that a workbook is damaged.
            Files.deleteIfExists(csv);
            if (e.getCause() instanceof SheetBounds.TooLargeException large) {
                throw large;
            }
            throw damaged(workbook, e);
        }
        return csv;
    }

    private static IOException damaged(Path workbook, Exception cause) {
        return new IOException("got " + workbook.getFileName() + ", which is damaged, expected " + EXPECTED, cause);
    }

    private static ReadingOptions formats(Path workbook) throws IOException {
        try {
            return SheetBounds.check(workbook) ? WITH_FORMATS : ReadingOptions.DEFAULT_READING_OPTIONS;
        } catch (SheetBounds.TooLargeException e) {
            throw e;
        } catch (IOException e) {
            throw damaged(workbook, e);
        }
    }

    private static void refuseOthers(Path workbook) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(workbook)) {
            head = Arrays.copyOf(in.readNBytes(HEAD), HEAD);
        }
        if (ReadableWorkbook.isOLE2Header(head)) {
            throw new IOException("got " + workbook.getFileName()
                    + ", a workbook of Excel 97-2003 (.xls) or one with a password, expected " + EXPECTED);
        }
        if (!ReadableWorkbook.isOOXMLZipHeader(head)) {
            throw new IOException("got " + workbook.getFileName() + ", which is no workbook, expected " + EXPECTED);
        }
    }

    /** The texts of a row; learns from the header in which columns a day needs its time, too. */
    private static List<String> cells(Row row, boolean since1904, Set<Integer> times) {
        List<String> cells = new ArrayList<>();
        row.forEach(cell -> {
            String text = cell == null ? "" : text(cell, since1904);
            if (TIME_COLUMNS.contains(text.strip().toLowerCase(Locale.ROOT))) {
                times.add(cells.size());
            } else if (times.contains(cells.size()) && text.matches("\\d{4}-\\d\\d-\\d\\d")) {
                text = text + " 00:00";
            }
            cells.add(text);
        });
        return cells;
    }

    /**
     * A number as its digits: a phone number typed into a cell is 13800138000 and not 1.38E+10. If its
     * format says that it is a time, as the time it shows.
     */
    private static String text(Cell cell, boolean since1904) {
        if (!(cell.getValue() instanceof BigDecimal value)) {
            return cell.getText();
        }
        Optional<String> time = ShownTime.isFormat(cell.getDataFormatId(), cell.getDataFormatString())
                ? ShownTime.of(value, since1904)
                : Optional.empty();
        if (time.isPresent()) {
            return time.get();
        }
        if (cell.getType() != CellType.NUMBER) {
            return cell.getText();
        }
        BigDecimal number = value.stripTrailingZeros();
        // A number like 1e999999999 would be a gigabyte of zeros.
        return Math.abs((long) number.scale()) > MOST_DIGITS ? number.toString() : number.toPlainString();
    }
}

package io.tocsin.ingest.row.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A body that is a workbook, as the CSV of its first sheet. It is kept in a file meanwhile, which
 * only this program may read and which is gone at the end: a workbook's directory is at its end,
 * and its texts usually come behind the cells that use them.
 */
public final class SheetBody {
    /** Largest workbook, in bytes; packed, a million numbers are less. */
    public static final int LARGEST = 32 << 20;

    private SheetBody() {}

    /**
     * Reads a workbook to its end.
     *
     * @return its first sheet as CSV in UTF-8; the same bytes for the same workbook
     * @throws BadSheetException when it is none that is read
     * @throws IOException when it does not come
     */
    public static InputStream csv(InputStream body) throws IOException {
        Path workbook = Files.createTempFile("tocsin-", ".xlsx");
        try {
            spool(body, workbook);
            return Files.newInputStream(toCsv(workbook), StandardOpenOption.DELETE_ON_CLOSE);
        } finally {
            Files.deleteIfExists(workbook);
        }
    }

    private static void spool(InputStream body, Path file) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long size = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                size += read;
                if (size > LARGEST) {
                    throw new BadSheetException("got a workbook of more than " + (LARGEST >> 20)
                            + " MiB, expected a smaller one, or CSV, which may be any length");
                }
                out.write(buffer, 0, read);
            }
        }
    }

    private static Path toCsv(Path workbook) throws BadSheetException {
        try {
            return Sheet.toCsv(workbook);
        } catch (SheetBounds.TooLargeException e) {
            throw new BadSheetException(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new BadSheetException("got what is no workbook that can be read, expected one that Excel saved as"
                    + " .xlsx without a password");
        }
    }

    /** A workbook that cannot be read. */
    public static final class BadSheetException extends IOException {
        private static final long serialVersionUID = 1;

        BadSheetException(String message) {
            super(message);
        }
    }
}

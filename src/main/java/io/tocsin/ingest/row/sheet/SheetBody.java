package io.tocsin.ingest.row.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bodies that are workbooks, as the CSV of their first sheets. Each is kept in a file meanwhile,
 * which only this program may read and which is gone at the end: a workbook's directory is at its
 * end, and its texts usually come behind the cells that use them. Those texts are in memory while
 * it is read, so few are read at once; one that is still on its way takes no such place.
 */
public final class SheetBody {
    /** Largest workbook, in bytes; packed, a million numbers are less. */
    public static final int LARGEST = 32 << 20;

    /** Files of workbooks there may be at once: half a gigabyte. */
    static final int ARRIVING = 16;
    private final Semaphore arriving = new Semaphore(ARRIVING);
    private final Semaphore slots;
    private final Duration patience;

    /**
     * Reads that many at once.
     *
     * @param slots workbooks that are unpacked at the same time
     * @param patience how long one that has come waits for its turn
     */
    public SheetBody(int slots, Duration patience) {
        this.slots = new Semaphore(slots, true);
        this.patience = patience;
    }

    /**
     * Reads a workbook to its end.
     *
     * @return its first sheet as CSV in UTF-8; the same bytes for the same workbook
     * @throws BadSheetException when it is none that is read
     * @throws BusyException when others are read, or on their way
     * @throws IOException when it does not come
     */
    public InputStream csv(InputStream body) throws IOException, InterruptedException {
        if (!arriving.tryAcquire()) {
            throw new BusyException("got a workbook while " + ARRIVING + " are on their way");
        }
        try {
            return arrived(body);
        } finally {
            arriving.release();
        }
    }

    private InputStream arrived(InputStream body) throws IOException, InterruptedException {
        Path workbook = Files.createTempFile("tocsin-", ".xlsx");
        try {
            spool(body, workbook);
            if (!slots.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new BusyException("got a workbook while others are read, which took more than "
                        + patience.toSeconds() + " s");
            }
            try {
                return Files.newInputStream(toCsv(workbook), StandardOpenOption.DELETE_ON_CLOSE);
            } finally {
                slots.release();
            }
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

    /** There are as many workbooks as are taken at once. */
    public static final class BusyException extends IOException {
        private static final long serialVersionUID = 1;

        BusyException(String message) {
            super(message);
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

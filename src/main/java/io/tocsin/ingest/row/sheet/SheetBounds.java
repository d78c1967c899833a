package io.tocsin.ingest.row.sheet;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What a workbook may be unpacked to: a few kilobytes of ZIP can be gigabytes of XML, and a text
 * that is shared by many cells gigabytes of table.
 */
final class SheetBounds {
    private static final int ENTRIES = 1_000;
    private static final long UNPACKED = 512L << 20;
    /** These are kept in memory. */
    private static final long KEPT = 48L << 20;
    private static final long TABLE = 512L << 20;

    private SheetBounds() {}

    /** A workbook that is more than is read. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1;

        TooLargeException(String message) {
            super(message);
        }
    }

    /**
     * Unpacks it once to nowhere: what a ZIP says of its own sizes proves nothing.
     *
     * @return whether it has formats of cells, without which no number is a time
     * @throws TooLargeException when it is more than is read
     * @throws IOException when it is no ZIP
     */
    static boolean check(Path workbook) throws IOException {
        long left = UNPACKED;
        byte[] buffer = new byte[64 * 1024];
        try (ZipFile zip = new ZipFile(workbook.toFile())) {
            if (zip.size() > ENTRIES) {
                throw new TooLargeException("got a workbook of " + zip.size() + " parts, expected at most " + ENTRIES);
            }
            for (ZipEntry entry : Collections.list(zip.entries())) {
                boolean sheet = entry.getName().startsWith("xl/worksheets/");
                long most = sheet ? left : Math.min(left, KEPT);
                long size = size(zip, entry, buffer, most);
                if (size > most) {
                    throw new TooLargeException("got a workbook that unpacks to more than is read, expected at most "
                            + (UNPACKED >> 20) + " MiB, and " + (KEPT >> 20) + " MiB of shared texts");
                }
                left -= size;
            }
            return zip.getEntry("xl/styles.xml") != null;
        } catch (IllegalArgumentException e) {
            throw new IOException("the names in the workbook are not text", e);
        }
    }

    private static long size(ZipFile zip, ZipEntry entry, byte[] buffer, long most) throws IOException {
        long size = 0;
        try (InputStream in = zip.getInputStream(entry)) {
            for (int read = in.read(buffer); read >= 0 && size <= most; read = in.read(buffer)) {
                size += read;
            }
        }
        return size;
    }

    /** Writes to a file, but not without end. */
    static Writer bounded(Path file) throws IOException {
        OutputStream bounded = new FilterOutputStream(Files.newOutputStream(file)) {
            private long written;

            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                written += count;
                if (written > TABLE) {
                    throw new TooLargeException("got a sheet that is more than " + (TABLE >> 20) + " MiB as a table");
                }
                out.write(bytes, from, count);
            }
        };
        return new OutputStreamWriter(bounded, StandardCharsets.UTF_8);
    }
}

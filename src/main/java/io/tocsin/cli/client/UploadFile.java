package io.tocsin.cli.client;

import io.tocsin.ingest.row.sheet.Sheet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A file as a body of a batch: CSV and NDJSON as they are, XLSX as the CSV of its first sheet.
 *
 * @param path what is sent
 * @param contentType its type
 * @param temporary whether the file was made for this and is to be deleted
 */
public record UploadFile(Path path, String contentType, boolean temporary) implements AutoCloseable {
    /**
     * Opens a file by its ending.
     *
     * @throws IllegalArgumentException when the ending is none of .csv, .ndjson, .jsonl, .json, .xlsx
     * @throws IOException when it cannot be read
     */
    public static UploadFile of(Path file) throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return new UploadFile(file, "text/csv", false);
        }
        if (name.endsWith(".ndjson") || name.endsWith(".jsonl")) {
            return new UploadFile(file, "application/x-ndjson", false);
        }
        if (name.endsWith(".json")) {
            return new UploadFile(file, "application/json", false);
        }
        if (name.endsWith(".xlsx")) {
            return new UploadFile(Sheet.toCsv(file), "text/csv", true);
        }
        throw new IllegalArgumentException(
                "got " + file.getFileName() + ", expected a file that ends in .csv, .xlsx, .ndjson, .jsonl or .json"
                        + (name.endsWith(".xls") ? "; save the old workbook as .xlsx or as CSV UTF-8" : ""));
    }

    /** Its length in bytes. */
    public long size() throws IOException {
        return Files.size(path);
    }

    /**
     * A name that is the same whenever the content is the same: the first 32 hex digits of its SHA-256.
     */
    public String fingerprint() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The body; tells how many bytes were read of it. */
    public BodyPublisher body(AtomicLong read) {
        return BodyPublishers.ofInputStream(() -> {
            try {
                return new Counting(Files.newInputStream(path), read);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public void close() throws IOException {
        if (temporary) {
            Files.deleteIfExists(path);
        }
    }

    private static final class Counting extends java.io.FilterInputStream {
        private final AtomicLong read;

        Counting(InputStream in, AtomicLong read) {
            super(in);
            this.read = read;
            read.set(0);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int n = super.read(target, offset, length);
            read.addAndGet(Math.max(0, n));
            return n;
        }
    }
}

package io.tocsin.http;

import io.tocsin.ingest.row.BadBodyException;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks a gzip body while it comes, and refuses one that is made to unpack without end: beyond 16
 * MiB, more than 200 times of what came.
 */
final class GzipBody extends InputStream {
    private static final long FREE = 16L << 20;
    private static final long RATIO = 200;
    private static final int BUFFER = 16 * 1024;

    private final Packed packed;
    private @Nullable GZIPInputStream unpacking;
    private long unpacked;

    GzipBody(InputStream packed) {
        this.packed = new Packed(packed);
    }

    private static final class Packed extends FilterInputStream {
        private long count;

        Packed(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int c = super.read();
            count += c < 0 ? 0 : 1;
            return c;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            count += Math.max(read, 0);
            return read;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            if (unpacking == null) {
                unpacking = new GZIPInputStream(packed, BUFFER);
            }
            int read = unpacking.read(into, offset, length);
            unpacked += Math.max(read, 0);
            if (unpacked > FREE && unpacked > packed.count * RATIO) {
                throw new BadBodyException("got a body that unpacks to more than " + RATIO
                        + " times its size, expected a plainer one");
            }
            return read;
        } catch (ZipException e) {
            throw new BadBodyException("got a body that is not gzip (" + e.getMessage() + "), expected what "
                    + "Content-Encoding says");
        } catch (EOFException e) {
            if (packed.count == 0) {
                return -1;
            }
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        packed.close();
    }
}

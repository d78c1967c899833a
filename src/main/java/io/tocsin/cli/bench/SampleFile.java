package io.tocsin.cli.bench;

import io.tocsin.cli.sample.Samples;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Made-up warnings in a temporary file, cut into bodies: written before a measurement, so that
 * making them costs it nothing, and streamed from there, so that they need no heap.
 */
final class SampleFile implements AutoCloseable {
    private static final int CHUNK = 1 << 16;

    private final Path file;
    private final FileChannel channel;
    /** Where bodies begin, and where the last one ends. */
    private final List<Long> cuts;

    private SampleFile(Path file, FileChannel channel, List<Long> cuts) {
        this.file = file;
        this.channel = channel;
        this.cuts = cuts;
    }

    /** Writes them, so many into a body. */
    static SampleFile of(Samples samples, int perBody) throws IOException {
        Path file = Files.createTempFile("tocsin-bench-", ".ndjson");
        List<Long> cuts = new ArrayList<>(List.of(0L));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), CHUNK)) {
            for (int from = 0; from < samples.count(); from += perBody) {
                InputStream lines = samples.ndjson(from, Math.min(samples.count(), from + perBody));
                cuts.add(cuts.getLast() + lines.transferTo(out));
            }
        }
        return new SampleFile(file, FileChannel.open(file), cuts);
    }

    /** How many bodies there are. */
    int bodies() {
        return cuts.size() - 1;
    }

    /** A body, from 0, streamed. */
    BodyPublisher body(int index) {
        long from = cuts.get(index);
        long end = cuts.get(index + 1);
        return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> new Part(channel, from, end)),
                end - from);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.delete(file);
    }

    /** Part of a file. */
    private static final class Part extends InputStream {
        private final FileChannel channel;
        private final long end;
        private long at;

        private Part(FileChannel channel, long from, long end) {
            this.channel = channel;
            this.at = from;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int most = (int) Math.min(length, end - at);
            if (most <= 0) {
                return -1;
            }
            int read = channel.read(ByteBuffer.wrap(into, offset, most), at);
            at += Math.max(0, read);
            return read;
        }
    }
}

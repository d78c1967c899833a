package io.tocsin.send.voice.cause;

import io.tocsin.net.WatchedFile;
import io.tocsin.send.voice.CallCauses;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The site's own table of causes, over the one that comes with the program; a file that is read
 * again when it has changed ({@link WatchedFile}).
 */
public final class SiteCauses implements Supplier<CallCauses> {
    private static final Logger LOG = LoggerFactory.getLogger(SiteCauses.class);
    private static final WatchedFile.Listener<CallCauses> TOLD = new WatchedFile.Listener<>() {
        @Override
        public void taken(Path file, CallCauses fresh) {
            LOG.info("{} has changed and was read again: ends of calls mean what it says from now on", file);
        }

        @Override
        public void refused(Path file, CallCauses kept, Exception why) {
            LOG.warn("{} has changed and is not taken, what ends of calls mean stays: {}", file, why.getMessage());
        }
    };
    private final WatchedFile<CallCauses> causes;

    /**
     * Reads it for the first time.
     *
     * @param file in UTF-8, with lines as {@link CallCauses#read} takes them
     * @throws IOException when it cannot be read
     * @throws IllegalArgumentException when a line is wrong
     */
    public SiteCauses(Path file) throws IOException {
        causes = new WatchedFile<>(file, SiteCauses::parse, TOLD);
    }

    static CallCauses parse(Path file) throws IOException {
        try (Reader lines = Files.newBufferedReader(file)) {
            return CallCauses.usual().over(lines);
        }
    }

    @Override
    public CallCauses get() {
        return causes.get();
    }

    /** Looks whether it has changed, and reads it if so; to be called now and then, may block. */
    public void look() {
        causes.look();
    }
}

package io.tocsin.ingest.phone;

import io.tocsin.ingest.IntakeListener;
import io.tocsin.net.WatchedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table of numbers that changed their operator, as its file has it; it is read again when it
 * has changed ({@link WatchedFile}).
 */
public final class PortabilityFile implements Supplier<Portability> {
    private static final Logger LOG = LoggerFactory.getLogger(PortabilityFile.class);
    private final WatchedFile<Portability> table;

    private record Told(IntakeListener listener) implements WatchedFile.Listener<Portability> {
        @Override
        public void taken(Path file, Portability fresh) {
            LOG.info("{} has changed and was read again: {} numbers changed their operator", file, fresh.size());
            listener.portability(true);
        }

        @Override
        public void refused(Path file, Portability kept, Exception why) {
            LOG.warn("{} has changed and is not taken, the {} numbers known before stay: {}", file, kept.size(),
                    why.getMessage());
            listener.portability(false);
        }
    }

    /**
     * Reads it for the first time.
     *
     * @throws IOException when it cannot be read
     */
    public PortabilityFile(Path file, IntakeListener listener) throws IOException {
        table = new WatchedFile<>(file, Portability::read, new Told(listener));
    }

    @Override
    public Portability get() {
        return table.get();
    }

    /** Looks whether it has changed, and reads it if so; to be called now and then, may block. */
    public void look() {
        table.look();
    }
}

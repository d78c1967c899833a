package io.tocsin.send;

import io.tocsin.net.WatchedFile;
import io.tocsin.send.CauseTable.Meaning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A carrier's table of causes: a common one with the carrier's own words over it, made anew when
 * either has changed. Safe for many threads.
 *
 * @param <T> a table
 */
public final class OwnCauses<T> implements Supplier<T> {
    private static final Logger LOG = LoggerFactory.getLogger(OwnCauses.class);

    private final Supplier<T> common;
    private final BiFunction<T, Map<String, Meaning>, T> over;
    private final Supplier<Map<String, Meaning>> own;
    private final @Nullable WatchedFile<Map<String, Meaning>> file;
    private volatile Made<T> made;

    /** A table and what it was made of. */
    private record Made<T>(T common, Map<String, Meaning> own, T table) {}

    /**
     * Reads them for the first time.
     *
     * @param carrier its name, for the log
     * @param common the table of all carriers as it is now
     * @param overrides the carrier's own words
     * @param over puts words over a table
     */
    public OwnCauses(String carrier, Supplier<T> common, CauseOverrides overrides,
            BiFunction<T, Map<String, Meaning>, T> over) {
        this.common = common;
        this.over = over;
        try {
            file = overrides instanceof CauseOverrides.InFile(Path path)
                    ? new WatchedFile<>(path, CauseFile::read, told(carrier))
                    : null;
            Map<String, Meaning> fixed = Map.copyOf(overrides.now());
            own = file == null ? () -> fixed : file;
        } catch (IOException e) {
            throw new UncheckedIOException("causes of carrier " + carrier, e);
        }
        made = make(common.get(), own.get());
    }

    private Made<T> make(T now, Map<String, Meaning> words) {
        return new Made<>(now, words, over.apply(now, words));
    }

    private static WatchedFile.Listener<Map<String, Meaning>> told(String carrier) {
        return new WatchedFile.Listener<>() {
            @Override
            public void taken(Path path, Map<String, Meaning> fresh) {
                LOG.info("{} has changed and was read again: codes of carrier {} mean what it says from now on", path,
                        carrier);
            }

            @Override
            public void refused(Path path, Map<String, Meaning> kept, Exception why) {
                LOG.warn("{} has changed and is not taken, what codes of carrier {} mean stays: {}", path, carrier,
                        why.getMessage());
            }
        };
    }

    @Override
    public T get() {
        T now = common.get();
        Map<String, Meaning> words = own.get();
        Made<T> known = made;
        if (!known.common.equals(now) || !known.own.equals(words)) {
            known = make(now, words);
            made = known;
        }
        return known.table;
    }

    /** Looks whether a file has changed, and reads it if so; to be called now and then, may block. */
    public void look() {
        if (file != null) {
            file.look();
        }
    }
}

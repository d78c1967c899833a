package io.tocsin.send.voice.dialog;

import java.util.Optional;

/** The hashes under which dialogs were published, kept for ever and the same for all nodes. */
@FunctionalInterface
public interface Seals {
    /**
     * Seals a version with a hash unless it has one; the first wins.
     *
     * @param name the dialog
     * @param version its version
     * @param sha256 the hash
     * @return the hash that stands now
     */
    String seal(String name, int version, String sha256);

    /** The hash of a version; empty when it has none, or nobody remembers. */
    default Optional<String> sealed(String name, int version) {
        return Optional.empty();
    }
}

package io.tocsin.send.voice.dialog;

/** The hashes under which dialogs were published, kept for ever and the same for all nodes. */
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
}

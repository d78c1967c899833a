package io.tocsin.store.secret;

/** A source of bytes nobody can guess and that never come twice; a {@code SecureRandom}. */
@FunctionalInterface
public interface Nonces {
    /** Fills the array. */
    void fill(byte[] target);
}

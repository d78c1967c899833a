package io.tocsin.access;

import java.util.List;

/** Where console-made keys are kept; shared by all nodes. */
public interface IssuedKeyStore {
    /** How many there may be, revoked ones included. */
    int MOST = 500;

    /**
     * All of them, the oldest first.
     *
     * @throws io.tocsin.warning.StoreUnavailableException when the store does not answer
     */
    List<IssuedKey> all();

    /**
     * Keeps a new key.
     *
     * @return false when there are {@link #MOST} already
     * @throws io.tocsin.warning.StoreUnavailableException when the store does not answer
     */
    boolean add(IssuedKey key);

    /**
     * Keeps a key in its next form, approved or taken back, which replaces the one before.
     *
     * @return false when it was changed meanwhile
     * @throws io.tocsin.warning.StoreUnavailableException when the store does not answer
     */
    boolean change(IssuedKey next);

    /**
     * How many were there that cannot be read, and so hold no more, when all of them were read last;
     * asks nobody.
     */
    int damaged();
}

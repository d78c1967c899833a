package io.tocsin.net;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/** Where the process's randomness comes from. */
public final class Randomness {
    private Randomness() {}

    /** A generator fit for keys and nonces, safe for many threads. */
    public static RandomGenerator secure() {
        return new SecureRandom();
    }
}

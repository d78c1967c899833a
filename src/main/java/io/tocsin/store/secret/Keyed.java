package io.tocsin.store.secret;

import java.nio.charset.StandardCharsets;
import javax.crypto.Mac;

/** The profile's HMAC with one key; safe for many threads. */
final class Keyed {
    private final Suite suite;
    private final byte[] key;
    private final Mac ready;

    Keyed(Suite suite, byte[] key) {
        this.suite = suite;
        this.key = key.clone();
        this.ready = suite.newMac(key);
    }

    /** 32 bytes. */
    byte[] of(String text) {
        return mac().doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private Mac mac() {
        try {
            return (Mac) ready.clone();
        } catch (CloneNotSupportedException _) {
            // The JDK's can be cloned, which is faster; others are made anew.
            return suite.newMac(key);
        }
    }
}

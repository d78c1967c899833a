package io.tocsin.store.reply;

import io.tocsin.store.secret.PhoneKeys;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Reply;
import java.time.Duration;
import java.util.Arrays;

/**
 * Tells a reply that the carrier sends again, as it did not hear that it was taken, from a new one.
 */
final class Fingerprint {
    private static final int BYTES = 12;
    private static final Duration WITH_ID = Duration.ofDays(1);
    private static final Duration WITHOUT_ID = Duration.ofMinutes(2);

    static final Fingerprint NONE = new Fingerprint(new byte[0], Duration.ZERO);

    private final byte[] bytes;
    private final Duration within;

    private Fingerprint(byte[] bytes, Duration within) {
        this.bytes = bytes;
        this.within = within;
    }

    /**
     * With a key, as anybody could make those of all numbers and of the few words that people answer.
     */
    static Fingerprint of(String carrier, PhoneKeys phones, Phone phone, Reply reply) {
        String all = String.join("\0", "reply", carrier, reply.id(), reply.to(), reply.coding().name(),
                String.valueOf(reply.part()), reply.octets());
        return new Fingerprint(Arrays.copyOf(phones.mark(phone, all), BYTES),
                reply.id().isEmpty() ? WITHOUT_ID : WITH_ID);
    }

    /** The same for the same reply; empty for none. */
    byte[] bytes() {
        return bytes.clone();
    }

    /**
     * For how long the same is the same again: a day when the carrier gave it an id, else two minutes,
     * as people do write the same twice.
     */
    Duration within() {
        return within;
    }
}

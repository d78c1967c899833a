package io.tocsin.store.reply;

import io.tocsin.store.secret.PhoneKeys;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Reply;
import java.util.Arrays;

/**
 * What the parts of one long reply have in common: carrier, numbers, reference and count. Which
 * session or node each came to does not matter.
 */
final class Merge {
    static final int BYTES = 16;
    static final Merge NONE = new Merge(new byte[0]);

    private final byte[] key;

    Merge(byte[] key) {
        this.key = key.clone();
    }

    /** With a key, as a number alone could be found out. */
    static Merge of(String carrier, PhoneKeys phones, Phone phone, Reply reply, Reply.Part part) {
        String all = String.join("\0", "parts", carrier, reply.to(), part.reference() + "/" + part.total());
        return new Merge(Arrays.copyOf(phones.mark(phone, all), BYTES));
    }

    /** Of a reply that came as one and has to wait: it has no other part. */
    static Merge of(String carrier, PhoneKeys phones, Phone phone, Reply reply) {
        String all = String.join("\0", "waits", carrier, reply.id(), reply.to(), reply.octets());
        return new Merge(Arrays.copyOf(phones.mark(phone, all), BYTES));
    }

    /**
     * Key of the parts; empty for none. Behind its first 16 bytes stands a time when the reference was
     * used anew meanwhile.
     */
    byte[] key() {
        return key.clone();
    }
}

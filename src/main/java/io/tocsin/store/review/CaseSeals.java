package io.tocsin.store.review;

import io.tocsin.store.redis.Keys;
import io.tocsin.store.secret.BlockCipher;
import io.tocsin.warning.Phone;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is personal in a case, encrypted: who it is, under the key of the number; notes and drafts,
 * under the key of the number or the case's own. Texts inside are separated by NUL.
 */
public final class CaseSeals {
    private static final String BETWEEN = "\0";
    private static final Logger LOG = LoggerFactory.getLogger(CaseSeals.class);
    private static final String UNREADABLE = "(无法读取 unreadable)";
    private static final byte[] NOTHING = {};
    private final BlockCipher cipher;

    CaseSeals(BlockCipher cipher) {
        this.cipher = cipher;
    }

    /** Number and name. */
    record Person(Phone phone, String name) {}

    /** Number and name, encrypted. */
    public byte[] person(int partition, byte[] key, Phone phone, String name) {
        return person(partition, key, new Person(phone, name));
    }

    /** A note that came with a flag and is not empty, encrypted. */
    public byte[] note(int partition, byte[] key, String note) {
        return seal(ofNumber(partition, key, "h"), note);
    }

    byte[] person(int partition, byte[] key, Person person) {
        return seal(ofNumber(partition, key, "e"), person.phone.digits() + BETWEEN + clean(person.name));
    }

    /** Null when it cannot be read: the case is worked on by what else is known. */
    @Nullable
    Person person(int partition, byte[] key, byte[] sealed) {
        String text = open(ofNumber(partition, key, "e"), sealed);
        if (text.equals(UNREADABLE)) {
            return null;
        }
        String[] parts = text.split(BETWEEN, 2);
        return new Person(new Phone(parts[0]), parts.length > 1 ? parts[1] : "");
    }

    /** A note that came with a flag; nothing stays nothing. */
    byte[] flagNote(int partition, byte[] key, String note) {
        return note.isEmpty() ? NOTHING : seal(ofNumber(partition, key, "h"), note);
    }

    String flagNote(int partition, byte[] key, byte[] sealed) {
        return sealed.length == 0 ? "" : open(ofNumber(partition, key, "h"), sealed);
    }

    /**
     * A text of a case; nothing stays nothing.
     *
     * @param what {@code h} for the timeline, {@code n} for the draft, {@code q} for a check's remark
     */
    public byte[] text(int partition, long number, String what, String text) {
        return text.isEmpty() ? NOTHING : seal(ofCase(partition, number, what), text);
    }

    /** What {@link #text(int, long, String, String)} made of a text. */
    public String text(int partition, long number, String what, byte[] sealed) {
        return sealed.length == 0 ? "" : open(ofCase(partition, number, what), sealed);
    }

    /** Note and further fields of a disposition. */
    byte[] verdict(int partition, long number, String note, Map<String, String> fields) {
        StringBuilder text = new StringBuilder(clean(note));
        fields.forEach((name, value) -> text.append(BETWEEN).append(clean(name)).append(BETWEEN).append(clean(value)));
        return seal(ofCase(partition, number, "v"), text.toString());
    }

    /** The note under the empty name, then the fields. */
    Map<String, String> verdict(int partition, long number, byte[] sealed) {
        Map<String, String> all = new LinkedHashMap<>();
        if (sealed.length > 0) {
            String[] parts = open(ofCase(partition, number, "v"), sealed).split(BETWEEN, -1);
            all.put("", parts[0]);
            for (int i = 1; i + 1 < parts.length; i += 2) {
                all.put(parts[i], parts[i + 1]);
            }
        }
        return all;
    }

    private static String clean(String text) {
        return text.replace(BETWEEN, "");
    }

    private byte[] seal(String place, String text) {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        return cipher.encrypt(place, plain, plain.length);
    }

    /** One damaged text must not keep its case, and lists with it, from those who work on it. */
    private String open(String place, byte[] sealed) {
        try {
            return new String(cipher.decrypt(place, sealed), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            LOG.error("A text of a case cannot be read: {}", e.getMessage());
            return UNREADABLE;
        }
    }

    private static String ofNumber(int partition, byte[] key, String what) {
        return tag(partition) + "k" + HexFormat.of().formatHex(Arrays.copyOf(key, key.length)) + what;
    }

    private static String ofCase(int partition, long number, String what) {
        return tag(partition) + "k:" + number + what;
    }

    private static String tag(int partition) {
        return new String(Keys.tag(partition), StandardCharsets.US_ASCII);
    }
}

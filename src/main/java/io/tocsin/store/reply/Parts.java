package io.tocsin.store.reply;

import io.tocsin.store.StoreBase;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.ReplyKeys;
import io.tocsin.store.redis.Script;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Parts of long replies, and whole ones that wait, encrypted; and how parts become one. Octets are
 * joined before they are read, as phones cut where they like: inside of an emoji, or of a character
 * of four octets.
 */
final class Parts {
    /** Long replies of a partition that wait for parts; more push the oldest out, as they are. */
    private static final int MOST = 4096;
    private static final String BETWEEN = "\0";
    /** The answer to the message may be on its way to the store. */
    private static final Duration FIRST_LOOK = Duration.ofSeconds(1);
    private static final Place ALONE = new Place(1, 1);
    private final StoreBase base;
    private final Duration wait;
    private final Script keep = Script.withAgain("part");

    /** Which part of how many. */
    private record Place(int total, int number) {}

    Parts(StoreBase base, Duration wait) {
        this.base = base;
        this.wait = wait;
    }

    /** Keeps a part until the others came. */
    Call keep(String carrier, Phone phone, Reply reply, Reply.Part part) {
        return call(Merge.of(carrier, base.phones(), phone, reply, part), carrier, phone, reply,
                new Place(part.total(), part.number()), wait,
                Fingerprint.of(carrier, base.phones(), phone, reply).within());
    }

    /**
     * Keeps a whole reply that cannot be recorded yet, until somebody looks after what waits.
     *
     * @param known whether it was looked whether it had come before: then it is kept anyway
     */
    Call keep(String carrier, Phone phone, Reply reply, boolean known) {
        return call(Merge.of(carrier, base.phones(), phone, reply), carrier, phone, reply, ALONE, FIRST_LOOK,
                known ? Duration.ZERO : Fingerprint.of(carrier, base.phones(), phone, reply).within());
    }

    private Call call(Merge merge, String carrier, Phone phone, Reply reply, Place place, Duration waits,
            Duration within) {
        int partition = base.phones().partition(phone);
        byte[] plain = String.join(BETWEEN, carrier, phone.digits(), reply.to().replace(BETWEEN, ""),
                Integer.toString(place.total()), reply.coding().name(), reply.octets())
                .getBytes(StandardCharsets.UTF_8);
        return keep.call(Keys.tag(partition), Fingerprint.of(carrier, base.phones(), phone, reply).bytes(),
                within.toMillis(), merge.key(), place.number(), place.total(),
                base.cipher().encrypt(place(partition, merge.key()), plain, plain.length), waits.toMillis(), MOST);
    }

    /**
     * The reply of these parts.
     *
     * @param sealed by their numbers; at least one
     */
    Whole join(int partition, byte[] key, Map<Integer, byte[]> sealed) {
        NavigableMap<Integer, String[]> parts = new TreeMap<>();
        sealed.forEach((number, part) -> parts.put(number,
                new String(base.cipher().decrypt(place(partition, key), part), StandardCharsets.UTF_8)
                        .split(BETWEEN, 6)));
        String[] first = parts.firstEntry().getValue();
        int total = Integer.parseInt(first[3]);
        return new Whole(first[0], new Phone(first[1]), first[2], text(parts, total), parts.size() < total,
                Fingerprint.NONE, new Merge(key));
    }

    private static String text(NavigableMap<Integer, String[]> parts, int total) {
        StringBuilder text = new StringBuilder();
        StringBuilder octets = new StringBuilder();
        Reply.Coding coding = Reply.Coding.valueOf(parts.firstEntry().getValue()[4]);
        boolean missing = false;
        for (int number = 1; number <= total; number++) {
            String[] part = parts.get(number);
            Reply.Coding own = part == null ? coding : Reply.Coding.valueOf(part[4]);
            if (part == null || own != coding) {
                text.append(coding.decoded(octets.toString()));
                octets.setLength(0);
                coding = own;
            }
            if (part == null && !missing) {
                text.append(Whole.MISSING);
            }
            missing = part == null;
            octets.append(part == null ? "" : part[5]);
        }
        return text.append(coding.decoded(octets.toString())).toString();
    }

    /** Where the parts stood first; those of a reference that was used anew stand elsewhere by now. */
    private static String place(int partition, byte[] key) {
        return new String(ReplyKeys.parts(partition, Arrays.copyOf(key, Merge.BYTES)), StandardCharsets.ISO_8859_1);
    }

    /** Numbers and sealed parts in turn; how often they were handed out stands among them. */
    static Map<Integer, byte[]> sealed(List<byte[]> flat) {
        Map<Integer, byte[]> parts = new TreeMap<>();
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            String number = new String(flat.get(i), StandardCharsets.US_ASCII);
            if (!number.equals("n")) {
                parts.put(Integer.parseInt(number), flat.get(i + 1));
            }
        }
        return parts;
    }
}

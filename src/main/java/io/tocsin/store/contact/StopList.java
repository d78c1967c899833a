package io.tocsin.store.contact;

import io.tocsin.dispatch.ContactStore.Stop;
import io.tocsin.store.StoreBase;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.store.secret.BlockCipher;
import io.tocsin.store.secret.PhoneKeys;
import io.tocsin.warning.Phone;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Numbers never to contact. Entries stand encrypted under the phone's key; each node keeps a copy
 * of the numbers of a partition and reads it anew when the version that every claim returns has
 * changed.
 */
public final class StopList {
    private static final int PAGE = 1000;
    private final Redis redis;
    private final PhoneKeys phones;
    private final BlockCipher cipher;
    private final InstantSource clock;
    private final Script stop = Script.load("stop");
    private final Map<Integer, Copy> copies = new ConcurrentHashMap<>();

    /** Takes what it needs. */
    public StopList(StoreBase base) {
        this.redis = base.redis();
        this.phones = base.phones();
        this.cipher = base.cipher();
        this.clock = base.clock();
    }

    /** The numbers of a partition as of a version of its list; looked up without any hashing. */
    public static final class Copy {
        private final long version;
        private final long[] sorted;

        private Copy(long version, long[] sorted) {
            this.version = version;
            this.sorted = sorted;
        }

        /** Whether the number is on it. */
        public boolean has(Phone phone) {
            return sorted.length > 0 && Arrays.binarySearch(sorted, Long.parseLong(phone.digits())) >= 0;
        }
    }

    /** The list as of that version or later. */
    public Copy copy(int partition, long version) {
        Copy known = copies.get(partition);
        if (known != null && known.version >= version) {
            return known;
        }
        Copy fresh = version == 0 ? new Copy(0, new long[0]) : read(partition);
        copies.put(partition, fresh);
        return fresh;
    }

    private Copy read(int partition) {
        long version = Reply.number(redis.call(Call.of("GET", Keys.stopListVersion(partition))));
        LongStream.Builder digits = LongStream.builder();
        Object cursor = "0";
        do {
            List<@Nullable Object> page = Reply
                    .list(redis.call(Call.of("HSCAN", Keys.stopList(partition), cursor, "COUNT", PAGE)));
            cursor = Reply.text(page.getFirst());
            List<@Nullable Object> entries = Reply.list(page.get(1));
            for (int i = 0; i + 1 < entries.size(); i += 2) {
                digits.add(Long.parseLong(open(partition, bytes(entries.get(i)), bytes(entries.get(i + 1))).digits()));
            }
        } while (!cursor.equals("0"));
        return new Copy(version, digits.build().sorted().toArray());
    }

    boolean stop(Phone phone, String reason) {
        byte[] key = phones.of(phone);
        int partition = phones.partition(key);
        byte[] why = reason.getBytes(StandardCharsets.UTF_8);
        byte[] plain = ByteBuffer.allocate(16 + why.length).putLong(Long.parseLong(phone.digits()))
                .putLong(clock.millis()).put(why).array();
        byte[] entry = cipher.encrypt(place(partition, key), plain, plain.length);
        return Reply.number(redis.call(stop.call(Keys.tag(partition), key, entry))) == 1;
    }

    boolean allow(Phone phone) {
        byte[] key = phones.of(phone);
        return Reply.number(redis.call(stop.call(Keys.tag(phones.partition(key)), key, ""))) == 1;
    }

    Optional<Stop> stopped(Phone phone) {
        byte[] key = phones.of(phone);
        int partition = phones.partition(key);
        byte[] entry = Reply.bytes(redis.call(Call.of("HGET", Keys.stopList(partition), key)));
        return entry == null ? Optional.empty() : Optional.of(open(partition, key, entry).stop());
    }

    private record Entry(String digits, Stop stop) {}

    private Entry open(int partition, byte[] key, byte[] entry) {
        ByteBuffer plain = ByteBuffer.wrap(cipher.decrypt(place(partition, key), entry));
        String digits = Long.toString(plain.getLong());
        Instant since = Instant.ofEpochMilli(plain.getLong());
        return new Entry(digits, new Stop(StandardCharsets.UTF_8.decode(plain).toString(), since));
    }

    private static String place(int partition, byte[] key) {
        return new String(Keys.stopList(partition), StandardCharsets.US_ASCII) + HexFormat.of().formatHex(key);
    }

    private static byte[] bytes(@Nullable Object reply) {
        byte[] bytes = Reply.bytes(reply);
        return bytes == null ? new byte[0] : bytes;
    }
}

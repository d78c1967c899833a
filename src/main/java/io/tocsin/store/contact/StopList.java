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
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Numbers never to contact. Entries stand encrypted under the phone's key; each node keeps a copy
 * of the numbers of a partition and follows its changes when the version that every claim returns
 * has moved.
 */
public final class StopList {
    private static final int PAGE = 1000;
    /** So many changes of a partition are kept; a node that missed more reads the whole list. */
    private static final int CHANGES = 1000;
    private final Redis redis;
    private final PhoneKeys phones;
    private final BlockCipher cipher;
    private final InstantSource clock;
    private final Script stop = Script.load("stop");
    private final Script changes = Script.load("stops");
    private final Map<Integer, StopCopy> copies = new ConcurrentHashMap<>();

    /** Takes what it needs. */
    public StopList(StoreBase base) {
        this.redis = base.redis();
        this.phones = base.phones();
        this.cipher = base.cipher();
        this.clock = base.clock();
    }

    /** The list as of that version or later. */
    public StopCopy copy(int partition, long version) {
        StopCopy known = copies.get(partition);
        if (known != null && known.version() >= version) {
            return known;
        }
        StopCopy fresh = version == 0
                ? StopCopy.EMPTY
                : Optional.ofNullable(known).flatMap(copy -> caughtUp(partition, copy))
                        .orElseGet(() -> read(partition));
        return copies.merge(partition, fresh, (a, b) -> a.version() >= b.version() ? a : b);
    }

    /** The copy with what changed since; empty when that is not kept any more. */
    private Optional<StopCopy> caughtUp(int partition, StopCopy known) {
        List<@Nullable Object> answer = Reply.list(redis.call(changes.call(Keys.tag(partition), known.version())));
        if (answer.size() < 2) {
            return Optional.empty();
        }
        Map<Long, Boolean> changed = new LinkedHashMap<>();
        for (@Nullable
        Object change : Reply.list(answer.get(1))) {
            ByteBuffer note = ByteBuffer.wrap(bytes(change));
            boolean stopped = note.get() == '+';
            byte[] key = new byte[PhoneKeys.BYTES];
            note.get(key);
            byte[] entry = new byte[note.remaining()];
            note.get(entry);
            changed.put(open(partition, key, entry).number(), stopped);
        }
        return Optional.of(known.with(Reply.number(answer.getFirst()), changed));
    }

    private StopCopy read(int partition) {
        long version = Reply.number(redis.call(Call.of("GET", Keys.stopListVersion(partition))));
        LongStream.Builder numbers = LongStream.builder();
        Object cursor = "0";
        do {
            List<@Nullable Object> page = Reply
                    .list(redis.call(Call.of("HSCAN", Keys.stopList(partition), cursor, "COUNT", PAGE)));
            cursor = Reply.text(page.getFirst());
            List<@Nullable Object> entries = Reply.list(page.get(1));
            for (int i = 0; i + 1 < entries.size(); i += 2) {
                numbers.add(open(partition, bytes(entries.get(i)), bytes(entries.get(i + 1))).number());
            }
        } while (!cursor.equals("0"));
        return StopCopy.of(version, numbers.build());
    }

    boolean stop(Phone phone, String reason) {
        byte[] key = phones.of(phone);
        int partition = phones.partition(key);
        byte[] why = reason.getBytes(StandardCharsets.UTF_8);
        byte[] plain = ByteBuffer.allocate(16 + why.length).putLong(Long.parseLong(phone.digits()))
                .putLong(clock.millis()).put(why).array();
        byte[] entry = cipher.encrypt(place(partition, key), plain, plain.length);
        return Reply.number(redis.call(stop.call(Keys.tag(partition), key, entry, CHANGES))) == 1;
    }

    boolean allow(Phone phone) {
        byte[] key = phones.of(phone);
        return Reply.number(redis.call(stop.call(Keys.tag(phones.partition(key)), key, "", CHANGES))) == 1;
    }

    Optional<Stop> stopped(Phone phone) {
        byte[] key = phones.of(phone);
        int partition = phones.partition(key);
        byte[] entry = Reply.bytes(redis.call(Call.of("HGET", Keys.stopList(partition), key)));
        return entry == null ? Optional.empty() : Optional.of(open(partition, key, entry).stop());
    }

    private record Entry(long number, Stop stop) {}

    private Entry open(int partition, byte[] key, byte[] entry) {
        ByteBuffer plain = ByteBuffer.wrap(cipher.decrypt(place(partition, key), entry));
        long number = plain.getLong();
        Instant since = Instant.ofEpochMilli(plain.getLong());
        return new Entry(number, new Stop(StandardCharsets.UTF_8.decode(plain).toString(), since));
    }

    private static String place(int partition, byte[] key) {
        return new String(Keys.stopList(partition), StandardCharsets.US_ASCII) + HexFormat.of().formatHex(key);
    }

    private static byte[] bytes(@Nullable Object reply) {
        byte[] bytes = Reply.bytes(reply);
        return bytes == null ? new byte[0] : bytes;
    }
}

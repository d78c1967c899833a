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
import io.tocsin.warning.StopKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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
    private Optional<StopCopy> caughtUp(int partition, StopCopy copy) {
        List<@Nullable Object> answer = Reply.list(redis.call(changes.call(Keys.tag(partition), copy.version())));
        if (answer.size() < 2) {
            return Optional.empty();
        }
        Map<Long, StopKind> changed = new LinkedHashMap<>();
        for (@Nullable
        Object change : Reply.list(answer.get(1))) {
            ByteBuffer note = ByteBuffer.wrap(bytes(change));
            boolean stopped = note.get() == '+';
            byte[] key = new byte[PhoneKeys.BYTES];
            note.get(key);
            byte[] entry = new byte[note.remaining()];
            note.get(entry);
            Entry known = open(partition, key, entry);
            changed.put(known.number(), stopped ? known.kind() : StopKind.NONE);
        }
        return Optional.of(copy.with(Reply.number(answer.getFirst()), changed));
    }

    private StopCopy read(int partition) {
        long version = Reply.number(redis.call(Call.of("GET", Keys.stopListVersion(partition))));
        Map<Long, StopKind> numbers = new HashMap<>();
        Object cursor = "0";
        do {
            List<@Nullable Object> page = Reply
                    .list(redis.call(Call.of("HSCAN", Keys.stopList(partition), cursor, "COUNT", PAGE)));
            cursor = Reply.text(page.getFirst());
            List<@Nullable Object> entries = Reply.list(page.get(1));
            for (int i = 0; i + 1 < entries.size(); i += 2) {
                Entry entry = open(partition, bytes(entries.get(i)), bytes(entries.get(i + 1)));
                numbers.put(entry.number(), entry.kind());
            }
        } while (!cursor.equals("0"));
        return StopCopy.EMPTY.with(version, numbers);
    }

    /**
     * An opt-out of that number gives way: who is never to be contacted is so for urgent warnings too.
     */
    boolean stop(Phone phone, String reason) {
        byte[] key = phones.of(phone);
        byte[] tag = Keys.tag(phones.partition(key));
        Call on = stop.call(tag, key, entry(phone, reason, clock.millis()), CHANGES);
        if (Reply.number(redis.call(on)) == 1) {
            return true;
        }
        return stopped(phone).filter(Stop::optOut).isPresent()
                && Reply.number(redis.pipeline(List.of(stop.call(tag, key, "", CHANGES), on)).getLast()) == 1;
    }

    /** The entry of a person who wants no more messages, as the scripts take it. */
    public byte[] optOut(Phone phone, String reason) {
        // The sign tells it; nodes of earlier versions take it for any other entry.
        return entry(phone, reason, -clock.millis());
    }

    private byte[] entry(Phone phone, String reason, long since) {
        byte[] key = phones.of(phone);
        byte[] why = reason.getBytes(StandardCharsets.UTF_8);
        byte[] plain = ByteBuffer.allocate(16 + why.length).putLong(Long.parseLong(phone.digits()))
                .putLong(since).put(why).array();
        return cipher.encrypt(place(phones.partition(key), key), plain, plain.length);
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

    private record Entry(long number, Stop stop) {
        StopKind kind() {
            return stop.optOut() ? StopKind.OPTED_OUT : StopKind.NEVER;
        }
    }

    private Entry open(int partition, byte[] key, byte[] entry) {
        ByteBuffer plain = ByteBuffer.wrap(cipher.decrypt(place(partition, key), entry));
        long number = plain.getLong();
        long since = plain.getLong();
        return new Entry(number, new Stop(StandardCharsets.UTF_8.decode(plain).toString(),
                Instant.ofEpochMilli(Math.abs(since)), since < 0));
    }

    private static String place(int partition, byte[] key) {
        return new String(Keys.stopList(partition), StandardCharsets.US_ASCII) + HexFormat.of().formatHex(key);
    }

    private static byte[] bytes(@Nullable Object reply) {
        byte[] bytes = Reply.bytes(reply);
        return bytes == null ? new byte[0] : bytes;
    }
}

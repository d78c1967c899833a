package io.tocsin.store.refs;

import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.store.refs.RefIndex.Reservation;
import io.tocsin.store.refs.RefIndex.Use;
import io.tocsin.warning.WarningId;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** One partition's logs of refs by day, and the table that indexes them. For one thread. */
final class RefLog {
    private static final int CHUNK = RefTable.RECORD * 50_000;
    private final int partition;
    private final int keepDays;
    private final Script reserve = Script.load("reserve");
    /** Bytes of each day's log that are in the table. */
    private final Map<Long, Long> known = new HashMap<>();
    private RefTable table = new RefTable();
    private long day = -1;

    RefLog(int partition, int keepDays) {
        this.partition = partition;
        this.keepDays = keepDays;
    }

    /** Reads everything that is kept, once. */
    void load(Redis redis) {
        if (day >= 0) {
            return;
        }
        long today = today(redis);
        for (long each = today - keepDays; each <= today; each++) {
            for (byte[] read = read(redis, each); read.length > 0; read = read(redis, each)) {
                learn(each, read);
            }
        }
        day = today;
    }

    /** The day by Redis' clock. */
    static long today(Redis redis) {
        return Reply.number(Reply.list(redis.call("TIME")).getFirst()) / 86_400;
    }

    /** What may have been appended that is not known yet: all that is kept, or since the last days. */
    List<RefReading> unread(long today) {
        long first = day < 0 ? today - keepDays : Math.min(day, today) - 1;
        return LongStream.rangeClosed(first, Math.max(day, today))
                .mapToObj(each -> new RefReading(this, each, known.getOrDefault(each, 0L))).toList();
    }

    /**
     * Learns what was read from there, as far as it is not known by now.
     *
     * @return whether what is known reaches to its end
     */
    boolean learn(long of, long from, byte[] read) {
        long before = known.getOrDefault(of, 0L);
        if (before < from) {
            return false;
        }
        int skip = (int) Math.min(read.length, before - from);
        learn(of, Arrays.copyOfRange(read, skip, read.length));
        return true;
    }

    /** Everything that is kept was learnt, as of that day. */
    void loaded(long today) {
        if (day < 0) {
            day = today;
        }
    }

    /** Asks for a part of a day's log. */
    Call reading(long of, long from, int length) {
        return Call.of("GETRANGE", Keys.refs(partition, of), from, from + length - 1);
    }

    private byte[] read(Redis redis, long of) {
        long from = known.getOrDefault(of, 0L);
        byte[] read = Reply.bytes(redis.call(reading(of, from, CHUNK)));
        return read == null ? new byte[0] : read;
    }

    private void learn(long of, byte @Nullable [] read) {
        if (read == null || read.length == 0) {
            return;
        }
        ByteBuffer in = ByteBuffer.wrap(read);
        while (in.remaining() >= RefTable.RECORD) {
            table.add(of, in.getLong(), in.getInt(), in.getLong());
        }
        known.merge(of, (long) in.position(), Long::sum);
    }

    @Nullable
    Use find(long fingerprint) {
        int ordinal = table.find(fingerprint);
        return ordinal < 0 ? null : new Use(WarningId.ofPacked(table.id(ordinal)), table.phone(ordinal));
    }

    void note(Reservation wanted) {
        table.add(day, wanted.ref().fingerprint(), wanted.phone(), wanted.id().packed());
    }

    /** Whether the latest that is known of the ref is this very reservation. */
    boolean holds(Reservation wanted) {
        int ordinal = table.find(wanted.ref().fingerprint());
        return ordinal >= 0 && table.id(ordinal) == wanted.id().packed();
    }

    Call reserving(List<Reservation> wanted) {
        ByteBuffer records = ByteBuffer.allocate(wanted.size() * RefTable.RECORD);
        wanted.forEach(each -> records.putLong(each.ref().fingerprint()).putInt(each.phone())
                .putLong(each.id().packed()));
        return reserve.call(Keys.tag(partition), day, known.getOrDefault(day, 0L), known.getOrDefault(day - 1, 0L),
                records.array(), keepDays, CHUNK);
    }

    /** Takes the script's answer; false when something had been missed, which is known now. */
    boolean reserved(@Nullable Object answer, int count, Redis redis) {
        List<@Nullable Object> parts = Reply.list(answer);
        switch ((int) Reply.number(parts.getFirst())) {
            case 1 -> {
                known.merge(day, (long) count * RefTable.RECORD, Long::sum);
                return true;
            }
            case 2 -> {
                day = Reply.number(parts.get(1));
                table.forgetBefore(day - keepDays);
                known.keySet().removeIf(each -> each < day - keepDays - 1);
            }
            default -> {
                if (Reply.number(parts.get(1)) < known.getOrDefault(day - 1, 0L)
                        || Reply.number(parts.get(3)) < known.getOrDefault(day, 0L)) {
                    startOver(redis);
                } else {
                    learn(day - 1, Reply.bytes(parts.get(2)));
                    learn(day, Reply.bytes(parts.get(4)));
                }
            }
        }
        return false;
    }

    /** The logs are shorter than they were: this is another Redis, or one that lost its last writes. */
    private void startOver(Redis redis) {
        table = new RefTable();
        known.clear();
        day = -1;
        load(redis);
    }

    int size() {
        return table.size();
    }
}

package io.tocsin.store.reply;

import io.tocsin.report.ResultStore.Page;
import io.tocsin.report.ResultStore.Said;
import io.tocsin.report.replies.StrayReplies;
import io.tocsin.store.StoreBase;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.ReplyKeys;
import io.tocsin.warning.Phone;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replies without a warning, encrypted, in a set by time in the partition of their numbers. */
public final class RedisStrays implements StrayReplies {
    private static final Logger LOG = LoggerFactory.getLogger(RedisStrays.class);
    private static final String BETWEEN = "\0";
    private static final int OPT_OUT = 1;
    private static final int INCOMPLETE = 2;
    /** Of the random bytes that every encrypted value begins with, so many make an id. */
    private static final int FROM = 1;
    private static final int TO = 10;
    private final StoreBase base;

    /** On that ground. */
    public RedisStrays(StoreBase base) {
        this.base = base;
    }

    /** What was written, as it is stored. */
    static byte[] seal(StoreBase base, Phone phone, Said said) {
        int flags = (said.optOut() ? OPT_OUT : 0) | (said.incomplete() ? INCOMPLETE : 0);
        byte[] plain = String.join(BETWEEN, Integer.toString(flags), said.carrier(), said.to().replace(BETWEEN, ""),
                phone.digits(), said.text()).getBytes(StandardCharsets.UTF_8);
        return base.cipher().encrypt(place(base.phones().partition(phone)), plain, plain.length);
    }

    private static String place(int partition) {
        return new String(ReplyKeys.strays(partition), StandardCharsets.US_ASCII);
    }

    /** One as it stands in Redis. */
    private static final class Kept {
        private final int partition;
        private final long at;
        private final byte[] sealed;

        private Kept(int partition, long at, byte[] sealed) {
            this.partition = partition;
            this.at = at;
            this.sealed = sealed;
        }
    }

    /**
     * A place between two.
     *
     * @param at milliseconds of the last one given
     * @param same how many of that time were given
     */
    private record Position(long at, int same) {
        private static Position of(@Nullable String cursor) {
            int dot = cursor == null ? -1 : cursor.indexOf('.');
            return cursor == null
                    ? new Position(Long.MAX_VALUE, 0)
                    : new Position(Long.parseLong(cursor.substring(0, dot)),
                            Integer.parseInt(cursor.substring(dot + 1)));
        }

        @Override
        public String toString() {
            return at + "." + same;
        }
    }

    @Override
    public Page<Stray> page(@Nullable String cursor, int limit) {
        Position from = Position.of(cursor);
        String highest = from.at == Long.MAX_VALUE ? "+inf" : Long.toString(from.at);
        List<Call> calls = new ArrayList<>();
        for (int p = 0; p < base.partitions(); p++) {
            calls.add(Call.of("ZREVRANGEBYSCORE", ReplyKeys.strays(p), highest, "-inf", "WITHSCORES", "LIMIT", 0,
                    limit + from.same + 1));
        }
        List<@Nullable Object> answers = base.redis().pipeline(calls);
        List<Kept> found = new ArrayList<>();
        for (int p = 0; p < answers.size(); p++) {
            found.addAll(kept(p, Reply.list(answers.get(p))));
        }
        found.sort(Comparator.comparingLong((Kept each) -> -each.at).thenComparingInt(each -> each.partition)
                .thenComparing(each -> each.sealed, Arrays::compareUnsigned));
        List<Kept> page = found.stream().skip(from.same).limit(limit).toList();
        return new Page<>(page.stream().map(this::stray).filter(Objects::nonNull).toList(),
                found.size() > from.same + page.size() ? next(from, page).toString() : null);
    }

    private static Position next(Position from, List<Kept> page) {
        long last = page.getLast().at;
        int same = (int) page.stream().filter(each -> each.at == last).count();
        return new Position(last, last == from.at ? same + from.same : same);
    }

    private static List<Kept> kept(int partition, List<@Nullable Object> flat) {
        List<Kept> found = new ArrayList<>();
        // Pairs of value and score, or, by RESP3, a list of each.
        for (int i = 0; i < flat.size(); i++) {
            List<@Nullable Object> pair = flat.get(i) instanceof List<?>
                    ? Reply.list(flat.get(i))
                    : flat.subList(i, i + 2);
            i += flat.get(i) instanceof List<?> ? 0 : 1;
            found.add(new Kept(partition, (long) Double.parseDouble(Reply.text(pair.get(1))),
                    Objects.requireNonNull(Reply.bytes(pair.getFirst()))));
        }
        return found;
    }

    /** Null for one that cannot be read, which must not hide the others. */
    private @Nullable Stray stray(Kept kept) {
        try {
            String[] parts = new String(base.cipher().decrypt(place(kept.partition), kept.sealed),
                    StandardCharsets.UTF_8).split(BETWEEN, 5);
            int flags = Integer.parseInt(parts[0]);
            Phone phone = parts.length == 5 ? new Phone(parts[3]) : null;
            return new Stray("m" + HexFormat.of().formatHex(kept.sealed, FROM, TO), Instant.ofEpochMilli(kept.at),
                    phone,
                    new Said(parts[1], parts[2], parts[parts.length - 1], (flags & OPT_OUT) != 0,
                            (flags & INCOMPLETE) != 0));
        } catch (RuntimeException e) {
            LOG.error("A reply without a warning in partition {} cannot be read: {}", kept.partition, e.toString());
            return null;
        }
    }
}

package io.tocsin.store.ported;

import io.tocsin.dispatch.ported.Ported;
import io.tocsin.store.StoreBase;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.PortedKeys;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.secret.PhoneKeys;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a node's copy as Redis has it: one look at the versions of all partitions, then the changes
 * of those that moved, or all of a partition that moved too far. Used by one thread.
 */
final class PortedFollower {
    /** So many changes of a partition are kept. */
    static final int CHANGES = 1000;
    private static final int PAGE = 1000;
    private final StoreBase base;
    private final PortedCopy copy;
    private final long[] versions;

    PortedFollower(StoreBase base, PortedCopy copy) {
        this.base = base;
        this.copy = copy;
        versions = new long[base.partitions()];
    }

    void follow() {
        List<Call> calls = new ArrayList<>();
        for (int p = 0; p < versions.length; p++) {
            calls.add(Call.of("GET", PortedKeys.version(p)));
        }
        List<@Nullable Object> now = base.redis().pipeline(calls);
        for (int p = 0; p < versions.length; p++) {
            long version = version(now.get(p));
            // A lower one is that of a Redis that was emptied, or put back from a copy of earlier.
            boolean back = version < versions[p];
            if (back || (version > versions[p] && !caughtUp(p))) {
                read(p);
            }
        }
    }

    /** Nothing was ever noted where there is none. */
    private static long version(@Nullable Object answer) {
        return answer == null ? 0 : Long.parseLong(Reply.text(answer));
    }

    /** Takes the changes since; false when some of them are not kept any more. */
    private boolean caughtUp(int partition) {
        List<@Nullable Object> changes = Reply
                .list(base.redis().call(Call.of("LRANGE", PortedKeys.changes(partition), 0, -1)));
        for (@Nullable
        Object each : changes) {
            ByteBuffer change = ByteBuffer.wrap(Objects.requireNonNull(Reply.bytes(each)));
            long version = change.getLong();
            if (version > versions[partition] + 1) {
                return false;
            }
            if (version == versions[partition] + 1) {
                take(partition, change);
                versions[partition] = version;
            }
        }
        return !changes.isEmpty();
    }

    private void take(int partition, ByteBuffer change) {
        boolean known = change.get() == '+';
        byte[] key = new byte[PhoneKeys.BYTES];
        change.get(key);
        byte[] sealed = new byte[change.remaining()];
        change.get(sealed);
        PortedEntry entry = PortedEntry.open(base.cipher(), partition, key, sealed);
        if (known) {
            copy.put(partition, entry);
        } else {
            copy.remove(entry.number());
        }
    }

    /** What changes meanwhile is taken once more afterwards. */
    private void read(int partition) {
        long version = version(base.redis().call(Call.of("GET", PortedKeys.version(partition))));
        Map<Long, Ported> all = new HashMap<>();
        Object cursor = "0";
        do {
            List<@Nullable Object> page = Reply.list(base.redis()
                    .call(Call.of("HSCAN", PortedKeys.numbers(partition), cursor, "COUNT", PAGE)));
            cursor = Reply.text(page.getFirst());
            List<@Nullable Object> entries = Reply.list(page.get(1));
            for (int i = 0; i + 1 < entries.size(); i += 2) {
                PortedEntry entry = PortedEntry.open(base.cipher(), partition,
                        Objects.requireNonNull(Reply.bytes(entries.get(i))),
                        Objects.requireNonNull(Reply.bytes(entries.get(i + 1))));
                all.put(entry.number(), entry.ported());
            }
        } while (!cursor.equals("0"));
        copy.replace(partition, all);
        versions[partition] = version;
    }
}

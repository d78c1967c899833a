package io.tocsin.store.result;

import io.tocsin.report.ResultStore;
import io.tocsin.store.StoreBase;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.BatchStatus;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Standing;
import io.tocsin.warning.TimelineEntry;
import io.tocsin.warning.WarningId;
import io.tocsin.warning.WarningState;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is read about batches and warnings in Redis. A cursor that was not given out for
 * the same list is an {@link IllegalArgumentException}.
 */
public final class RedisResultStore implements ResultStore {
    private final StoreBase base;
    private final Refs refs;
    private final BatchReads batches;
    private final WarningReads warnings;
    private final PhoneReads phones;
    private final Timelines timelines;
    private final EventFeed feed;

    /** One to which every playbook may call. */
    public RedisResultStore(StoreBase base) {
        this(base, _ -> true, (_, _) -> List.of());
    }

    /** Where warnings are found by their refs. */
    @FunctionalInterface
    public interface Refs {
        /** Those that may have that ref, of a client; null for all clients. */
        List<WarningId> users(@Nullable String client, String ref);
    }

    /**
     * Takes what it needs.
     *
     * @param calls whether warnings of a playbook may be called
     * @param refs where refs are looked up
     */
    public RedisResultStore(StoreBase base, Predicate<String> calls, Refs refs) {
        this.base = base;
        this.refs = refs;
        BlockReads reads = new BlockReads(base.redis(), base.blocks());
        this.batches = new BatchReads(base.redis(), base.partitions());
        this.warnings = new WarningReads(reads, base.blocks(), base.partitions());
        this.phones = new PhoneReads(base, reads);
        Replies replies = new Replies(base);
        this.timelines = new Timelines(base.redis(), base.names().carriers(), replies);
        this.feed = new EventFeed(base, reads, replies, calls);
    }

    @Override
    public Optional<BatchStatus> batch(@Nullable String client, BatchId id) {
        return batches.get(client, id);
    }

    @Override
    public Page<BatchStatus> batches(@Nullable String client, @Nullable String cursor, int limit) {
        return batches.page(client, cursor, limit);
    }

    @Override
    public Page<Standing> warnings(BatchId batch, Set<WarningState> states, @Nullable String cursor, int limit) {
        return warnings.page(batch, states, cursor, limit);
    }

    @Override
    public void forEach(BatchId batch, Consumer<List<Standing>> blocks) {
        warnings.forEach(batch, blocks);
    }

    @Override
    public Optional<Standing> warning(@Nullable String client, WarningId id) {
        return warnings.get(client, id);
    }

    @Override
    public Page<Standing> warnings(@Nullable String client, Phone phone, @Nullable String cursor) {
        return phones.of(client, phone, cursor);
    }

    @Override
    public List<Standing> byRef(@Nullable String client, String ref) {
        return refs.users(client, ref).stream().map(id -> warnings.get(client, id)).flatMap(Optional::stream)
                .filter(standing -> standing.warning().ref().equals(ref)).toList();
    }

    @Override
    public List<TimelineEntry> timeline(WarningId id) {
        return timelines.of(id);
    }

    @Override
    public Events events(String client, @Nullable String after, int limit) {
        return feed.after(client, after, limit);
    }

    @Override
    public Optional<String> cursor(String client, String purpose) {
        String known = Reply.text(base.redis().call(Call.of("HGET", Keys.cursors(client), purpose)));
        return known.isEmpty() ? Optional.empty() : Optional.of(known);
    }

    @Override
    public void cursor(String client, String purpose, String cursor) {
        base.redis().call(Call.of("HSET", Keys.cursors(client), purpose, cursor));
    }
}

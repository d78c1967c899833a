package io.tocsin.store.intake;

import io.tocsin.dispatch.WorkStore.ReadyListener;
import io.tocsin.ingest.IntakeStore;
import io.tocsin.ingest.NewWarning;
import io.tocsin.store.batch.Accepting;
import io.tocsin.store.batch.BatchRecords;
import io.tocsin.store.batch.OpenWarnings;
import io.tocsin.store.block.Blocks;
import io.tocsin.store.node.Names;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.refs.Fates;
import io.tocsin.store.refs.RefIndex;
import io.tocsin.store.refs.RefIndex.Use;
import io.tocsin.store.secret.PhoneKeys;
import io.tocsin.store.secret.RefKeys;
import io.tocsin.store.secret.RefKeys.RefKey;
import io.tocsin.warning.Batch;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.StoreUnavailableException;
import io.tocsin.warning.WarningId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Intake into blocks on Redis. Close it before the connections it uses. */
public final class BlockIntake implements IntakeStore, AutoCloseable {
    private static final long TICK_MILLIS = 20;
    private static final Duration SWEEP = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(BlockIntake.class);
    private final BatchRecords records;
    private final OpenWarnings openWarnings;
    private final Names clients;
    private final Consumer<BatchId> closed;
    private final BlockWriter.Tools tools;
    private final Committer committer;
    private final RefIndex refs;
    private final Accepting accepting;
    private final Duration silence;
    private final ScheduledFuture<?> ticking;
    private final ScheduledFuture<?> sweeping;

    /**
     * Begins to work.
     *
     * @param closed told when the intake of a batch has ended, to see whether all of it is done
     * @param ready told of lanes that got work
     */
    public BlockIntake(Shared shared, Retention retention, Consumer<BatchId> closed, ReadyListener ready,
            InstantSource clock, ScheduledExecutorService scheduler) {
        Redis redis = shared.redis;
        int refDays = Math.toIntExact(Math.max(1, retention.refs.plusDays(1).minusNanos(1).toDays()));
        Fates fates = new Fates(redis, clock, refDays);
        Flights flights = new Flights(fates);
        this.refs = new RefIndex(redis, shared.partitions, refDays);
        Reserver.Parts parts = new Reserver.Parts(refs, fates, shared.blocks, flights,
                new BlockNumbers(redis, shared.partitions));
        this.committer = new Committer(parts, new Acceptor(redis, shared.blocks, flights, ready,
                new Acceptor.Keep(refDays, retention.events.toMillis())), clock);
        this.records = new BatchRecords(redis, shared.partitions);
        this.openWarnings = new OpenWarnings(redis, shared.partitions, clock);
        this.accepting = new Accepting(redis, clock, retention.accepting);
        this.silence = retention.accepting;
        this.clients = shared.clients;
        this.closed = closed;
        Set<BlockWriter> writers = ConcurrentHashMap.newKeySet();
        this.tools = new BlockWriter.Tools(shared.phones, shared.refs, committer, clock, writers);
        committer.start();
        this.ticking = scheduler.scheduleWithFixedDelay(() -> writers.forEach(BlockWriter::tick), TICK_MILLIS,
                TICK_MILLIS, TimeUnit.MILLISECONDS);
        this.sweeping = scheduler.scheduleWithFixedDelay(
                () -> Thread.ofVirtual().name("intake-sweep").start(this::sweep),
                1_000,
                SWEEP.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void create(Batch batch) {
        clients.number(batch.client());
        records.create(batch);
    }

    @Override
    public Optional<Batch> find(String client, BatchId id) {
        return BatchRecords.read(id, records.fields(id)).filter(batch -> batch.client().equals(client));
    }

    /** Ends the intake of batches to which nothing is added any more. */
    private void sweep() {
        try {
            accepting.touch(tools.writers().stream().map(BlockWriter::batch).toList());
            for (BatchId batch : accepting.silent()) {
                if (records.isAccepting(batch)) {
                    LOG.warn(
                            "Intake of batch {} ends by itself, as nothing came for {} h; its last rows may be missing",
                            batch, silence.toHours());
                    accepting.abandon(batch);
                }
                end(batch);
            }
        } catch (StoreUnavailableException e) {
            LOG.warn("Batches without an end were not looked for, again in {} s: {}", SWEEP.toSeconds(),
                    e.getMessage());
        }
    }

    @Override
    public Writer open(Batch batch, Outcomes outcomes) {
        accepting.touch(List.of(batch.id()));
        Draft.Owner owner = new Draft.Owner(batch.id(), clients.number(batch.client()), batch.client());
        BlockWriter writer = new BlockWriter(owner, outcomes, tools);
        tools.writers().add(writer);
        return writer;
    }

    @Override
    public void close(BatchId id, long duplicate, long rejected) {
        records.close(id, duplicate, rejected);
        closed.accept(id);
    }

    @Override
    public void note(BatchId id, long duplicate, long rejected) {
        records.note(id, duplicate, rejected);
    }

    @Override
    public void end(BatchId id) {
        records.end(id);
        closed.accept(id);
    }

    @Override
    public boolean isAccepting(BatchId id) {
        return records.isAccepting(id);
    }

    @Override
    public void count(BatchId id, String source, long sequence, long duplicate, long rejected) {
        records.count(id, source, sequence, duplicate, rejected);
    }

    @Override
    public long accepted(BatchId id) {
        return records.accepted(id);
    }

    @Override
    public long pending(String client) {
        return openWarnings.of(clients.number(client));
    }

    /** What is known of refs that others may have used, for those who only ask. */
    List<@Nullable Use> look(String client, List<String> wanted) {
        int number = clients.ifKnown(client);
        if (number == 0) {
            List<@Nullable Use> none = new ArrayList<>();
            wanted.forEach(_ -> none.add(null));
            return none;
        }
        RefKeys keys = tools.refs().another();
        return refs.look(wanted.stream().map(ref -> keys.of(number, ref)).toList());
    }

    /**
     * The warnings that use, or were to use, that ref, one of a client: a hint, as a reservation need
     * not have come to a warning, and another ref may have the same fingerprint. Any thread.
     *
     * @param client null for all there are
     */
    public List<WarningId> users(@Nullable String client, String ref) {
        RefKeys keys = tools.refs().another();
        List<RefKey> wanted = (client == null ? clients.all() : Set.of(client)).stream().map(clients::ifKnown)
                .filter(number -> number > 0).map(number -> keys.of(number, ref)).toList();
        return refs.look(wanted).stream().filter(Objects::nonNull).map(Use::id).toList();
    }

    /** Rows that writers hold back to fill blocks, all writers together. */
    public int waitingRows() {
        return committer.waitingRows().get();
    }

    @Override
    public void close() {
        ticking.cancel(false);
        sweeping.cancel(false);
        committer.close();
    }

    /**
     * What it shares with the rest of the store.
     *
     * @param redis connections
     * @param partitions hash tags
     * @param blocks reads and makes blocks
     * @param clients numbers of clients
     * @param phones look-up keys of phones
     * @param refs look-up keys of refs
     */
    public record Shared(Redis redis, int partitions, Blocks blocks, Names clients, PhoneKeys phones, RefKeys refs) {}

    /**
     * For how long things are kept.
     *
     * @param refs that a ref was used
     * @param events results in the feed
     * @param accepting intake of a batch to which nothing is added
     */
    public record Retention(Duration refs, Duration events, Duration accepting) {}
}

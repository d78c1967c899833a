package io.tocsin.store;

import io.tocsin.store.block.BlockCache;
import io.tocsin.store.block.BlockHeader;
import io.tocsin.store.block.Blocks;
import io.tocsin.store.block.Row;
import io.tocsin.store.block.RowPacker;
import io.tocsin.store.block.Span;
import io.tocsin.store.block.StateRow;
import io.tocsin.store.node.Names;
import io.tocsin.store.node.Node;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Codes;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.store.secret.BlockCipher;
import io.tocsin.store.secret.PhoneKeys;
import io.tocsin.store.secret.StoreKey;
import io.tocsin.store.work.WorkParts;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Lane;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Progress;
import io.tocsin.warning.WarningId;
import io.tocsin.warning.WarningState;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One node's store on a real Redis, with a simple intake of its own. */
public final class StoreRig implements AutoCloseable {
    /** Partitions of the rig. */
    public static final int PARTITIONS = 4;
    /** Key of its store. */
    public static final StoreKey KEY = new StoreKey(new byte[StoreKey.BYTES]);
    /** Whose batches they are. */
    public static final String CLIENT = "watchman";
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final Redis redis;
    private final StoreBase base;
    private final WorkParts work;
    private final Script accept = Script.load("accept");

    /** Another node on that Redis. */
    public StoreRig(RedisSource server) {
        this(server, PARTITIONS);
    }

    /** With so many partitions. */
    public StoreRig(RedisSource server, int partitions) {
        redis = server.connect();
        Random random = new Random(7);
        BlockCipher cipher = new BlockCipher(KEY, random::nextBytes);
        Names clients = new Names(redis, Keys.CLIENTS, 65_535);
        Names carriers = new Names(redis, Keys.CARRIERS, 255);
        base = new StoreBase(redis, Node.join(redis, scheduler), new StoreBase.Numbered(clients, carriers),
                new PhoneKeys(KEY, partitions), cipher,
                new Blocks(redis, cipher, clients, new BlockCache(BlockCache.WEIGHT)), InstantSource.system());
        work = new WorkParts(base, RetentionConfig.defaults());
    }

    /** The store's ground. */
    public StoreBase base() {
        return base;
    }

    /** The ports about waiting warnings. */
    public WorkParts work() {
        return work;
    }

    /** Connections. */
    public Redis redis() {
        return redis;
    }

    /** Records a batch whose intake is closed. */
    public BatchId batch(String name) {
        BatchId id = new BatchId((name + "0000000000000000").substring(0, 16));
        redis.call(Call.of("HSET", Keys.batch(id), "client", CLIENT, "name", name, "playbook", "default", "grade",
                "low", "created", 1_700_000_000_000L, "notBefore", "", "expires", "", "duplicate", 0, "rejected", 0,
                "state", "open"));
        redis.call(Call.of("ZADD", Keys.BATCHES, 1_700_000_000_000L, id));
        redis.call(Call.of("ZADD", Keys.batches(CLIENT), 1_700_000_000_000L, id));
        return id;
    }

    /** A number of that partition. */
    public Phone phone(int partition, int salt) {
        return IntStream.range(0, 10_000).mapToObj(i -> new Phone("86138" + (10_000_000 + salt * 10_000 + i)))
                .filter(phone -> base.phones().partition(phone) == partition).findFirst().orElseThrow();
    }

    /** Accepts a block of warnings that may be claimed at once. */
    public List<WarningId> accept(BatchId batch, int partition, Lane lane, int count) {
        return accept(batch, partition, lane, count, 0, null);
    }

    /** Accepts a block of warnings. */
    public List<WarningId> accept(BatchId batch, int partition, Lane lane, int count, long dueAt,
            @Nullable Instant expiresAt) {
        List<Row> rows = IntStream.range(0, count)
                .mapToObj(i -> new Row("ref-" + i, phone(partition, i % 89), "刷单返利", "张三", Map.of("city", "呼伦贝尔"),
                        "default",
                        null, expiresAt))
                .toList();
        return acceptRows(batch, partition, lane, rows, dueAt, expiresAt);
    }

    /** Accepts those rows as one block. */
    public List<WarningId> acceptRows(BatchId batch, int partition, Lane lane, List<Row> rows, long dueAt,
            @Nullable Instant expiresAt) {
        return acceptSpans(batch, partition, lane, List.of(new Span(lane.operator(), 0, rows.size())), rows, dueAt,
                expiresAt);
    }

    /** Accepts those rows as one block of several operators. */
    public List<WarningId> acceptSpans(BatchId batch, int partition, Lane lane, List<Span> spans, List<Row> rows,
            long dueAt, @Nullable Instant expiresAt) {
        long block = Reply.number(redis.call(Call.of("INCR", Keys.nextBlock(partition))));
        redis.call(acceptCall(block, batch, partition, lane, spans, rows, dueAt, expiresAt));
        List<WarningId> ids = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            ids.add(new WarningId(partition, block, i));
        }
        return ids;
    }

    /** The call that accepts those rows. */
    public Call acceptCall(long block, BatchId batch, int partition, Lane lane, List<Row> rows, long dueAt,
            @Nullable Instant expiresAt) {
        return acceptCall(block, batch, partition, lane, List.of(new Span(lane.operator(), 0, rows.size())), rows,
                dueAt,
                expiresAt);
    }

    private Call acceptCall(long block, BatchId batch, int partition, Lane lane, List<Span> spans, List<Row> rows,
            long dueAt, @Nullable Instant expiresAt) {
        long expiry = expiresAt == null ? 0 : expiresAt.toEpochMilli();
        int client = base.names().clients().number(CLIENT);
        BlockHeader header = new BlockHeader(lane.channel(), lane.grade(), spans, client, 0, batch, expiry);
        Progress first = Progress.fresh(dueAt == 0 ? WarningState.READY : WarningState.SCHEDULED);
        return accept.call(Keys.tag(partition), block, base.blocks().seal(partition, block, RowPacker.pack(rows)),
                header.toBytes(), StateRow.write(first, 0), rows.size(), header.queues(), batch, client, dueAt, expiry,
                0,
                block, 30, 604_800_000L);
    }

    /** How a warning stands, read past everything. */
    public Progress progress(WarningId id) {
        return StateRow.read(row(id), 0);
    }

    /** Number of the node that holds a warning, 0 for none. */
    public int holder(WarningId id) {
        return StateRow.holder(row(id), 0);
    }

    private byte[] row(WarningId id) {
        int offset = StateRow.offset(id.index());
        byte[] row = Reply.bytes(redis.call(Call.of("GETRANGE", Keys.state(id.partition(), id.block()), offset,
                offset + StateRow.BYTES - 1)));
        return row == null ? new byte[0] : ByteBuffer.wrap(row).array();
    }

    /** The batch's counters of a partition. */
    public Map<String, String> counters(int partition, BatchId batch) {
        return hash(Keys.counters(partition, batch));
    }

    /** What that node holds in a partition, by block. */
    public Map<String, String> fences(int partition, int node) {
        return hash(Keys.fences(partition, node));
    }

    /** A hash. */
    public Map<String, String> hash(byte[] key) {
        List<@Nullable Object> all = Reply.list(redis.call(Call.of("HGETALL", key)));
        Map<String, String> fields = new TreeMap<>();
        for (int i = 0; i + 1 < all.size(); i += 2) {
            fields.put(Reply.text(all.get(i)), Reply.text(all.get(i + 1)));
        }
        return fields;
    }

    /** Whose the kept receipts of a partition are is asked now. */
    public void askNow(int partition) {
        for (Object member : Reply.list(redis.call(Call.of("ZRANGE", Keys.asked(partition), 0, -1)))) {
            redis.call(Call.of("ZADD", Keys.asked(partition), 1, Objects.requireNonNull(member)));
        }
    }

    /** How many warnings of the batch are in that state, over all partitions. */
    public long in(BatchId batch, WarningState state) {
        long sum = 0;
        for (int p = 0; p < PARTITIONS; p++) {
            sum += Long.parseLong(counters(p, batch).getOrDefault("" + Codes.of(state), "0"));
        }
        return sum;
    }

    /** Gives no more signs of life. */
    public void stopBeating() {
        scheduler.shutdownNow();
    }

    /** Ends the node without a good-bye, its lease over. */
    public void vanish() {
        scheduler.shutdownNow();
        redis.call(Call.of("ZADD", Keys.NODES, 1, base.node().number()));
    }

    /** Counts another node's lease as over. */
    public void declareDead(int node) {
        redis.call(Call.of("ZADD", Keys.NODES, 1, node));
    }

    @Override
    public void close() {
        base.node().close();
        scheduler.shutdownNow();
        redis.close();
    }
}

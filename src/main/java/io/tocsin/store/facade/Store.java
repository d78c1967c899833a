package io.tocsin.store.facade;

import io.tocsin.access.audit.AuditStore;
import io.tocsin.access.IssuedKeyStore;
import io.tocsin.access.session.SessionStore;
import io.tocsin.access.user.UserStore;
import io.tocsin.dispatch.ContactStore;
import io.tocsin.dispatch.ControlStore;
import io.tocsin.dispatch.WorkStore;
import io.tocsin.dispatch.call.CallLeases;
import io.tocsin.ingest.StreamStore;
import io.tocsin.ingest.SubmissionStore;
import io.tocsin.report.ReceiptStore;
import io.tocsin.report.ResultStore;
import io.tocsin.report.TotalsStore;
import io.tocsin.report.webhook.Lease;
import io.tocsin.send.sms.lease.SessionLeases;
import io.tocsin.send.voice.agi.CallJournal;
import io.tocsin.store.RetentionConfig;
import io.tocsin.send.voice.dialog.Seals;
import io.tocsin.store.StoreBase;
import io.tocsin.store.StoreConfig;
import io.tocsin.store.access.RedisAudit;
import io.tocsin.store.access.RedisIssuedKeys;
import io.tocsin.store.access.RedisSessions;
import io.tocsin.store.access.RedisUsers;
import io.tocsin.store.block.BlockCache;
import io.tocsin.store.block.Blocks;
import io.tocsin.store.call.RedisCallJournal;
import io.tocsin.store.call.RedisCallLeases;
import io.tocsin.store.control.RedisLease;
import io.tocsin.store.control.RedisSeals;
import io.tocsin.store.control.RedisSessionLeases;
import io.tocsin.store.embedded.DataFolder;
import io.tocsin.store.embedded.EmbeddedRedis;
import io.tocsin.store.intake.BlockIntake;
import io.tocsin.store.node.Errand;
import io.tocsin.store.node.Layout;
import io.tocsin.store.node.Names;
import io.tocsin.store.node.Node;
import io.tocsin.store.receipt.RedisReceiptStore;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.RoundTrips;
import io.tocsin.store.redis.place.Limits;
import io.tocsin.store.redis.place.RedisPlace;
import io.tocsin.store.result.RedisResultStore;
import io.tocsin.store.review.CaseBase;
import io.tocsin.store.secret.BlockCipher;
import io.tocsin.store.secret.Nonces;
import io.tocsin.store.secret.PhoneKeys;
import io.tocsin.store.secret.RefKeys;
import io.tocsin.store.secret.StoreKey;
import io.tocsin.store.submission.RedisStreams;
import io.tocsin.store.submission.SubmissionRecords;
import io.tocsin.store.total.RedisTotals;
import io.tocsin.store.work.WorkParts;
import io.tocsin.warning.StoreUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The store, open: every port on one Redis, its own or somebody else's. */
public final class Store implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Store.class);
    private static final Duration REPLICAS = Duration.ofSeconds(10);
    private static final Duration DONE = Duration.ofSeconds(10);
    private static final Duration PORTED = Duration.ofSeconds(2);
    private static final int DONE_AT_ONCE = 256;
    private static final int MOST_CLIENTS = 65_535;
    private static final int MOST_CARRIERS = 255;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final StoreBase base;
    private final RetentionConfig retention;
    private final WorkParts work;
    private final BlockIntake intake;
    private final SubmissionRecords submissions;
    private @Nullable EmbeddedRedis embedded;

    private Store(StoreConfig config, RetentionConfig retention, Outside outside) {
        this.retention = retention;
        try {
            DataFolder folder = config.embedded() || config.key() == null ? kept(DataFolder.open(config.dir())) : null;
            Redis redis = connect(config, folder, outside);
            StoreKey key = key(config, folder, outside);
            new Layout(config.partitions(), key.check()).claim(redis);
            base = base(redis, key, config.partitions(), outside);
            work = new WorkParts(base, retention);
            kept(new Errand("ported", PORTED, outside.scheduler, work.ported()::look));
            intake = kept(new BlockIntake(
                    new BlockIntake.Shared(redis, config.partitions(), base.blocks(), base.names().clients(),
                            base.phones(),
                            new RefKeys(key, config.partitions())),
                    new BlockIntake.Retention(retention.refs(), retention.events(), retention.accepting()),
                    work.completion()::check,
                    work.readiness()::ring, outside.clock, outside.scheduler));
            kept(new Errand("batches-done", DONE, outside.scheduler, () -> work.completion().sweep(DONE_AT_ONCE)));
            submissions = new SubmissionRecords(redis, base.cipher(), base.node().number(),
                    RetentionConfig.SUBMISSIONS);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Opens it: starts Redis if it is the gateway's own, checks that it is durable and that its data is
     * of this key and layout.
     *
     * @throws IllegalStateException when it cannot be; the message is for people
     * @throws StoreUnavailableException when Redis does not answer
     */
    public static Store open(StoreConfig config, RetentionConfig retention, Outside outside) {
        return new Store(config, retention, outside);
    }

    /**
     * Logs in to an external Redis and asks whether it will do; writes nothing.
     *
     * @return what was found, for people
     * @throws IllegalStateException when it will not do
     * @throws StoreUnavailableException when it does not answer
     */
    public static String probe(StoreConfig config) {
        if (config.embedded()) {
            return isRunning(config)
                    ? "embedded Redis of the gateway that runs in " + config.dir()
                    : "embedded Redis, started with the gateway in " + config.dir();
        }
        try (Redis redis = external(config, RoundTrips.UNHEARD)) {
            return "Redis at " + redis.address() + " is durable";
        }
    }

    /** Whether a gateway runs with that embedded Redis now; of an external one nobody is asked. */
    public static boolean isRunning(StoreConfig config) {
        return config.embedded() && DataFolder.isInUse(config.dir());
    }

    private Redis connect(StoreConfig config, @Nullable DataFolder folder, Outside outside) {
        if (config.embedded() && folder != null) {
            EmbeddedRedis own = kept(EmbeddedRedis.start(folder, new EmbeddedRedis.Surroundings(outside.path,
                    outside.random, outside.clock, outside.scheduler)));
            embedded = own;
            return kept(Redis.at(own.address(), Limits.defaults(), outside.trips));
        }
        Redis redis = kept(external(config, outside.trips));
        ScheduledFuture<?> looking = outside.scheduler.scheduleWithFixedDelay(() -> lookForReplicas(redis),
                REPLICAS.toMillis(), REPLICAS.toMillis(), TimeUnit.MILLISECONDS);
        kept(() -> looking.cancel(false));
        return redis;
    }

    static Redis external(StoreConfig config, RoundTrips trips) {
        return Redis.at(RedisPlace.parse(config.redis().reveal()), Limits.defaults(), trips,
                server -> RedisCheck.check(server, config.weak()));
    }

    /** One that joined later counts too; a scheduler forgets tasks that throw. */
    private static void lookForReplicas(Redis redis) {
        try {
            redis.findReplicas();
        } catch (StoreUnavailableException e) {
            LOG.debug("Replicas were not looked for: {}", e.getMessage());
        }
    }

    static StoreKey key(StoreConfig config, @Nullable DataFolder folder, Outside outside) {
        return config.keyBytes().map(StoreKey::new)
                .or(() -> Optional.ofNullable(folder).map(f -> f.key(outside.random)))
                .orElseThrow(() -> new IllegalStateException("store.key is neither configured nor in a folder"))
                .with(config.crypto());
    }

    private StoreBase base(Redis redis, StoreKey key, int partitions, Outside outside) {
        Names clients = new Names(redis, Keys.CLIENTS, MOST_CLIENTS);
        BlockCipher cipher = new BlockCipher(key, outside.random);
        Node node = kept(Node.join(redis, outside.scheduler));
        return new StoreBase(redis, node,
                new StoreBase.Numbered(clients, new Names(redis, Keys.CARRIERS, MOST_CARRIERS)),
                new PhoneKeys(key, partitions), cipher,
                new Blocks(redis, cipher, clients, new BlockCache(BlockCache.WEIGHT)), outside.clock);
    }

    private <T extends AutoCloseable> T kept(T part) {
        open.push(part);
        return part;
    }

    /** What every part stands on. */
    public StoreBase base() {
        return base;
    }

    /** Where batches and warnings become durable. */
    public BlockIntake intake() {
        return intake;
    }

    /** What was answered to which submission. */
    public SubmissionStore submissions() {
        return submissions;
    }

    /** The waiting warnings. */
    public WorkStore work() {
        return work.workStore();
    }

    /** Switches of batches and carriers. */
    public ControlStore control() {
        return work.controlStore();
    }

    /** What is remembered about numbers. */
    public ContactStore contacts() {
        return work.contactStore();
    }

    /**
     * Finds the attempts of receipts.
     *
     * @param zone of the carriers' submit times
     */
    public ReceiptStore receipts(ZoneId zone) {
        return new RedisReceiptStore(base, work, retention, zone);
    }

    /**
     * Everything that is read about batches and warnings.
     *
     * @param calls whether warnings of a playbook may be called, so that what was said is looked up for
     *            their events
     */
    public ResultStore results(Predicate<String> calls) {
        return new RedisResultStore(base, calls, intake::users);
    }

    /** How many warnings stand where. */
    public TotalsStore totals() {
        return new RedisTotals(base.redis(), base.partitions(), base.names().clients());
    }

    /** The lines of trunks, which all nodes share. */
    public CallLeases callLeases() {
        return new RedisCallLeases(base.redis());
    }

    /**
     * What is known about calls under way.
     *
     * @param cases where the numbers that they flag become cases
     */
    public CallJournal calls(CaseBase cases) {
        return new RedisCallJournal(cases, retention.events());
    }

    /** Rows that were taken over a door and are not yet on their way to Redis. */
    public int waitingRows() {
        return intake.waitingRows();
    }

    /** Rights that one node among all has. */
    public Lease lease() {
        return new RedisLease(base.redis(), base.node().number());
    }

    /**
     * This node's share of the carriers' sessions; all of them when nobody else can be on this Redis.
     */
    public SessionLeases sessionLeases() {
        return embedded == null ? new RedisSessionLeases(base.redis(), base.node()) : SessionLeases.ALONE;
    }

    /** Which node serves which stream of the TCP door. */
    public StreamStore streams() {
        return embedded == null ? new RedisStreams(base.redis(), base.node().number()) : StreamStore.ALONE;
    }

    /** The hashes under which dialogs were published. */
    public Seals seals() {
        return new RedisSeals(base.redis());
    }

    /** Who is logged in. */
    public SessionStore sessions() {
        return new RedisSessions(base.redis());
    }

    /** The audit log. */
    public AuditStore audit() {
        return new RedisAudit(base.redis(), retention.audit());
    }

    /** API keys made in the console. */
    public IssuedKeyStore issuedKeys() {
        return new RedisIssuedKeys(base.redis(), base.cipher());
    }

    /** Console users. */
    public UserStore users() {
        return new RedisUsers(base.redis(), base.cipher()).sealed();
    }

    /** Says the name of this node: an older one of that name counts as dead at once. */
    public void takeOver(String name) {
        base.node().takeOver(name);
    }

    /** What Redis has used so far. */
    public StoreFigures figures() {
        return base.redis().everywhere("INFO", "everything").stream().map(Reply::text).map(StoreFigures::of)
                .reduce(StoreFigures.NOTHING, StoreFigures::plus);
    }

    /**
     * Has Redis write its append-only file anew, in the background, as it does by itself when that has
     * doubled; nothing happens when it is at it.
     */
    public void rewrite() {
        if (!figures().rewriting()) {
            base.redis().everywhere("BGREWRITEAOF");
        }
    }

    /** Parts that further ports share. */
    public WorkParts workParts() {
        return work;
    }

    /**
     * Why it cannot be used right now, empty when it can. Writes to find out: on a full disk Redis
     * comes up again and again, and answers questions until the first write ends it.
     */
    public Optional<String> trouble() {
        Optional<String> known = Optional.ofNullable(embedded).flatMap(EmbeddedRedis::trouble);
        if (known.isPresent()) {
            return known;
        }
        try {
            base.redis().call("SET", Keys.PROBE, base.node().number());
            base.redis().everywhere("PING");
            return Optional.empty();
        } catch (StoreUnavailableException e) {
            String before = Optional.ofNullable(embedded).flatMap(EmbeddedRedis::recentTrouble)
                    .map(trouble -> "; before: " + trouble).orElse("");
            return Optional.of(e.getMessage() + before);
        }
    }

    /** Closes everything in the reverse order of its opening. */
    @Override
    public void close() {
        RuntimeException first = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                RuntimeException failure = e instanceof RuntimeException known ? known : new IllegalStateException(e);
                if (first == null) {
                    first = failure;
                } else {
                    first.addSuppressed(failure);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /**
     * What the store takes from around it.
     *
     * @param clock for what is not compared with Redis' time
     * @param scheduler runs short tasks: signs of life, ticks, restarts; shut down after the store
     * @param random a {@code SecureRandom}: nonces, passwords, the key
     * @param path where programs are looked for, as PATH
     * @param trips hears how long Redis takes
     */
    public record Outside(InstantSource clock, ScheduledExecutorService scheduler, Nonces random, String path,
            RoundTrips trips) {
        /** With nobody who hears how long Redis takes. */
        public Outside(InstantSource clock, ScheduledExecutorService scheduler, Nonces random, String path) {
            this(clock, scheduler, random, path, RoundTrips.UNHEARD);
        }
    }
}

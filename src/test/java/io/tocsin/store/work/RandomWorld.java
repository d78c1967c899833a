package io.tocsin.store.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.dispatch.WorkStore.Claimed;
import io.tocsin.dispatch.WorkStore.Waits;
import io.tocsin.report.ReceiptStore.Kept;
import io.tocsin.report.ReceiptStore.Match;
import io.tocsin.report.ReceiptStore.Unclaimed;
import io.tocsin.store.RedisSource;
import io.tocsin.store.RetentionConfig;
import io.tocsin.store.StoreRig;
import io.tocsin.store.receipt.RedisReceiptStore;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Script;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Lane;
import io.tocsin.warning.Note;
import io.tocsin.warning.Progress;
import io.tocsin.warning.Receipt;
import io.tocsin.warning.Standing;
import io.tocsin.warning.Transition;
import io.tocsin.warning.WarningId;
import io.tocsin.warning.WarningState;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Two nodes, two carriers, a few batches, and random things that happen to them. */
final class RandomWorld implements AutoCloseable {
    private static final List<Lane> LANES = List.of(Steps.URGENT, Steps.LOW);
    private static final Waits AT_ONCE = new Waits(0, 0);
    private final RedisSource server;
    private final Random random;
    private final List<StoreRig> nodes = new ArrayList<>();
    private final List<BatchId> batches = new ArrayList<>();
    private final List<WarningId> all = new ArrayList<>();
    private final Invariants invariants;
    private final Set<String> attempts = new HashSet<>();
    /** What each node believes to hold; parallel to the nodes. */
    private final List<List<Claimed>> held = new ArrayList<>();
    private final List<Receipt> receipts = new ArrayList<>();
    private final List<Transition> past = new ArrayList<>();
    /** Batches that are paused or cancelled. */
    private final Set<BatchId> outOfService = new HashSet<>();
    private final Set<BatchId> cancelled = new HashSet<>();
    private int names;

    RandomWorld(RedisSource server, long seed) {
        this.server = server;
        this.random = new Random(seed);
        this.invariants = new Invariants(this::rig, all);
        for (int i = 0; i < 2; i++) {
            nodes.add(new StoreRig(server));
            held.add(new ArrayList<>());
        }
        for (int i = 0; i < 3; i++) {
            batches.add(rig().batch("batch" + i));
            rig().redis().call(Call.of("HSET", Keys.batch(batches.get(i)), "state", "accepting"));
        }
    }

    /** The younger of the nodes. */
    StoreRig rig() {
        return nodes.get(0).base().node().number() > nodes.get(1).base().node().number() ? nodes.get(0) : nodes.get(1);
    }

    List<BatchId> batches() {
        return batches;
    }

    Invariants invariants() {
        return invariants;
    }

    /** Does something; says what. */
    String step() {
        int node = random.nextInt(2);
        BatchId batch = batches.get(random.nextInt(batches.size()));
        return switch (random.nextInt(24)) {
            case 0, 1, 2 -> accept(batch);
            case 3, 4, 5, 6, 7 -> claim(node);
            case 8 -> lostClaim(node);
            case 9, 10, 11, 12, 13 -> settle(node);
            case 14, 15, 16, 17 -> receive(node);
            case 18 -> repeat(node);
            case 19 -> overdue(node);
            case 20 -> die(node);
            case 21 -> {
                nodes.get(node).work().controlStore().pause(batch);
                outOfService.add(batch);
                yield "pause " + batch;
            }
            case 22 -> {
                nodes.get(node).work().controlStore().resume(batch);
                outOfService.removeIf(each -> each.equals(batch) && !cancelled.contains(batch));
                yield "resume " + batch;
            }
            default -> cancel(node, batch);
        };
    }

    private String accept(BatchId batch) {
        if (all.size() > 1500) {
            return "nothing";
        }
        long due = switch (random.nextInt(4)) {
            case 0 -> 1;
            case 1 -> System.currentTimeMillis() + random.nextInt(30);
            default -> 0;
        };
        all.addAll(rig().accept(batch, partition(), lane(), 1 + random.nextInt(60), due, null));
        return "accept into " + batch;
    }

    private int partition() {
        return random.nextInt(2);
    }

    private Lane lane() {
        return LANES.get(random.nextInt(2));
    }

    private String claim(int node) {
        String carrier = random.nextBoolean() ? "cmcc" : "cucc";
        List<Claimed> claimed = nodes.get(node).work().workStore().claim(partition(), carrier, LANES,
                1 + random.nextInt(80)).warnings();
        for (Claimed each : claimed) {
            assertThat(outOfService).doesNotContain(each.standing().warning().batch());
            assertThat(attempts.add(each.standing().warning().id() + "-" + each.standing().progress().fence()))
                    .as("claimed once").isTrue();
        }
        held.get(node).addAll(claimed);
        return "node " + node + " claims " + claimed.size();
    }

    /**
     * A claim that Redis heard and nobody heard the answer of; the next one of the place is answered
     * so.
     */
    private String lostClaim(int node) {
        StoreRig rig = nodes.get(node);
        if (random.nextInt(3) > 0) {
            return claim(node);
        }
        // A node of its own that dies at once: what it fenced must be found.
        StoreRig lost = new StoreRig(server);
        int carrier = rig.base().names().carriers().number("cmcc");
        lost.redis().call(Script.withPrelude("claim").call(Keys.tag(partition()), lost.base().node().number(), carrier,
                30, 1, 0, Keys.letters(Steps.LOW), Keys.letters(Steps.URGENT)));
        lost.vanish();
        lost.redis().close();
        nodes.set(node, rig);
        reap();
        return "a claim is lost";
    }

    private String settle(int node) {
        List<Claimed> mine = held.get(node);
        Collections.shuffle(mine, random);
        List<Claimed> some = new ArrayList<>(mine.subList(0, Math.min(mine.size(), random.nextInt(50))));
        mine.removeAll(some);
        for (int p = 0; p < StoreRig.PARTITIONS; p++) {
            int partition = p;
            List<Transition> steps = some.stream()
                    .filter(each -> each.standing().warning().id().partition() == partition)
                    .map(this::answer).toList();
            nodes.get(node).work().workStore().apply(p, steps);
            past.addAll(steps);
        }
        return "node " + node + " settles " + some.size();
    }

    private Transition answer(Claimed claimed) {
        Standing at = claimed.standing();
        String id = "m" + names++;
        return switch (random.nextInt(10)) {
            case 0 -> Steps.ambiguous(at);
            case 1 -> Steps.returned(at, lane());
            case 2 -> Steps.retry(at, lane(), due(), new Cause(CauseClass.BUSY, "8"));
            case 3 -> Steps.end(at, WarningState.UNREACHED, Note.Kind.SUBMIT_FAILED, "1");
            case 4 -> taken(claimed, id, id + "b");
            default -> taken(claimed, id);
        };
    }

    private Transition taken(Claimed claimed, String... ids) {
        for (String id : ids) {
            receipts.add(new Receipt(id, claimed.standing().warning().phone().digits(), cause(), null));
        }
        Transition taken = Steps.taken(claimed, ids);
        return random.nextInt(8) == 0 ? Steps.flagged(taken, Progress.CONFIRM) : taken;
    }

    private Cause cause() {
        return random.nextInt(4) == 0
                ? new Cause(CauseClass.POWERED_OFF, "MK:" + random.nextInt(3))
                : new Cause(CauseClass.REACHED, "DELIVRD");
    }

    private long due() {
        return random.nextBoolean() ? 1 : System.currentTimeMillis() + random.nextInt(30);
    }

    private String receive(int node) {
        Collections.shuffle(receipts, random);
        List<Receipt> some = new ArrayList<>(receipts.subList(0, Math.min(receipts.size(), random.nextInt(40))));
        if (random.nextInt(4) > 0) {
            receipts.removeAll(some);
        }
        some.addAll(some.subList(0, some.size() / 8));
        some.add(new Receipt("nobody's", some.isEmpty() ? "" : some.getFirst().phone(), cause(), null));
        boolean last = random.nextInt(3) == 0;
        for (int p = 0; p < 2; p++) {
            match(node, p, some, last);
        }
        return "node " + node + " hears " + some.size() + " receipts" + (last ? ", at last" : "");
    }

    private void match(int node, int partition, List<Receipt> some, boolean last) {
        StoreRig rig = nodes.get(node);
        RedisReceiptStore store = new RedisReceiptStore(rig.base(), rig.work(), RetentionConfig.defaults(),
                ZoneOffset.UTC);
        for (String carrier : List.of("cmcc", "cucc")) {
            List<Transition> steps = new ArrayList<>();
            List<Unclaimed> unknown = new ArrayList<>();
            List<Match> matches = store.match(partition, carrier, some);
            for (int i = 0; i < matches.size(); i++) {
                switch (matches.get(i)) {
                    case Match.Undecided(Standing standing, int _) -> steps.add(decide(standing));
                    case Match.Unmatched() -> unknown.add(new Unclaimed(some.get(i), random.nextInt(5000)));
                    case Match.Applied(),Match.Late() -> {
                    }
                }
            }
            if (last) {
                store.keep(partition, carrier, unknown);
            }
            store.apply(partition, steps);
            past.addAll(steps);
        }
        settleKept(store, partition);
    }

    /**
     * Whose kept receipts are is asked now; some that were settled are not forgotten, as when a node
     * dies in between.
     */
    private void settleKept(RedisReceiptStore store, int partition) {
        rig().askNow(partition);
        List<Kept> kept = store.kept(partition, 50);
        List<Transition> steps = kept.stream().map(Kept::match).filter(Match.Undecided.class::isInstance)
                .map(match -> decide(((Match.Undecided) match).standing())).toList();
        store.apply(partition, steps);
        past.addAll(steps);
        store.forget(partition, kept.stream().filter(_ -> random.nextInt(3) > 0).toList());
    }

    private Transition decide(Standing at) {
        return random.nextInt(3) == 0
                ? Steps.end(at, WarningState.UNREACHED, Note.Kind.RECEIPT, "MK:1")
                : Steps.retry(at, lane(), due(), new Cause(CauseClass.POWERED_OFF, "MK:1"));
    }

    /** Something that was applied, or was not, comes once more. */
    private String repeat(int node) {
        if (past.isEmpty()) {
            return "nothing";
        }
        Transition again = past.get(random.nextInt(past.size()));
        nodes.get(node).work().workStore().apply(again.id().partition(), List.of(again, again));
        return "repeat " + again;
    }

    private String overdue(int node) {
        for (int p = 0; p < 2; p++) {
            rush(p);
            List<Transition> steps = nodes.get(node).work().workStore().overdue(p, AT_ONCE, 50).stream()
                    .map(this::decide).toList();
            nodes.get(node).work().workStore().apply(p, steps);
            past.addAll(steps);
        }
        return "node " + node + " looks at what is overdue";
    }

    /** All blocks are to be looked at now. */
    private void rush(int partition) {
        all.stream().filter(id -> id.partition() == partition).map(WarningId::block).distinct()
                .forEach(block -> rig().redis().call(Call.of("ZADD", Keys.looks(partition), 1, block)));
    }

    /**
     * The node dies, what it held is reaped, another one takes its place; late answers come all the
     * same.
     */
    private String die(int node) {
        StoreRig dead = nodes.get(node);
        List<Claimed> mine = held.get(node);
        dead.vanish();
        nodes.set(node, new StoreRig(server));
        held.set(node, new ArrayList<>());
        reap();
        List<Claimed> late = mine.subList(0, mine.size() / 2);
        for (int p = 0; p < 2; p++) {
            int partition = p;
            dead.work().workStore().apply(p, late.stream()
                    .filter(each -> each.standing().warning().id().partition() == partition).map(this::answer)
                    .toList());
        }
        dead.redis().close();
        return "node " + node + " dies with " + mine.size();
    }

    private void reap() {
        for (int p = 0; p < StoreRig.PARTITIONS; p++) {
            List<Standing> orphans = rig().work().workStore().orphans(p, 10_000);
            rig().work().workStore().apply(p, orphans.stream().map(Steps::ambiguous).toList());
        }
    }

    private String cancel(int node, BatchId batch) {
        if (random.nextInt(4) > 0) {
            return "nothing";
        }
        nodes.get(node).work().controlStore().cancel(batch);
        outOfService.add(batch);
        cancelled.add(batch);
        return "cancel " + batch;
    }

    /** Everything is let go its way to its end. */
    void drain() {
        for (BatchId batch : batches) {
            rig().work().controlStore().resume(batch);
            rig().redis().call(Call.of("HSET", Keys.batch(batch), "state", "open"));
        }
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (batches.stream().anyMatch(this::isOpen) && System.nanoTime() < deadline) {
            // A dead node's last sign of life may have come after its death was noted: its lease runs then.
            reap();
            for (int node = 0; node < 2; node++) {
                for (int p = 0; p < 2; p++) {
                    end(node, p);
                }
            }
        }
        batches.forEach(rig().work().completion()::check);
    }

    private boolean isOpen(BatchId batch) {
        return List.of(WarningState.SCHEDULED, WarningState.READY, WarningState.IN_FLIGHT,
                WarningState.AWAITING_RECEIPT).stream().anyMatch(state -> rig().in(batch, state) > 0);
    }

    private void end(int node, int partition) {
        StoreRig rig = nodes.get(node);
        List<Standing> standings = new ArrayList<>();
        rig.work().workStore().claim(partition, "cmcc", LANES, 500).warnings()
                .forEach(each -> standings.add(each.standing()));
        held.get(node).stream().map(Claimed::standing).filter(each -> each.warning().id().partition() == partition)
                .forEach(standings::add);
        held.get(node).removeIf(each -> each.standing().warning().id().partition() == partition);
        rush(partition);
        rig.work().workStore().overdue(partition, AT_ONCE, 500).stream()
                .filter(each -> each.progress().state() == WarningState.AWAITING_RECEIPT).forEach(standings::add);
        rig.work().workStore().apply(partition, standings.stream()
                .map(each -> Steps.end(each, WarningState.UNREACHED, Note.Kind.NO_RECEIPT, "")).toList());
    }

    @Override
    public void close() {
        nodes.forEach(StoreRig::close);
    }
}

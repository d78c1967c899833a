package io.tocsin.store.work;

import static io.tocsin.store.work.Steps.LOW;
import static io.tocsin.store.work.Steps.URGENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.dispatch.WorkStore.Claim;
import io.tocsin.dispatch.WorkStore.Claimed;
import io.tocsin.store.RealRedis;
import io.tocsin.store.StoreRig;
import io.tocsin.store.block.StateRow;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Standing;
import io.tocsin.warning.StoreUnavailableException;
import io.tocsin.warning.Transition;
import io.tocsin.warning.WarningId;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodesTest {
    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void two_nodes_never_hold_the_same_attempt(long seed) throws Exception {
        try (StoreRig one = new StoreRig(SERVER);
                StoreRig two = new StoreRig(SERVER);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            BatchId batch = one.batch("b");
            for (int i = 0; i < 6; i++) {
                one.accept(batch, 0, i % 2 == 0 ? LOW : URGENT, 200);
            }
            ConcurrentLinkedQueue<String> attempts = new ConcurrentLinkedQueue<>();
            List<Future<?>> all = new ArrayList<>();
            for (int t = 0; t < 6; t++) {
                StoreRig rig = t % 2 == 0 ? one : two;
                String carrier = t < 3 ? "cmcc" : "cucc";
                Random random = new Random(seed * 100 + t);
                all.add(threads.submit((Callable<Void>) () -> {
                    work(rig, carrier, random, attempts);
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }

            assertThat(new HashSet<>(attempts)).hasSameSizeAs(attempts);
            assertThat(one.in(batch, WarningState.AWAITING_RECEIPT)).isEqualTo(1200);
            assertThat(one.fences(0, one.base().node().number())).isEmpty();
            assertThat(one.fences(0, two.base().node().number())).isEmpty();
        }
    }

    /** Claims, settles most, gives some back, until nothing is left for a while. */
    private static void work(StoreRig rig, String carrier, Random random, ConcurrentLinkedQueue<String> attempts) {
        int idle = 0;
        while (idle < 5) {
            Claim claim = rig.work().workStore().claim(0, carrier, List.of(URGENT, LOW), 1 + random.nextInt(90));
            idle = claim.warnings().isEmpty() ? idle + 1 : 0;
            List<Transition> steps = new ArrayList<>();
            claim.warnings().forEach(each -> {
                Standing at = each.standing();
                attempts.add(at.warning().id() + "-" + at.progress().fence());
                steps.add(random.nextInt(4) == 0
                        ? Steps.returned(at, random.nextBoolean() ? LOW : URGENT)
                        : Steps.taken(each));
            });
            assertThat(rig.work().workStore().apply(0, steps).cardinality()).isEqualTo(steps.size());
        }
    }

    @Test
    void what_a_dead_node_holds_is_found_settled_and_the_node_forgotten() {
        try (StoreRig alive = new StoreRig(SERVER); StoreRig dead = new StoreRig(SERVER)) {
            BatchId batch = alive.batch("b");
            List<WarningId> ids = alive.accept(batch, 0, LOW, 10);
            dead.work().workStore().claim(0, "cmcc", List.of(LOW), 6);
            alive.work().workStore().claim(0, "cmcc", List.of(LOW), 2);
            assertThat(alive.work().workStore().orphans(0, 100)).isEmpty();
            dead.vanish();

            List<Standing> orphans = alive.work().workStore().orphans(0, 100);

            assertThat(orphans).extracting(each -> each.warning().id()).containsExactlyInAnyOrderElementsOf(ids.subList(
                    0, 6));
            alive.work().workStore().apply(0, orphans.stream().map(Steps::ambiguous).toList());
            assertThat(alive.in(batch, WarningState.AWAITING_RECEIPT)).isEqualTo(6);
            assertThat(alive.in(batch, WarningState.IN_FLIGHT)).isEqualTo(2);
            for (int p = 0; p < StoreRig.PARTITIONS; p++) {
                assertThat(alive.work().workStore().orphans(p, 100)).isEmpty();
            }
            assertThat(Reply.bytes(alive.redis().call("ZSCORE", Keys.NODES, dead.base().node().number()))).isNull();
            assertThat(alive.redis().call("EXISTS", new String(Keys.claims(0, dead.base().node().number()),
                    java.nio.charset.StandardCharsets.US_ASCII))).isEqualTo(0L);
        }
    }

    @Test
    void an_attempt_of_a_dead_node_is_adopted_by_one_node_under_its_fence_and_settled_by_it() {
        try (StoreRig heir = new StoreRig(SERVER);
                StoreRig late = new StoreRig(SERVER);
                StoreRig dead = new StoreRig(SERVER)) {
            BatchId batch = heir.batch("b");
            heir.accept(batch, 0, LOW, 6);
            List<Claimed> claimed = dead.work().workStore().claim(0, "cmcc", List.of(LOW), 6).warnings();
            List<Standing> held = claimed.stream().map(Claimed::standing).toList();
            assertThat(heir.work().workStore().adopt(0, held).isEmpty()).as("of a node that lives").isTrue();
            dead.vanish();
            List<Standing> orphans = heir.work().workStore().orphans(0, 100);
            dead.work().workStore().apply(0, List.of(Steps.taken(claimed.get(5))));

            assertThat(heir.work().workStore().adopt(0, orphans).cardinality()).isEqualTo(5);

            assertThat(heir.work().workStore().adopt(0, orphans).cardinality()).as("its answer was lost").isEqualTo(5);
            assertThat(late.work().workStore().adopt(0, orphans).isEmpty()).as("another came late").isTrue();
            assertThat(late.work().workStore().orphans(0, 100)).isEmpty();
            assertThat(heir.fences(0, dead.base().node().number())).isEmpty();
            assertThat(heir.fences(0, heir.base().node().number())).hasSize(1);
            assertThat(heir.work().workStore().apply(0, List.of(Steps.taken(claimed.get(0)))).cardinality()).isOne();
            assertThat(heir.in(batch, WarningState.IN_FLIGHT)).isEqualTo(4);
            heir.vanish();
            assertThat(late.work().workStore().orphans(0, 100)).hasSize(4);
        }
    }

    @Test
    void a_node_that_takes_over_a_name_need_not_wait_for_the_lease() {
        try (StoreRig before = new StoreRig(SERVER); StoreRig after = new StoreRig(SERVER)) {
            before.stopBeating();
            before.base().node().takeOver("gw-1");
            before.accept(before.batch("b"), 0, LOW, 3);
            before.work().workStore().claim(0, "cmcc", List.of(LOW), 3);
            assertThat(after.work().workStore().orphans(0, 10)).isEmpty();

            after.base().node().takeOver("gw-1");

            assertThat(after.work().workStore().orphans(0, 10)).hasSize(3);
        }
    }

    @Test
    void a_settle_after_the_reaper_changes_nothing() {
        try (StoreRig alive = new StoreRig(SERVER); StoreRig dead = new StoreRig(SERVER)) {
            BatchId batch = alive.batch("b");
            alive.accept(batch, 0, LOW, 1);
            var claimed = dead.work().workStore().claim(0, "cmcc", List.of(LOW), 1).warnings();
            dead.vanish();
            alive.work().workStore().apply(0, alive.work().workStore().orphans(0, 9).stream()
                    .map(each -> Steps.retry(each, LOW, 1, new Cause(CauseClass.AMBIGUOUS, "resend"))).toList());
            Set<Integer> fences = new HashSet<>();
            alive.work().workStore().claim(0, "cmcc", List.of(LOW), 1).warnings()
                    .forEach(each -> fences.add(each.standing().progress().fence()));

            assertThat(dead.work().workStore().apply(0, List.of(Steps.taken(claimed.getFirst()))).isEmpty()).isTrue();

            assertThat(fences).containsExactly(2);
            assertThat(alive.in(batch, WarningState.IN_FLIGHT)).isEqualTo(1);
            assertThat(alive.fences(0, alive.base().node().number())).hasSize(1);
        }
    }

    @Test
    void a_fence_is_told_when_a_replica_has_it_and_not_before() {
        try (RealRedis replica = RealRedis.started("--replicaof", "127.0.0.1 " + SERVER.port());
                StoreRig rig = new StoreRig(SERVER)) {
            BatchId batch = rig.batch("b");
            List<WarningId> ids = rig.accept(batch, 0, LOW, 3);
            soon().until(() -> Reply.text(rig.redis().call("INFO", "replication")).contains("state=online"));
            rig.redis().findReplicas();
            rig.work().workStore().claim(0, "cmcc", List.of(LOW), 1);
            assertThat(onReplica(replica, ids.get(0))).isEqualTo(WarningState.IN_FLIGHT);
            replica.kill();

            assertThatThrownBy(() -> rig.work().workStore().claim(0, "cmcc", List.of(LOW), 1))
                    .isInstanceOf(StoreUnavailableException.class).hasMessageContaining("no replica");
            replica.start();

            List<Claimed> again = soon().ignoreExceptionsInstanceOf(StoreUnavailableException.class).until(
                    () -> rig.work().workStore().claim(0, "cmcc", List.of(LOW), 5).warnings(), all -> true);
            assertThat(again).as("the lost answer").extracting(each -> each.standing().warning().id())
                    .containsExactly(ids.get(1));
            assertThat(onReplica(replica, ids.get(1))).isEqualTo(WarningState.IN_FLIGHT);
        }
    }

    private static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofMinutes(1));
    }

    private static WarningState onReplica(RealRedis replica, WarningId id) {
        try (Redis redis = replica.connect()) {
            byte[] state = Reply.bytes(redis.call(Call.of("GET", Keys.state(id.partition(), id.block()))));
            return StateRow.read(Objects.requireNonNull(state), StateRow.offset(id.index())).state();
        }
    }
}

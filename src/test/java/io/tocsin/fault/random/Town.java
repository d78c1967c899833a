package io.tocsin.fault.random;

import static org.awaitility.Awaitility.await;

import io.tocsin.dispatch.ControlStore.Switches;
import io.tocsin.net.EventLoops;
import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.CmppSimulator;
import io.tocsin.simulate.SmsSimulator;
import io.tocsin.simulate.Mix;
import io.tocsin.simulate.SimulatorTime;
import io.tocsin.simulate.Span;
import io.tocsin.store.RealRedis;
import io.tocsin.store.StoreRig;
import io.tocsin.store.block.Row;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Lane;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Phone;
import io.tocsin.warning.WarningId;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * Two nodes, two carriers, some batches, and random things that happen to them while everything
 * runs.
 */
final class Town implements AutoCloseable {
    static final int PER_SECOND = 60;
    private static final List<Grade> GRADES = List.of(Grade.values());
    private static final int MOST_WARNINGS = 800;
    private static final int PILES = 8;
    private final Random random;
    private final RealRedis redis;
    private final EventLoops loops = new EventLoops(2, "town");
    private final Map<String, CmppSimulator> carriers = new LinkedHashMap<>();
    private final Writes writes = new Writes();
    private final StoreRig observer;
    private final List<TownNode> nodes = new ArrayList<>();
    private final List<BatchId> batches = new ArrayList<>();
    private final Map<WarningId, Accepted> accepted = new LinkedHashMap<>();
    private int numbers;

    /** What was accepted. */
    record Accepted(BatchId batch, String phone) {}

    Town(RealRedis redis, long seed) throws InterruptedException {
        this.redis = redis;
        this.random = new Random(seed);
        for (String name : List.of("a", "b")) {
            carriers.put(name, CmppSimulator.start(0, new SmsSimulator.Login("", ""), good(),
                    SimulatorTime.from(System::nanoTime, LocalDateTime.now(ZoneId.of("Asia/Shanghai")))));
        }
        observer = new StoreRig(redis);
        observer.vanish();
        batch();
        batch();
        nodes.add(node());
        nodes.add(node());
    }

    private static Behaviour good() {
        return Behaviour.good(9).withReceipts(Mix.parse("DELIVRD=9,MK:0008=1"), new Span(5, 300));
    }

    private TownNode node() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        carriers.forEach((name, carrier) -> ports.put(name, carrier.port()));
        return new TownNode(new TownNode.Surroundings(redis, loops, ports, PER_SECOND, writes), random.nextLong());
    }

    private void batch() {
        batches.add(observer.batch("town" + (char) ('a' + batches.size())));
    }

    StoreRig observer() {
        return observer;
    }

    Map<String, CmppSimulator> carriers() {
        return carriers;
    }

    Writes writes() {
        return writes;
    }

    List<BatchId> batches() {
        return batches;
    }

    Map<WarningId, Accepted> accepted() {
        return accepted;
    }

    /** Does something, lets some time pass, says what. */
    String step() {
        String done = happen();
        pass(Duration.ofMillis(20 + random.nextInt(150)));
        return done;
    }

    private String happen() {
        BatchId batch = batches.get(random.nextInt(batches.size()));
        String name = random.nextBoolean() ? "a" : "b";
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5, 6 -> accept(batches.getLast(), 1 + random.nextInt(80));
            case 7, 8 -> kill(random.nextInt(nodes.size()));
            case 9 -> {
                observer.work().controlStore().set(name, new Switches(true, null, null, null));
                yield "suspend " + name;
            }
            case 10 -> {
                observer.work().controlStore().set(name, new Switches(false, null, null, null));
                yield "resume " + name;
            }
            case 11 -> {
                observer.work().controlStore().pause(batch);
                yield "pause " + batch;
            }
            case 12 -> {
                observer.work().controlStore().resume(batch);
                yield "resume " + batch;
            }
            case 13 -> cancel(batch);
            case 14 -> behave(name, good().withAnswers(Mix.parse("0=1,8=1"), new Span(0, 50)), "flow control");
            case 15 ->
                behave(name, good().withFaults(new Behaviour.Faults(0.3, 0.1, 0.1, 0.2, 0.3, 0)), "lost answers");
            case 16, 17 -> behave(name, good(), "good");
            case 18 -> {
                carrier(name).dropConnections();
                yield "drop connections of " + name;
            }
            default -> jump(random.nextInt(nodes.size()));
        };
    }

    private CmppSimulator carrier(String name) {
        return Objects.requireNonNull(carriers.get(name));
    }

    private String accept(BatchId batch, int count) {
        if (accepted.size() >= MOST_WARNINGS + PILES * PER_SECOND) {
            return "nothing";
        }
        int partition = random.nextInt(StoreRig.PARTITIONS);
        Lane lane = new Lane(Channel.SMS, Operator.MOBILE, GRADES.get(random.nextInt(GRADES.size())));
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Phone phone = observer.phone(partition, numbers++);
            rows.add(new Row("r" + numbers, phone, "", "x", Map.of(), "default", null, null));
        }
        List<WarningId> ids = observer.acceptRows(batch, partition, lane, rows, 0, null);
        for (int i = 0; i < ids.size(); i++) {
            accepted.put(ids.get(i), new Accepted(batch, rows.get(i).phone().national()));
        }
        return "accept " + ids.size() + " into " + batch;
    }

    private String kill(int node) {
        nodes.get(node).kill(observer);
        nodes.set(node, node());
        return "kill node " + node;
    }

    private String cancel(BatchId batch) {
        if (batches.size() > 20) {
            return "nothing";
        }
        observer.work().controlStore().cancel(batch);
        batch();
        return "cancel " + batch;
    }

    private String behave(String name, Behaviour behaviour, String how) {
        carrier(name).behave(behaviour);
        return name + " has " + how;
    }

    private String jump(int node) {
        Duration by = Duration.ofMillis(random.nextInt(40_000) - 20_000);
        nodes.get(node).jump(by);
        return "the clock of node " + node + " jumps by " + by;
    }

    /** Everything is let go its way, and all nodes have enough to do for a while. */
    void heal() {
        batch();
        for (int i = 0; i < PILES; i++) {
            accept(batches.getLast(), PER_SECOND);
        }
        carriers.values().forEach(carrier -> carrier.behave(good()));
        carriers.keySet().forEach(
                name -> observer.work().controlStore().set(name, new Switches(false, null, null, null)));
        batches.forEach(observer.work().controlStore()::resume);
    }

    static void pass(Duration time) {
        await().pollDelay(time).atMost(Duration.ofMinutes(1)).until(() -> true);
    }

    @Override
    public void close() {
        nodes.forEach(TownNode::close);
        observer.close();
        carriers.values().forEach(CmppSimulator::close);
        loops.close();
    }
}

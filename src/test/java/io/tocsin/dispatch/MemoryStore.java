package io.tocsin.dispatch;

import io.tocsin.warning.Operator;
import io.tocsin.dispatch.loop.Clocks;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Lane;
import io.tocsin.warning.MessageRef;
import io.tocsin.warning.Note;
import io.tocsin.warning.Progress;
import io.tocsin.warning.Standing;
import io.tocsin.warning.StopKind;
import io.tocsin.warning.StoreUnavailableException;
import io.tocsin.warning.Transition;
import io.tocsin.warning.Warning;
import io.tocsin.warning.WarningId;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The work store in memory: compares and sets as the real one does, fences, keeps lanes in order,
 * and fails when told to.
 */
public final class MemoryStore implements WorkStore {
    private final int partitions;
    private final Clocks clocks;
    private final Map<WarningId, Row> rows = new LinkedHashMap<>();
    private final Map<Integer, Map<Lane, TreeMap<Long, WarningId>>> lanes = new HashMap<>();
    private final Set<BatchId> paused = new HashSet<>();
    private final Set<BatchId> cancelled = new HashSet<>();
    private final Set<String> stopped = new HashSet<>();
    private final List<String> carriers = new ArrayList<>(List.of(""));
    private ReadyListener listener = (partition, lane) -> {
    };
    private long sequence = 1L << 40;
    private long headSequence = 1L << 40;
    private boolean down;
    private int claims;
    private int node = 1;

    /** A warning as it is stored. */
    private static final class Row {
        private final Warning warning;
        private Progress progress;
        private long dueAt;
        private @Nullable Lane lane;
        private int holder;
        private final List<Note> notes = new ArrayList<>();
        private final List<MessageRef> messages = new ArrayList<>();

        private Row(Warning warning, Progress progress) {
            this.warning = warning;
            this.progress = progress;
        }
    }

    /** An empty store. */
    public MemoryStore(int partitions, Clocks clocks) {
        this.partitions = partitions;
        this.clocks = clocks;
    }

    /** Accepts a warning into a lane; tells the listener when asked. */
    public synchronized void accept(Warning warning, Lane lane, boolean tell) {
        Row row = new Row(warning, Progress.fresh(WarningState.READY));
        rows.put(warning.id(), row);
        queue(row, lane, 0, false);
        if (tell) {
            listener.ready(warning.id().partition(), lane);
        }
    }

    private void queue(Row row, Lane lane, long dueAt, boolean head) {
        row.lane = lane;
        row.dueAt = dueAt;
        lanes.computeIfAbsent(row.warning.id().partition(), p -> new HashMap<>())
                .computeIfAbsent(lane, l -> new TreeMap<>()).put(head ? headSequence-- : ++sequence, row.warning.id());
    }

    private void check(String what) {
        if (down) {
            throw new StoreUnavailableException(what + " fails because a test says so");
        }
    }

    /** What time it is for this store. */
    public Instant now() {
        return clocks.now();
    }

    @Override
    public int partitions() {
        return partitions;
    }

    @Override
    public synchronized String carrier(int number) {
        return number < carriers.size() ? carriers.get(number) : "";
    }

    @Override
    public synchronized int number(String carrier) {
        return Math.max(0, carriers.indexOf(carrier));
    }

    @Override
    public synchronized Claim claim(int partition, String carrier, List<Lane> wanted, int max,
            Map<Operator, Integer> elsewhere) {
        check("claim");
        claims++;
        if (!carriers.contains(carrier)) {
            carriers.add(carrier);
        }
        List<Claimed> found = new ArrayList<>();
        boolean more = false;
        for (Lane lane : wanted) {
            TreeMap<Long, WarningId> waiting = lanes.getOrDefault(partition, Map.of()).get(lane);
            if (waiting == null) {
                continue;
            }
            Iterator<WarningId> places = waiting.values().iterator();
            while (places.hasNext() && !more) {
                Row row = row(places.next());
                if (paused.contains(row.warning.batch()) || row.dueAt > clocks.now().toEpochMilli()) {
                    continue;
                }
                if (isOthers(row.progress, carriers.indexOf(carrier), elsewhere.getOrDefault(lane.operator(), 0))) {
                    continue;
                }
                more = found.size() == max;
                if (!more) {
                    places.remove();
                    if (row.progress.state() == WarningState.READY || row.progress.state() == WarningState.SCHEDULED) {
                        found.add(fence(row, carriers.indexOf(carrier)));
                    }
                }
            }
            if (more) {
                break;
            }
        }
        return new Claim(found, more);
    }

    private static boolean isOthers(Progress row, int carrier, int others) {
        return row.cause().isCarriers() && (others & ~row.refusers()) != 0
                && (row.carrier() == carrier || (row.refusers() & Progress.bit(carrier)) != 0);
    }

    private Claimed fence(Row row, int carrier) {
        Progress before = row.progress;
        row.progress = new Progress(WarningState.IN_FLIGHT, before.cause(), second(row), before.fence() + 1,
                before.step(), before.stepAttempts(), before.attempts(), before.networkRetries(), carrier,
                before.flags(), before.refusers());
        row.holder = node;
        row.lane = null;
        row.notes.add(new Note(Note.Kind.FENCED, ""));
        return new Claimed(new Standing(row.warning, row.progress), before,
                stopped.contains(row.warning.phone().digits()) ? StopKind.NEVER : StopKind.NONE);
    }

    private int second(Row row) {
        return (int) Duration.between(row.warning.acceptedAt(), clocks.now()).toSeconds();
    }

    private Row row(@Nullable WarningId id) {
        Row row = rows.get(id);
        if (row == null) {
            throw new IllegalStateException("no such warning: " + id);
        }
        return row;
    }

    @Override
    public synchronized BitSet apply(int partition, List<Transition> transitions) {
        check("apply");
        BitSet applied = new BitSet();
        for (int i = 0; i < transitions.size(); i++) {
            if (apply(partition, transitions.get(i))) {
                applied.set(i);
            }
        }
        return applied;
    }

    /** An answer to an attempt that was declared of unknown end meanwhile. */
    private static boolean isBelated(Progress now, Transition t) {
        return t.from().state() == WarningState.IN_FLIGHT && now.state() == WarningState.AWAITING_RECEIPT
                && now.has(Progress.AMBIGUOUS) && now.fence() == t.from().fence()
                && !t.to().has(Progress.AMBIGUOUS);
    }

    private boolean apply(int partition, Transition t) {
        Row row = row(t.id());
        if (t.id().partition() != partition) {
            throw new IllegalArgumentException("got " + t.id() + ", expected one of partition " + partition);
        }
        if (!row.progress.equals(t.from()) && !isBelated(row.progress, t)) {
            return false;
        }
        if (t.note() != null) {
            row.notes.add(t.note());
        }
        if (t.to().equals(t.from())) {
            return true;
        }
        row.progress = t.to().at(second(row));
        row.messages.addAll(t.messages());
        boolean waits = t.to().state() == WarningState.READY || t.to().state() == WarningState.SCHEDULED;
        if (waits != (t.lane() != null)) {
            throw new IllegalArgumentException(t.to().state() + " with lane " + t.lane());
        }
        if (t.lane() != null && cancelled.contains(row.warning.batch())) {
            row.progress = row.progress.with(WarningState.CANCELLED);
        } else if (t.lane() != null) {
            queue(row, t.lane(), t.dueAt(), t.dueAt() == 0);
            if (t.dueAt() == 0) {
                listener.ready(partition, t.lane());
            }
        }
        return true;
    }

    @Override
    public synchronized List<Standing> orphans(int partition, int max) {
        check("orphans");
        return rows.values().stream().filter(row -> row.warning.id().partition() == partition
                && row.progress.state() == WarningState.IN_FLIGHT && row.holder != node).limit(max)
                .map(row -> new Standing(row.warning, row.progress)).toList();
    }

    @Override
    public synchronized BitSet adopt(int partition, List<Standing> orphans) {
        check("adopt");
        BitSet taken = new BitSet();
        for (int i = 0; i < orphans.size(); i++) {
            Row row = row(orphans.get(i).warning().id());
            if (row.progress.equals(orphans.get(i).progress())) {
                row.holder = node;
                row.notes.add(new Note(Note.Kind.ADOPTED, ""));
                taken.set(i);
            }
        }
        return taken;
    }

    @Override
    public synchronized List<Standing> overdue(int partition, Waits waits, int maxBlocks) {
        check("overdue");
        return rows.values().stream().filter(row -> row.warning.id().partition() == partition
                && !row.progress.state().isFinal()).map(row -> new Standing(row.warning, row.progress)).toList();
    }

    @Override
    public synchronized void onReady(ReadyListener hearing) {
        listener = hearing;
    }

    /** Makes every call fail, or work again. */
    public synchronized void down(boolean is) {
        down = is;
    }

    /** A node of another number goes on with this store: what the former one holds are orphans. */
    public synchronized void nextNode() {
        node++;
    }

    /** Takes a batch out of service or puts it back. */
    public synchronized void pause(BatchId batch, boolean is) {
        if (is) {
            paused.add(batch);
        } else {
            paused.remove(batch);
        }
    }

    /** Ends a batch. */
    public synchronized void cancel(BatchId batch) {
        cancelled.add(batch);
        for (Row row : rows.values()) {
            if (row.warning.batch().equals(batch) && row.lane != null) {
                row.progress = row.progress.with(WarningState.CANCELLED);
            }
        }
    }

    /** Puts a number on the stop list. */
    public synchronized void stop(String digits) {
        stopped.add(digits);
    }

    /** Warnings by state. */
    public synchronized Map<WarningState, Integer> counts() {
        Map<WarningState, Integer> counts = new EnumMap<>(WarningState.class);
        rows.values().forEach(row -> counts.merge(row.progress.state(), 1, Integer::sum));
        return counts;
    }

    /** How many warnings are in that state. */
    public int in(WarningState state) {
        return counts().getOrDefault(state, 0);
    }

    /** It is flagged, as a call's dialog does. */
    public synchronized void flag(WarningId id) {
        Row row = row(id);
        Progress p = row.progress;
        row.progress = new Progress(p.state(), p.cause(), p.at(), p.fence(), p.step(), p.stepAttempts(), p.attempts(),
                p.networkRetries(), p.carrier(), p.flags() | Progress.FLAGGED, p.parts());
    }

    /** Where it stands. */
    public synchronized Progress progress(WarningId id) {
        return row(id).progress;
    }

    /** What its timeline says. */
    public synchronized List<Note> notes(WarningId id) {
        return List.copyOf(row(id).notes);
    }

    /** Message ids that were made durable for it. */
    public synchronized List<MessageRef> messages(WarningId id) {
        return List.copyOf(row(id).messages);
    }

    /** How many claims there were. */
    public synchronized int claims() {
        return claims;
    }

    /** All warnings. */
    public synchronized List<Standing> all() {
        return rows.values().stream().map(row -> new Standing(row.warning, row.progress)).toList();
    }
}

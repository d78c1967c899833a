package io.tocsin.report;

import io.tocsin.warning.Batch;
import io.tocsin.warning.BatchCounts;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.BatchState;
import io.tocsin.warning.BatchStatus;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Progress;
import io.tocsin.warning.Standing;
import io.tocsin.warning.StoreUnavailableException;
import io.tocsin.warning.TimelineEntry;
import io.tocsin.warning.Warning;
import io.tocsin.warning.WarningId;
import io.tocsin.warning.WarningState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Results in memory; cursors are positions. */
public final class FakeResultStore implements ResultStore {
    /** When everything was made. */
    public static final Instant MADE = Instant.parse("2026-07-31T22:40:00Z");

    /** Batches in the order of their making. */
    public final List<BatchStatus> batches = new CopyOnWriteArrayList<>();
    /** All warnings. */
    public final List<Standing> standings = new CopyOnWriteArrayList<>();
    /** Timelines. */
    public final Map<WarningId, List<TimelineEntry>> timelines = new ConcurrentHashMap<>();
    /** Cursors by client and purpose. */
    public final Map<String, String> cursors = new ConcurrentHashMap<>();
    /** While set, every call fails. */
    public volatile boolean down;
    /** An export fails after so many blocks. */
    public volatile int failAfterBlocks = Integer.MAX_VALUE;

    /** A batch of that client; the id is its number, padded. */
    public BatchStatus batch(String client, int number, BatchState state) {
        BatchStatus status = new BatchStatus(
                new Batch(new BatchId(String.format("%016d", number)), client, "第" + number + "批", "default", Grade.LOW,
                        MADE, null, null),
                state, new BatchCounts(1, 2, Map.of(WarningState.READY, 3L, WarningState.REACHED, 4L), 0), null, false);
        batches.add(status);
        return status;
    }

    /** A warning of that batch; its ref and its phone end with its number. */
    public Standing warning(BatchStatus batch, int number, WarningState state) {
        return warning(batch, "A-" + number, "", number, state);
    }

    /** The same, on the network of that operator. */
    public Standing warning(BatchStatus batch, int number, WarningState state, Operator operator) {
        Standing made = warning(batch, number, state);
        Warning w = made.warning();
        Standing other = new Standing(new Warning(w.id(), w.batch(), w.client(), w.ref(), w.phone(), operator,
                w.grade(), w.fraudType(), w.name(), w.vars(), w.playbook(), w.acceptedAt(), w.notBefore(),
                w.expiresAt()), made.progress());
        standings.remove(made);
        standings.add(other);
        return other;
    }

    /** A warning of that batch with that ref and name. */
    public Standing warning(BatchStatus batch, String ref, String name, int number, WarningState state) {
        Standing standing = new Standing(new Warning(new WarningId(number % 8, number / 8, 0), batch.batch().id(),
                batch.batch().client(), ref, new Phone("86138" + String.format("%08d", number)), Operator.MOBILE,
                Grade.HIGH, "刷单返利", name, Map.of("city", "呼伦贝尔"), "default", MADE, null, null),
                new Progress(state, state == WarningState.READY ? CauseClass.NONE : CauseClass.REACHED, 61, 1, 0, 1, 1,
                        0, state == WarningState.READY ? 0 : 1, 0, 0));
        standings.add(standing);
        return standing;
    }

    private void up() {
        if (down) {
            throw new StoreUnavailableException("the test says so");
        }
    }

    @Override
    public Optional<BatchStatus> batch(@Nullable String client, BatchId id) {
        up();
        return batches.stream().filter(b -> b.batch().id().equals(id))
                .filter(b -> client == null || b.batch().client().equals(client)).findFirst();
    }

    @Override
    public Page<BatchStatus> batches(@Nullable String client, @Nullable String cursor, int limit) {
        up();
        return page(batches.reversed().stream().filter(b -> client == null || b.batch().client().equals(client))
                .toList(), cursor, limit);
    }

    @Override
    public Page<Standing> warnings(BatchId batch, Set<WarningState> states, @Nullable String cursor, int limit) {
        up();
        return page(of(batch).stream().filter(s -> states.isEmpty() || states.contains(s.progress().state())).toList(),
                cursor,
                limit);
    }

    private List<Standing> of(BatchId batch) {
        return standings.stream().filter(s -> s.warning().batch().equals(batch)).toList();
    }

    private static <T> Page<T> page(List<T> all, @Nullable String cursor, int limit) {
        int from = cursor == null ? 0 : Integer.parseInt(cursor);
        int to = Math.min(all.size(), from + limit);
        return new Page<>(all.subList(from, to), to < all.size() ? Integer.toString(to) : null);
    }

    @Override
    public void forEach(BatchId batch, Consumer<List<Standing>> blocks) {
        List<Standing> all = of(batch);
        for (int i = 0; i < all.size(); i += 512) {
            up();
            if (i / 512 >= failAfterBlocks) {
                throw new StoreUnavailableException("the test says so");
            }
            blocks.accept(all.subList(i, Math.min(all.size(), i + 512)));
        }
    }

    @Override
    public Optional<Standing> warning(@Nullable String client, WarningId id) {
        up();
        return standings.stream().filter(s -> s.warning().id().equals(id))
                .filter(s -> client == null || s.warning().client().equals(client)).findFirst();
    }

    @Override
    public Page<Standing> warnings(@Nullable String client, Phone phone, @Nullable String cursor) {
        return new Page<>(standings.stream().filter(each -> each.warning().phone().equals(phone))
                .filter(each -> client == null || each.warning().client().equals(client)).toList(), null);
    }

    @Override
    public List<Standing> byRef(@Nullable String client, String ref) {
        return standings.stream().filter(each -> each.warning().ref().equals(ref))
                .filter(each -> client == null || each.warning().client().equals(client)).toList();
    }

    @Override
    public List<TimelineEntry> timeline(WarningId id) {
        return timelines.getOrDefault(id, List.of());
    }

    @Override
    public Events events(String client, @Nullable String after, int limit) {
        up();
        int from = after == null ? 0 : Integer.parseInt(after);
        List<Event> all = standings.stream().filter(s -> s.progress().state().isFinal())
                .filter(s -> s.warning().client().equals(client))
                .map(s -> new Event("e-" + s.warning().id(), ResultStore.Kind.FINISHED, ResultJson.changed(s), s))
                .collect(Collectors.toCollection(ArrayList::new));
        int to = Math.min(all.size(), from + limit);
        return new Events(all.subList(Math.min(from, to), to), Integer.toString(to));
    }

    @Override
    public Optional<String> cursor(String client, String purpose) {
        up();
        return Optional.ofNullable(cursors.get(client + " " + purpose));
    }

    @Override
    public void cursor(String client, String purpose, String cursor) {
        up();
        cursors.put(client + " " + purpose, cursor);
    }

    /** Names of carriers by number. */
    public static String carrier(int number) {
        return number == 1 ? "cmcc" : "";
    }
}

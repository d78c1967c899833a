package io.tocsin.store.intake;

import static io.tocsin.store.intake.IntakeNode.phone;
import static io.tocsin.store.intake.IntakeNode.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.ingest.IntakeStore.Writer;
import io.tocsin.ingest.NewWarning;
import io.tocsin.ingest.RowOutcome;
import io.tocsin.ingest.RowOutcome.Accepted;
import io.tocsin.ingest.RowOutcome.Duplicate;
import io.tocsin.ingest.RowOutcome.RefConflict;
import io.tocsin.store.RealRedis;
import io.tocsin.store.block.StateRow;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.warning.Batch;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Lane;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Progress;
import io.tocsin.warning.StoreUnavailableException;
import io.tocsin.warning.Warning;
import io.tocsin.warning.WarningId;
import io.tocsin.warning.WarningState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BlockIntakeTest {
    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();

    private IntakeNode node;

    @BeforeEach
    void start() {
        node = new IntakeNode(SERVER);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void accepted_rows_are_all_there_as_they_were_given() {
        Batch batch = node.batch("batch00000000001");
        List<NewWarning> rows = rows(0, 5000);
        Map<Long, RowOutcome> outcomes = node.submit(batch, rows);
        assertThat(outcomes).hasSize(5000);
        Set<WarningId> ids = new HashSet<>();
        for (NewWarning row : rows) {
            WarningId id = ((Accepted) Objects.requireNonNull(outcomes.get(row.row()))).id();
            ids.add(id);
            assertThat(id.partition()).isEqualTo(node.phones.partition(row.phone()));
            Warning warning = read(id);
            assertThat(warning.ref()).isEqualTo(row.ref());
            assertThat(warning.phone()).isEqualTo(row.phone());
            assertThat(warning.client()).isEqualTo("watchman");
            assertThat(warning.batch()).isEqualTo(batch.id());
            assertThat(warning.vars()).isEqualTo(row.fields().vars());
        }
        assertThat(ids).hasSize(5000);
        assertThat(node.intake.accepted(batch.id())).isEqualTo(5000);
        assertThat(node.intake.pending("watchman")).isEqualTo(5000);
        assertThat(node.ready).contains(new Lane(Channel.SMS, Operator.MOBILE, Grade.LOW));
    }

    @Test
    void another_node_reads_what_this_one_wrote() {
        Map<Long, RowOutcome> outcomes = node.submit(node.batch("batch00000000001"), rows(0, 10));
        try (IntakeNode other = new IntakeNode(SERVER)) {
            WarningId id = ((Accepted) Objects.requireNonNull(outcomes.get(3L))).id();
            Warning warning = other.blocks.get(id.partition(), id.block()).orElseThrow().warning(id.index());
            assertThat(warning.ref()).isEqualTo("r3");
            assertThat(warning.name()).isEqualTo("张三丰");
            assertThat(warning.acceptedAt()).isAfter(Instant.ofEpochSecond(1_700_000_000L));
        }
    }

    @Test
    void a_ref_that_comes_again_is_a_duplicate_and_says_whether_it_is_of_the_same_batch() {
        Batch first = node.batch("batch00000000001");
        List<NewWarning> rows = new ArrayList<>(rows(0, 600));
        rows.addAll(rows(600, 0, 600));
        Map<Long, RowOutcome> outcomes = node.submit(first, rows);
        assertThat(outcomes.values()).filteredOn(Accepted.class::isInstance).hasSize(600);
        for (long i = 0; i < 600; i++) {
            WarningId id = ((Accepted) Objects.requireNonNull(outcomes.get(i))).id();
            assertThat(outcomes.get(600 + i)).isEqualTo(new Duplicate(id, true));
        }
        Map<Long, RowOutcome> later = node.submit(node.batch("batch00000000002"), rows(0, 600));
        for (long i = 0; i < 600; i++) {
            WarningId id = ((Accepted) Objects.requireNonNull(outcomes.get(i))).id();
            assertThat(later.get(i)).isEqualTo(new Duplicate(id, false));
        }
        assertThat(node.intake.pending("watchman")).isEqualTo(600);
    }

    @Test
    void a_ref_with_another_phone_is_a_conflict_in_flight_and_afterwards() {
        Batch batch = node.batch("batch00000000001");
        Map<Long, RowOutcome> outcomes = node.submit(batch, List.of(row(0, "A", phone(1)), row(1, "A", phone(2))));
        assertThat(outcomes.values()).hasExactlyElementsOfTypes(Accepted.class, RefConflict.class);
        assertThat(node.submit(batch, List.of(row(2, "A", phone(3)))).get(2L)).isInstanceOf(RefConflict.class);
        try (IntakeNode other = new IntakeNode(SERVER)) {
            assertThat(other.submit(batch, List.of(row(3, "A", phone(4)))).get(3L)).isInstanceOf(RefConflict.class);
        }
    }

    @Test
    void refs_of_two_clients_are_not_the_same() {
        Batch mine = node.batch("batch00000000001");
        Batch theirs = new Batch(new io.tocsin.warning.BatchId("batch00000000002"), "other", "", "default", Grade.LOW,
                Instant.EPOCH, null, null);
        node.intake.create(theirs);
        node.submit(mine, rows(0, 1));
        assertThat(node.submit(theirs, rows(0, 1)).get(0L)).isInstanceOf(Accepted.class);
        assertThat(node.intake.find("other", mine.id())).isEmpty();
        assertThat(node.intake.find("watchman", mine.id())).contains(mine);
    }

    @Test
    void two_nodes_that_take_the_same_rows_accept_each_once() {
        Batch batch = node.batch("batch00000000001");
        try (IntakeNode other = new IntakeNode(SERVER)) {
            Map<Long, RowOutcome> here = new ConcurrentHashMap<>();
            Map<Long, RowOutcome> there = new ConcurrentHashMap<>();
            try (Writer a = node.intake.open(batch, here::put); Writer b = other.intake.open(batch, there::put)) {
                for (NewWarning row : rows(0, 4000)) {
                    a.add(row);
                    b.add(row);
                    if (row.row() % 700 == 0) {
                        a.flush();
                    }
                }
                a.flush();
                b.flush();
            }
            for (long i = 0; i < 4000; i++) {
                List<RowOutcome> both = List.of(Objects.requireNonNull(here.get(i)),
                        Objects.requireNonNull(there.get(i)));
                assertThat(both).hasAtLeastOneElementOfType(Accepted.class).hasAtLeastOneElementOfType(Duplicate.class);
            }
            assertThat(node.intake.accepted(batch.id())).isEqualTo(4000);
        }
    }

    @Test
    void a_reservation_of_a_crash_is_taken_over_and_its_block_can_never_be_written() {
        Batch batch = node.batch("batch00000000001");
        // What a node leaves that dies between reserve and accept: refs in the log, no block.
        node.submit(batch, rows(0, 20));
        for (int p = 0; p < IntakeNode.PARTITIONS; p++) {
            for (long block = 0; block < 4; block++) {
                node.redis.pipeline(
                        List.of(Call.of("DEL", Keys.written(p, block)), Call.of("DEL", Keys.state(p, block))));
            }
        }
        try (IntakeNode next = new IntakeNode(SERVER)) {
            Map<Long, RowOutcome> outcomes = next.submit(batch, rows(0, 20));
            assertThat(outcomes.values()).hasSize(20).hasOnlyElementsOfType(Accepted.class);
            Set<Long> blocks = new HashSet<>();
            outcomes.values().forEach(each -> blocks.add(((Accepted) each).id().block()));
            assertThat(blocks).doesNotContain(0L);
            for (int p = 0; p < IntakeNode.PARTITIONS; p++) {
                assertThat(Reply.number(next.redis.call("GETBIT", Keys.voided(p, 0), 0))).isEqualTo(1);
            }
            assertThat(next.submit(batch, rows(0, 20)).values()).hasOnlyElementsOfType(Duplicate.class);
        }
    }

    @Test
    void a_block_number_that_another_node_gave_up_is_replaced_and_no_row_is_lost() {
        for (int p = 0; p < IntakeNode.PARTITIONS; p++) {
            for (int block = 0; block < 3; block++) {
                node.redis.call("SETBIT", Keys.voided(p, block), block, 1);
            }
        }
        Batch batch = node.batch("batch00000000001");
        List<NewWarning> rows = new ArrayList<>(rows(0, 300));
        rows.addAll(rows(300, 0, 300));
        Map<Long, RowOutcome> outcomes = node.submit(batch, rows);
        for (long i = 0; i < 300; i++) {
            WarningId id = ((Accepted) Objects.requireNonNull(outcomes.get(i))).id();
            assertThat(id.block()).isGreaterThan(2);
            assertThat(outcomes.get(300 + i)).isEqualTo(new Duplicate(id, true));
        }
        assertThat(node.intake.accepted(batch.id())).isEqualTo(300);
    }

    @Test
    void refs_are_remembered_for_their_days_and_no_longer() {
        Batch batch = node.batch("batch00000000001");
        node.submit(batch, rows(0, 40));
        long today = Reply.number(Reply.list(node.redis.call("TIME")).getFirst()) / 86_400;
        moveRefs(today, today - 29);
        try (IntakeNode next = new IntakeNode(SERVER)) {
            assertThat(next.submit(batch, rows(0, 40)).values()).hasOnlyElementsOfType(Duplicate.class);
        }
        moveRefs(today - 29, today - 31);
        try (IntakeNode next = new IntakeNode(SERVER)) {
            assertThat(next.submit(batch, rows(0, 40)).values()).hasOnlyElementsOfType(Accepted.class);
        }
    }

    private void moveRefs(long from, long to) {
        for (int p = 0; p < IntakeNode.PARTITIONS; p++) {
            node.redis.call("RENAME", Keys.refs(p, from), Keys.refs(p, to));
        }
    }

    @Test
    void rows_acknowledged_before_redis_is_killed_are_there_after_its_restart_and_the_rest_can_come_again() {
        Batch batch = node.batch("batch00000000001");
        Map<Long, RowOutcome> told = new ConcurrentHashMap<>();
        List<NewWarning> rows = rows(0, 100_000);
        Thread killer = Thread.ofVirtual().start(() -> {
            Awaitility.await().until(() -> told.size() > 5_000);
            SERVER.kill();
        });
        try (Writer writer = node.intake.open(batch, told::put)) {
            assertThatThrownBy(() -> {
                rows.forEach(writer::add);
                writer.flush();
            }).isInstanceOf(StoreUnavailableException.class);
        }
        Awaitility.await().until(() -> !killer.isAlive());
        Map<Long, RowOutcome> before = Map.copyOf(told);
        SERVER.start();
        before.forEach((row, outcome) -> assertThat(stored(((Accepted) outcome).id()).ref()).isEqualTo("r" + row));
        Map<Long, RowOutcome> after = node.submit(batch, rows);
        assertThat(after).hasSize(100_000);
        after.forEach((row, outcome) -> {
            switch (outcome) {
                case Accepted(WarningId _) -> assertThat(before).doesNotContainKey(row);
                case Duplicate duplicate -> assertThat(duplicate.sameBatch()).isTrue();
                case RefConflict _ -> throw new AssertionError("conflict at row " + row);
            }
        });
        assertThat(node.intake.accepted(batch.id())).isEqualTo(100_000);
    }

    @Test
    void no_number_name_or_variable_is_readable_in_the_append_only_files() throws IOException {
        node.submit(node.batch("batch00000000001"), rows(0, 200));
        List<Path> files;
        try (Stream<Path> walk = Files.walk(SERVER.dir())) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        boolean sawBatch = false;
        for (Path file : files) {
            String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
            sawBatch |= bytes.contains("batch00000000001");
            for (String secret : List.of(phone(7), phone(7).substring(2), "张三丰", "呼伦贝尔", "刷单返利")) {
                assertThat(bytes).doesNotContain(
                        new String(secret.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(sawBatch).isTrue();
    }

    @Test
    void a_later_start_waits_in_the_lane_and_is_counted_as_scheduled() {
        Instant start = Instant.ofEpochSecond(4_000_000_000L);
        Batch batch = node.batch("batch00000000001");
        NewWarning row = row(0, "A", phone(1), Grade.HIGH, start);
        WarningId id = ((Accepted) Objects.requireNonNull(node.submit(batch, List.of(row)).get(0L))).id();
        Lane lane = new Lane(Channel.SMS, Operator.MOBILE, Grade.HIGH);
        int p = id.partition();
        assertThat(Reply.text(node.redis.call("ZSCORE", Keys.due(p, lane, batch.id()), id.block() + "@0:1")))
                .isEqualTo("4000000000000");
        assertThat(Reply.text(node.redis.call("ZSCORE", Keys.waiting(p, lane), batch.id())))
                .isEqualTo("4000000000000");
        assertThat(Reply.number(node.redis.call("ZCARD", Keys.ready(p, lane)))).isZero();
        assertThat(progress(id)).isEqualTo(Progress.fresh(WarningState.SCHEDULED));
        assertThat(node.ready).isEmpty();
    }

    @Test
    void rows_of_a_paused_batch_are_kept_out_of_the_lanes_and_those_of_a_cancelled_one_are_cancelled() {
        Batch paused = node.batch("batch00000000001");
        Batch cancelled = node.batch("batch00000000002");
        for (int p = 0; p < IntakeNode.PARTITIONS; p++) {
            node.redis.pipeline(List.of(Call.of("HSET", Keys.counters(p, paused.id()), "st", "p"),
                    Call.of("HSET", Keys.counters(p, cancelled.id()), "st", "x")));
        }
        WarningId first = ((Accepted) Objects.requireNonNull(node.submit(paused, rows(0, 1)).get(0L))).id();
        WarningId second = ((Accepted) Objects.requireNonNull(node.submit(cancelled, rows(1, 1, 1)).get(1L))).id();
        assertThat(progress(first).state()).isEqualTo(WarningState.READY);
        assertThat(progress(second).state()).isEqualTo(WarningState.CANCELLED);
        Lane lane = new Lane(Channel.SMS, Operator.MOBILE, Grade.LOW);
        for (int p = 0; p < IntakeNode.PARTITIONS; p++) {
            assertThat(Reply.number(node.redis.call("ZCARD", Keys.ready(p, lane)))).isZero();
        }
        assertThat(node.intake.pending("watchman")).isEqualTo(1);
        assertThat(Reply.number(node.redis.call("XLEN", Keys.events(second.partition(), 1)))).isEqualTo(1);
        assertThat(node.ready).isEmpty();
    }

    @Test
    void a_row_leaves_without_flush_after_it_has_waited_and_an_urgent_one_at_once() {
        Map<Long, RowOutcome> told = new ConcurrentHashMap<>();
        try (Writer writer = node.intake.open(node.batch("batch00000000001"), told::put)) {
            writer.add(row(0, "A", phone(1)));
            writer.add(row(1, "B", phone(2), Grade.URGENT, null));
            Awaitility.await().until(() -> told.size() == 2);
        }
    }

    @Test
    void closing_a_batch_sets_its_numbers_and_asks_whether_it_is_done() {
        Batch batch = node.batch("batch00000000001");
        node.intake.count(batch.id(), "night", 9, 2, 3);
        node.intake.close(batch.id(), 5, 7);
        node.intake.close(batch.id(), 5, 7);
        assertThat(node.redis.call("HMGET", Keys.batch(batch.id()), "duplicate", "rejected", "state"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST).map(Reply::text)
                .containsExactly("5", "7", "open");
        assertThat(node.closed).containsExactly(batch.id(), batch.id());
    }

    @Test
    void numbers_of_a_batch_grow_once_for_each_sequence_of_a_source_and_stay_when_it_ends() {
        Batch batch = node.batch("batch00000000001");
        node.intake.count(batch.id(), "night", 9, 2, 3);
        node.intake.count(batch.id(), "night", 9, 2, 3);
        node.intake.count(batch.id(), "night", 8, 1, 1);
        node.intake.count(batch.id(), "night", -1L, 10, 0);
        node.intake.count(batch.id(), "day", 1, 100, 0);
        node.intake.count(new BatchId("batch00000000009"), "day", 1, 1, 1);
        assertThat(node.intake.isAccepting(batch.id())).isTrue();
        node.intake.end(batch.id());
        node.intake.end(batch.id());
        assertThat(node.intake.isAccepting(batch.id())).isFalse();
        assertThat(node.redis.call("HMGET", Keys.batch(batch.id()), "duplicate", "rejected", "state"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST).map(Reply::text)
                .containsExactly("112", "3", "open");
        assertThat(Reply.number(node.redis.call("EXISTS", Keys.batch(new BatchId("batch00000000009"))))).isZero();
    }

    private Warning read(WarningId id) {
        return node.blocks.get(id.partition(), id.block()).orElseThrow().warning(id.index());
    }

    /** From Redis, not from the cache. */
    private Warning stored(WarningId id) {
        node.blocks.cache().remove(id.partition(), id.block());
        return read(id);
    }

    private Progress progress(WarningId id) {
        byte[] state = Reply.bytes(node.redis.call("GET", Keys.state(id.partition(), id.block())));
        return StateRow.read(Objects.requireNonNull(state), StateRow.offset(id.index()));
    }

    private static List<NewWarning> rows(long from, long count) {
        return rows(from, from, count);
    }

    private static List<NewWarning> rows(long firstRow, long from, long count) {
        return LongStream.range(0, count).mapToObj(i -> row(firstRow + i, "r" + (from + i), phone(from + i))).toList();
    }
}

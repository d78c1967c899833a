package io.tocsin.store.result;

import static io.tocsin.store.work.Steps.LOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.dispatch.WorkStore.Claimed;
import io.tocsin.report.ResultStore.Event;
import io.tocsin.report.ResultStore.Events;
import io.tocsin.report.ResultStore.Page;
import io.tocsin.store.RealRedis;
import io.tocsin.store.RetentionConfig;
import io.tocsin.store.StoreRig;
import io.tocsin.store.receipt.RedisReceiptStore;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.work.Steps;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.BatchState;
import io.tocsin.warning.BatchStatus;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.MessageRef;
import io.tocsin.warning.Note;
import io.tocsin.warning.Receipt;
import io.tocsin.warning.Standing;
import io.tocsin.warning.TimelineEntry;
import io.tocsin.warning.WarningId;
import io.tocsin.warning.WarningState;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ResultStoreTest {
    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();
    private StoreRig rig;
    private RedisResultStore results;

    @BeforeEach
    void open() {
        rig = new StoreRig(SERVER);
        results = new RedisResultStore(rig.base());
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private List<Claimed> claim(int partition, int count) {
        return rig.work().workStore().claim(partition, "cmcc", List.of(LOW), count).warnings();
    }

    private void end(int partition, int count, WarningState state) {
        rig.work().workStore().apply(partition, claim(partition, count).stream()
                .map(each -> Steps.end(each.standing(), state, Note.Kind.SUPPRESSED, "stop-list")).toList());
    }

    @Test
    void a_batch_says_how_it_stands_over_all_partitions() {
        BatchId batch = rig.batch("b");
        rig.accept(batch, 0, LOW, 5);
        rig.accept(batch, 3, LOW, 7);
        end(3, 4, WarningState.SUPPRESSED);

        BatchStatus status = results.batch(StoreRig.CLIENT, batch).orElseThrow();

        assertThat(status.counts().accepted()).isEqualTo(12);
        assertThat(status.counts().in(WarningState.SUPPRESSED)).isEqualTo(4);
        assertThat(status.counts().open()).isEqualTo(8);
        assertThat(status.state()).isEqualTo(BatchState.RUNNING);
        assertThat(results.batch("somebody else", batch)).isEmpty();
        rig.work().controlStore().pause(batch);
        assertThat(results.batch(null, batch).orElseThrow().state()).isEqualTo(BatchState.PAUSED);
        rig.work().controlStore().resume(batch);
        end(0, 5, WarningState.UNREACHED);
        end(3, 3, WarningState.UNREACHED);
        BatchStatus done = results.batch(null, batch).orElseThrow();
        assertThat(done.state()).isEqualTo(BatchState.DONE);
        assertThat(done.finishedAt()).isNotNull();
    }

    @Test
    void batches_are_listed_newest_first_page_by_page() {
        List<BatchId> made = IntStream.range(0, 7).mapToObj(i -> rig.batch("b" + i)).toList();
        rig.redis().call(Call.of("DEL", Keys.batch(made.get(3))));

        List<BatchId> seen = new ArrayList<>();
        @Nullable
        String cursor = null;
        do {
            Page<BatchStatus> page = results.batches(StoreRig.CLIENT, cursor, 2);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(2);
            page.items().forEach(each -> seen.add(each.batch().id()));
            cursor = page.next();
        } while (cursor != null);

        List<BatchId> expected = new ArrayList<>(made.reversed());
        expected.remove(made.get(3));
        assertThat(seen).isEqualTo(expected);
        assertThat(results.batches("nobody", null, 5)).isEqualTo(new Page<BatchStatus>(List.of(), null));
    }

    @Test
    void warnings_are_paged_over_blocks_and_partitions_and_may_be_of_one_state() {
        BatchId batch = rig.batch("b");
        List<WarningId> all = new ArrayList<>();
        for (int p = 0; p < StoreRig.PARTITIONS; p++) {
            all.addAll(rig.accept(batch, p, LOW, 10));
            all.addAll(rig.accept(batch, p, LOW, 3));
        }
        end(2, 4, WarningState.SUPPRESSED);

        assertThat(pages(batch, Set.of(), 4)).isEqualTo(all);
        assertThat(pages(batch, Set.of(WarningState.SUPPRESSED), 3)).isEqualTo(all.subList(26, 30));
        assertThat(pages(batch, Set.of(WarningState.EXPIRED), 3)).isEmpty();
        assertThat(pages(batch, EnumSet.of(WarningState.SUPPRESSED, WarningState.EXPIRED), 3)).isEqualTo(all.subList(26,
                30));
        assertThat(pages(batch, EnumSet.allOf(WarningState.class), 7)).isEqualTo(all);
        List<WarningId> walked = new ArrayList<>();
        results.forEach(batch, block -> block.forEach(each -> walked.add(each.warning().id())));
        assertThat(walked).isEqualTo(all);
    }

    private List<WarningId> pages(BatchId batch, Set<WarningState> states, int limit) {
        List<WarningId> seen = new ArrayList<>();
        @Nullable
        String cursor = null;
        do {
            Page<Standing> page = results.warnings(batch, states, cursor, limit);
            page.items().forEach(each -> seen.add(each.warning().id()));
            cursor = page.next();
        } while (cursor != null);
        return seen;
    }

    @Test
    void a_cursor_of_something_else_is_refused() {
        BatchId batch = rig.batch("b");
        rig.accept(batch, 0, LOW, 5);
        String cursor = results.warnings(batch, Set.of(), null, 2).next();
        assertThat(cursor).isNotNull();

        for (String wrong : List.of("", "x", cursor + "A", cursor.substring(1),
                cursor.replace(cursor.charAt(4), 'z'))) {
            assertThatThrownBy(() -> results.warnings(batch, Set.of(), wrong, 2)).as(wrong).isInstanceOf(
                    IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> results.warnings(rig.batch("c"), Set.of(), cursor, 2)).isInstanceOf(
                IllegalArgumentException.class);
        assertThatThrownBy(() -> results.events(StoreRig.CLIENT, cursor, 2)).isInstanceOf(
                IllegalArgumentException.class);
    }

    @Test
    void a_warning_is_seen_by_its_own_client_only() {
        WarningId id = rig.accept(rig.batch("b"), 1, LOW, 2).get(1);

        assertThat(results.warning(StoreRig.CLIENT, id)).get().extracting(each -> each.warning().ref())
                .isEqualTo("ref-1");
        assertThat(results.warning(null, id)).isPresent();
        assertThat(results.warning("somebody else", id)).isEmpty();
        assertThat(results.warning(null, new WarningId(1, id.block(), 2))).isEmpty();
        assertThat(results.warning(null, new WarningId(60, 1, 2))).isEmpty();
        assertThat(results.timeline(new WarningId(1, 9999, 0))).isEmpty();
    }

    @Test
    void a_timeline_tells_everything_that_happened_to_one_warning_in_order() {
        BatchId batch = rig.batch("b");
        rig.accept(batch, 0, LOW, 4);
        List<Claimed> claimed = claim(0, 4);
        rig.work().workStore().apply(0, IntStream.range(0, 4).mapToObj(i -> Steps.taken(claimed.get(i), "id-" + i))
                .toList());
        RedisReceiptStore receipts = new RedisReceiptStore(rig.base(), rig.work(), RetentionConfig.defaults(),
                ZoneId.of("Asia/Shanghai"));
        for (String raw : List.of("DELIVRD", "MK:0001")) {
            receipts.match(0, "cmcc", List.of(new Receipt("id-2", "", new Cause(CauseClass.REACHED, raw), null)));
        }

        List<TimelineEntry> timeline = results.timeline(claimed.get(2).standing().warning().id());

        assertThat(timeline).extracting(TimelineEntry::kind, TimelineEntry::carrier, TimelineEntry::fence,
                TimelineEntry::text).containsExactly(tuple(Note.Kind.ACCEPTED, "", 0, ""),
                        tuple(Note.Kind.FENCED,
                                "cmcc", 1, ""),
                        tuple(Note.Kind.SUBMITTED, "cmcc", 1, "id-2"), tuple(Note.Kind.RECEIPT, "cmcc",
                                1, "DELIVRD"),
                        tuple(Note.Kind.LATE_RECEIPT, "cmcc", 1, "MK:0001"));
        assertThat(results.timeline(claimed.get(1).standing().warning().id())).hasSize(3);
    }

    @Test
    void message_ids_are_told_as_the_carrier_gave_them_whatever_their_form() {
        List<String> forms = List.of("0123456789abcdef", "0123456789abcdef,fedcba9876543210,00000000000000ff",
                "0123456789ABCDEF", "1234567890123456789", "abc", "id-1,id-2", "");
        rig.batch("b");
        rig.accept(rig.batch("b"), 0, LOW, forms.size());
        List<Claimed> claimed = claim(0, forms.size());
        rig.work().workStore().apply(0, IntStream.range(0, forms.size())
                .mapToObj(i -> Steps.taken(claimed.get(i), forms.get(i).split(","))).toList());

        for (int i = 0; i < forms.size(); i++) {
            assertThat(results.timeline(claimed.get(i).standing().warning().id()).getLast().text())
                    .isEqualTo(forms.get(i));
        }
    }

    @Test
    void message_ids_may_have_commas_and_backslashes() {
        for (List<String> ids : List.of(List.of("a,b"), List.of("a", ",", "\\", "b\\,"), List.of("a", "", "b"),
                List.of("0123456789abcdef", "fedcba9876543210"))) {
            String text = Note.text(ids.stream().map(id -> new MessageRef(id, 0, ids.size())).toList());
            assertThat(Note.ids(text)).isEqualTo(ids);
        }
        // As it was written before any id could have a comma.
        assertThat(Note.ids("id-1,id-2")).containsExactly("id-1", "id-2");
        assertThat(Note.ids("cut\\")).containsExactly("cut");
    }

    @Test
    void what_a_rule_kept_from_being_sent_has_no_attempt_in_its_timeline() {
        rig.accept(rig.batch("b"), 0, LOW, 2);
        end(0, 1, WarningState.SUPPRESSED);
        Claimed sent = claim(0, 1).getFirst();
        rig.work().workStore().apply(0, List.of(Steps.taken(sent, "id")));
        rig.work().workStore().apply(0, List.of(Steps.end(
                new Standing(sent.standing().warning(), rig.progress(sent.standing().warning().id())),
                WarningState.SUPPRESSED, Note.Kind.SUPPRESSED, "stop-list")));

        assertThat(results.timeline(new WarningId(0, 1, 0))).extracting(TimelineEntry::kind)
                .containsExactly(Note.Kind.ACCEPTED, Note.Kind.SUPPRESSED);
        assertThat(results.timeline(new WarningId(0, 1, 1))).extracting(TimelineEntry::kind)
                .containsExactly(Note.Kind.ACCEPTED, Note.Kind.FENCED, Note.Kind.SUBMITTED, Note.Kind.SUPPRESSED);
    }

    @Test
    void a_timeline_tells_true_milliseconds_in_order() {
        long before = now();
        rig.accept(rig.batch("b"), 0, LOW, 1);
        Claimed claimed = claim(0, 1).getFirst();
        rig.work().workStore().apply(0, List.of(Steps.taken(claimed, "id")));
        long middle = now();
        rig.work().workStore().apply(0, List.of(Steps.end(
                new Standing(claimed.standing().warning(), rig.progress(claimed.standing().warning().id())),
                WarningState.UNREACHED, Note.Kind.NO_RECEIPT, "")));
        long after = now();

        // What lists, exports and one warning say of its last change is what the timeline says.
        Instant changed = results.timeline(claimed.standing().warning().id()).getLast().at();
        WarningId id = claimed.standing().warning().id();
        List<@Nullable Instant> said = new ArrayList<>();
        said.add(results.warning(null, id).orElseThrow().changedAt());
        said.add(results.warnings(claimed.standing().warning().batch(), Set.of(), null, 9).items().getFirst()
                .changedAt());
        results.forEach(claimed.standing().warning().batch(),
                block -> block.forEach(each -> said.add(each.changedAt())));
        assertThat(said).containsExactly(changed, changed, changed);
        Instant told = results.events(StoreRig.CLIENT, null, 9).items().getFirst().standing().changedAt();
        assertThat(told).isNotNull().isBetween(changed, Instant.ofEpochMilli(after));

        List<Long> times = results.timeline(claimed.standing().warning().id()).stream()
                .map(entry -> entry.at().toEpochMilli()).toList();
        assertThat(times).hasSize(4).isSorted();
        assertThat(times.subList(0, 3)).allMatch(at -> at >= before && at <= middle);
        assertThat(times.getLast()).isBetween(middle, after);
    }

    /** By Redis' clock, as the timeline's. */
    private long now() {
        List<@Nullable Object> time = Reply.list(rig.redis().call(Call.of("TIME")));
        return Reply.number(time.get(0)) * 1000 + Reply.number(time.get(1)) / 1000;
    }

    @Test
    void after_twenty_four_days_a_timeline_tells_seconds() {
        rig.accept(rig.batch("b"), 0, LOW, 1);
        WarningId id = new WarningId(0, 1, 0);
        long made = now() - 30L * 86_400_000;
        rig.redis()
                .call(Call.of("SETRANGE", Keys.state(0, 1), 8, java.nio.ByteBuffer.allocate(8).putLong(made).array()));
        long before = now();
        claim(0, 1);
        long after = now();

        List<TimelineEntry> timeline = results.timeline(id);
        assertThat(timeline.getLast().kind()).isEqualTo(Note.Kind.FENCED);
        assertThat(timeline.getLast().at().toEpochMilli()).isBetween(before / 1000 * 1000, after);
        assertThat(timeline.getLast().at().toEpochMilli() % 1000).isZero();
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    @Test
    void events_tell_every_final_warning_once_however_small_the_pages() {
        BatchId batch = rig.batch("b");
        Set<WarningId> finished = new HashSet<>();
        for (int p = 0; p < StoreRig.PARTITIONS; p++) {
            finished.addAll(rig.accept(batch, p, LOW, 9));
            end(p, 5, WarningState.UNREACHED);
            end(p, 4, WarningState.SUPPRESSED);
        }

        for (int limit : List.of(1, 3, 7, 100)) {
            List<WarningId> seen = new ArrayList<>();
            Set<String> ids = new HashSet<>();
            Events page = results.events(StoreRig.CLIENT, null, limit);
            while (!page.items().isEmpty()) {
                assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
                page.items().forEach(each -> seen.add(each.standing().warning().id()));
                page.items().stream().map(Event::id).forEach(ids::add);
                page = results.events(StoreRig.CLIENT, page.cursor(), limit);
            }
            assertThat(seen).as("pages of " + limit).containsExactlyInAnyOrderElementsOf(finished);
            assertThat(ids).hasSize(36);
            String end = page.cursor();
            assertThat(results.events(StoreRig.CLIENT, end, limit).cursor()).isEqualTo(end);
        }
        assertThat(results.events("somebody else", null, 10).items()).isEmpty();
    }

    @Test
    void events_of_deleted_warnings_are_passed_over() {
        BatchId batch = rig.batch("b");
        WarningId gone = rig.accept(batch, 0, LOW, 3).getFirst();
        end(0, 3, WarningState.UNREACHED);
        rig.redis().call(Call.of("DEL", Keys.state(0, gone.block()), Keys.data(0, gone.block())));
        WarningId kept = rig.accept(batch, 0, LOW, 1).getFirst();
        end(0, 1, WarningState.UNREACHED);

        assertThat(results.events(StoreRig.CLIENT, null, 2).items()).extracting(each -> each.standing().warning().id())
                .containsExactly(kept);
    }

    @Test
    void a_stored_cursor_is_found_by_client_and_purpose() {
        results.cursor(StoreRig.CLIENT, "webhook", "c1");

        assertThat(results.cursor(StoreRig.CLIENT, "webhook")).contains("c1");
        assertThat(results.cursor(StoreRig.CLIENT, "tcp:default")).isEmpty();
        assertThat(results.cursor("other", "webhook")).isEmpty();
    }
}

package io.tocsin.store.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.review.Finding;
import io.tocsin.review.ReviewConfig;
import io.tocsin.review.ReviewListener;
import io.tocsin.review.dictionary.Dictionary;
import io.tocsin.review.dictionary.Disposition;
import io.tocsin.review.dictionary.Details;
import io.tocsin.review.failure.WrongStateException;
import io.tocsin.review.figure.CaseFilter;
import io.tocsin.review.figure.CasePage;
import io.tocsin.review.figure.Changes;
import io.tocsin.review.figure.Summary;
import io.tocsin.review.item.Case;
import io.tocsin.review.item.CaseId;
import io.tocsin.review.item.CaseRow;
import io.tocsin.review.item.CaseState;
import io.tocsin.review.item.Claimed;
import io.tocsin.review.item.Entry;
import io.tocsin.review.item.Reviewer;
import io.tocsin.store.RealRedis;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.warning.Grade;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UpkeepTest {
    private static final Reviewer LI = new Reviewer("li", null);
    @RegisterExtension
    private static final RealRedis SERVER = new RealRedis();
    private final List<String> stages = new ArrayList<>();
    private CaseRig rig;

    @BeforeEach
    void open() {
        rig = new CaseRig(SERVER, ReviewConfig.defaults(), new ReviewListener() {
            @Override
            public void clock(String clock, Stage stage, Grade grade, String id) {
                stages.add(clock + " " + stage + " " + grade);
            }
        }, 1);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private Case item(CaseId id) {
        return rig.reads().one(LI, id).orElseThrow();
    }

    private static String tagged(CaseId id, String key) {
        return "{" + id.partition() + "}" + key;
    }

    private void grow(CaseId id) {
        rig.store().redis().call(Call.of("ZADD", tagged(id, "kz"), "XX", 1, id.number()));
    }

    @Test
    void a_clock_warns_runs_out_and_calls_the_supervisor_each_once() {
        CaseId id = rig.open(1, Grade.HIGH);
        rig.upkeep().sweep();
        assertThat(stages).as("its time has not come").isEmpty();
        double first = Double.parseDouble(Reply.text(rig.store().redis()
                .call(Call.of("ZSCORE", tagged(id, "kt"), "t" + id.number()))));
        CaseRow.Times times = item(id).row().times();
        assertThat((long) first).as("four fifths of five minutes")
                .isEqualTo(times.opened().plusSeconds(240).toEpochMilli());
        assertThat(times.due()).isEqualTo(times.opened().plusSeconds(300));

        rig.strike(id, 't');
        rig.strike(id, 't');
        assertThat(item(id).row().breached()).containsExactly(Summary.FIRST_TOUCH);
        assertThat(item(id).row().alerted()).as("late, and nobody was called").isEmpty();
        for (int i = 0; i < 3; i++) {
            rig.strike(id, 't');
        }

        assertThat(item(id).row().alerted()).containsExactly(Summary.FIRST_TOUCH);
        assertThat(stages).containsExactly("first-touch WARNED HIGH", "first-touch BREACHED HIGH",
                "first-touch ALERTED HIGH");
        assertThat(item(id).row().breached()).containsExactly(Summary.FIRST_TOUCH);
        assertThat(rig.reads().summary(LI).breached()).containsEntry(Summary.FIRST_TOUCH, Map.of(Grade.HIGH, 1L));
        assertThat(item(id).timeline()).extracting(Entry::kind).containsExactly("opened", "warned", "breached",
                "alerted");
    }

    @Test
    void the_clock_of_the_first_touch_stops_with_it_and_that_of_the_close_with_the_close() {
        CaseId id = rig.open(1, Grade.HIGH);
        Claimed mine = rig.cases().claim(LI, 1).getFirst();
        rig.strike(id, 't');
        assertThat(stages).isEmpty();
        rig.strike(id, 'c');
        rig.strike(id, 'c');
        assertThat(stages).containsExactly("close WARNED HIGH", "close BREACHED HIGH");
        assertThat(rig.reads().summary(LI).breached().get(Summary.CLOSE)).containsEntry(Grade.HIGH, 1L);
        rig.cases().decide(LI, id, mine.token(), new Finding("dissuaded", "", 0, 0, Map.of()));
        rig.strike(id, 'c');
        assertThat(stages).hasSize(2);
        assertThat(rig.reads().summary(LI).breached().get(Summary.CLOSE)).containsEntry(Grade.HIGH, 0L);
    }

    @Test
    void a_first_touch_that_came_late_is_late_no_more() {
        CaseId id = rig.open(1, Grade.HIGH);
        rig.open(2, Grade.HIGH, "市局/东");
        late(id);
        assertThat(firstTouchesLate()).isEqualTo(1);
        Claimed mine = rig.cases().claim(LI, id);

        assertThat(firstTouchesLate()).as("the next one is to be seen").isZero();
        assertThat(mine.item().row().breached()).isEmpty();
        assertThat(pages(new CaseFilter(null, null, null, null, true), 3)).isEmpty();
        rig.cases().decide(LI, id, mine.token(), new Finding("dissuaded", "", 0, 0, Map.of()));
        rig.cases().undo(LI, id, mine.token());
        assertThat(firstTouchesLate()).isZero();
        assertThat(item(id).timeline()).extracting(Entry::kind).contains("breached");
    }

    @Test
    void what_an_earlier_version_counted_on_is_counted_right_after_the_first_look() {
        CaseId held = rig.open(1, Grade.HIGH);
        CaseId waits = rig.open(2, Grade.HIGH);
        late(waits);
        rig.cases().claim(LI, held);
        // As versions before this one left a case that was taken up late.
        rig.store().redis().call(Call.of("HSET", Keys.reviewCase(held.partition(), held.number()), "bt", 3));
        for (String unit : List.of("*", "!")) {
            rig.store().redis().call(Call.of("HINCRBY", tagged(held, "kc:" + unit), "bt1", 1));
        }
        assertThat(firstTouchesLate()).isEqualTo(2);

        rig.upkeep().cover(Set.of());

        assertThat(firstTouchesLate()).isEqualTo(1);
        assertThat(item(held).row().state()).isEqualTo(CaseState.LEASED);
        assertThat(rig.reads().summary(LI).difference()).isZero();
        assertThat(rig.reads().balance().holds()).isTrue();
    }

    private void late(CaseId id) {
        rig.strike(id, 't');
        rig.strike(id, 't');
    }

    private long firstTouchesLate() {
        return rig.reads().summary(LI).breached().getOrDefault(Summary.FIRST_TOUCH, Map.of())
                .getOrDefault(Grade.HIGH, 0L);
    }

    @Test
    void personal_data_of_an_old_closed_case_goes_and_the_case_stays_and_counts() {
        CaseId id = rig.open(1, Grade.HIGH);
        Claimed mine = rig.cases().claim(LI, 1).getFirst();
        rig.cases().decide(LI, id, mine.token(),
                new Finding("paid", "张三转账给李四", 100, 200, Map.of()));
        rig.upkeep().sweep();
        assertThat(item(id).row().phone()).as("not old yet").isNotNull();
        grow(id);
        rig.upkeep().sweep();

        Case stub = item(id);
        assertThat(stub.row().phone()).isNull();
        assertThat(stub.row().name()).isEmpty();
        assertThat(stub.row().state()).isEqualTo(CaseState.DONE);
        assertThat(stub.row().grade()).isEqualTo(Grade.HIGH);
        assertThat(stub.verdict()).satisfies(verdict -> {
            assertThat(verdict.code()).isEqualTo("paid");
            assertThat(verdict.note()).isEmpty();
            assertThat(verdict.lostFen()).isEqualTo(200);
        });
        assertThat(stub.timeline()).extracting(Entry::kind).containsExactly("opened", "claimed", "closed", "noted",
                "forgotten");
        assertThat(stub.timeline()).extracting(Entry::text).containsExactly("", "", "paid", "", "");
        assertThat(rig.reads().of(LI, CaseRig.phone(1))).isEmpty();
        assertThatThrownBy(() -> rig.cases().reopen(LI, id, "")).isInstanceOf(WrongStateException.class);
        assertThat(rig.reads().balance().holds()).isTrue();
        assertThat(rig.reads().summary(LI).difference()).isZero();
        rig.open(1, Grade.LOW);
        assertThat(rig.reads().balance().cases()).isEqualTo(2);
    }

    @Test
    void nothing_personal_stands_in_redis_unencrypted() {
        CaseId id = rig.open(7, Grade.HIGH);
        Claimed mine = rig.cases().claim(LI, 1).getFirst();
        rig.cases().note(LI, id, mine.token(), "王五的草稿");
        rig.cases().decide(LI, id, mine.token(), new Finding("dissuaded", "张三说没转", 0, 0, Map.of()));
        StringBuilder everything = new StringBuilder();
        for (byte[] key : List.of(Keys.reviewCase(id.partition(), id.number()))) {
            Reply.list(rig.store().redis().call(Call.of("HGETALL", key)))
                    .forEach(each -> everything.append(text(each)));
        }
        Reply.list(rig.store().redis().call(Call.of("LRANGE", Keys.caseHistory(id.partition(), id.number()), 0, -1)))
                .forEach(each -> everything.append(text(each)));
        assertThat(everything.toString()).doesNotContain(CaseRig.phone(7).national(), "张三", "王五", "草稿", "没转")
                .contains("刷单返利", "dissuaded");
    }

    private static String text(@Nullable Object each) {
        return new String(Objects.requireNonNull(Reply.bytes(each)), StandardCharsets.UTF_8);
    }

    @Test
    void a_list_is_read_page_by_page_in_the_order_of_service() {
        List<CaseId> urgent = new ArrayList<>();
        List<CaseId> low = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            (i % 2 == 0 ? low : urgent).add(rig.open(i, i % 2 == 0 ? Grade.LOW : Grade.URGENT));
        }
        Claimed held = rig.cases().claim(LI, 1).getFirst();

        List<CaseRow> all = pages(CaseFilter.WAITING, 5);
        assertThat(all).hasSize(23);
        assertThat(all.getFirst().id()).as("leased ones first").isEqualTo(held.item().row().id());
        assertThat(all.subList(1, 11)).allMatch(row -> row.grade() == Grade.URGENT);
        assertThat(all.subList(11, 23)).extracting(CaseRow::id).containsExactlyInAnyOrderElementsOf(low);
        // Cases of one millisecond may stand in either order.
        assertThat(all.subList(11, 23).stream().map(row -> row.times().due()).toList()).isSorted();
        assertThat(pages(new CaseFilter(CaseState.OPEN, Grade.LOW, null, null, false), 3)).hasSize(12);
        assertThat(pages(new CaseFilter(CaseState.LEASED, null, null, "li", false), 3)).hasSize(1);
        assertThat(pages(new CaseFilter(CaseState.LEASED, null, null, "wang", false), 3)).isEmpty();
        assertThat(pages(new CaseFilter(null, null, null, null, true), 3)).isEmpty();
        rig.cases().decide(LI, held.item().row().id(), held.token(),
                new Finding("false-alarm", "", 0, 0, Map.of()));
        assertThat(pages(new CaseFilter(CaseState.DONE, null, null, null, false), 1)).hasSize(1);
        assertThatThrownBy(() -> rig.reads().page(LI, CaseFilter.WAITING, "x", 5))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private List<CaseRow> pages(CaseFilter filter, int limit) {
        List<CaseRow> rows = new ArrayList<>();
        String cursor = null;
        do {
            CasePage page = rig.reads().page(LI, filter, cursor, limit);
            assertThat(page.rows().size()).isLessThanOrEqualTo(limit);
            rows.addAll(page.rows());
            cursor = page.cursor();
        } while (cursor != null);
        assertThat(rows).extracting(CaseRow::id).doesNotHaveDuplicates();
        return rows;
    }

    @Test
    void changes_are_told_to_whoever_looks_and_sees_the_unit() {
        rig.open(1, Grade.HIGH);
        String cursor = rig.reads().changes(LI, null).cursor();
        assertThat(rig.reads().changes(LI, cursor).changes()).isEmpty();
        CaseId id = rig.open(2, Grade.URGENT, "市局/东");
        rig.cases().claim(LI, id);

        Changes changes = rig.reads().changes(LI, cursor);
        assertThat(changes.changes()).extracting(Changes.Change::id, Changes.Change::state).containsExactly(
                org.assertj.core.api.Assertions.tuple(id, CaseState.OPEN),
                org.assertj.core.api.Assertions.tuple(id, CaseState.LEASED));
        assertThat(rig.reads().changes(LI, changes.cursor()).changes()).isEmpty();
        assertThat(rig.reads().changes(new Reviewer("x", "市局/西"), cursor).changes()).isEmpty();
    }

    @Test
    void a_version_of_the_dictionary_means_one_thing_for_ever() {
        Dictionaries dictionaries = new Dictionaries(rig.store().redis());
        Dictionary usual = ReviewConfig.defaults().dictionary();
        dictionaries.publish(usual);
        dictionaries.publish(usual);
        assertThat(dictionaries.find(1)).contains(usual);
        assertThat(dictionaries.find(2)).isEmpty();
        Dictionary other = new Dictionary(1, usual.dispositions().subList(0, 3));
        assertThatThrownBy(() -> dictionaries.publish(other)).hasMessageContaining("raise version");
        dictionaries.publish(new Dictionary(2, other.dispositions()));
        // As versions without details wrote it: a node of one must know it again.
        assertThat(Reply.text(rig.store().redis().call("HGET", Keys.DICTIONARIES, 2)).lines())
                .allMatch(line -> line.split("\t", -1).length == 9);
        Dictionary asking = new Dictionary(3, List.of(new Disposition("paid", "已转账", "Paid", null,
                Disposition.Effect.CLOSE, null, Disposition.NoteRule.NONE, new Details(Set.of(Disposition.Amount.LOST),
                        List.of("bank", "card"), Set.of("lost", "bank"),
                        Map.of("bank", new Details.Label("银行, 支行", "Bank = branch"))))));
        dictionaries.publish(asking);
        assertThat(dictionaries.find(3)).contains(asking);
    }

    @Test
    void reviewers_are_known_by_what_they_did_today() {
        CaseId id = rig.open(1, Grade.HIGH);
        rig.open(2, Grade.HIGH);
        Claimed mine = rig.cases().claim(LI, id);
        rig.cases().decide(LI, id, mine.token(), new Finding("dissuaded", "", 5, 0, Map.of()));
        rig.cases().claim(LI, 1);

        assertThat(rig.reads().reviewers(LI)).singleElement().satisfies(li -> {
            assertThat(li.name()).isEqualTo("li");
            assertThat(li.online()).isTrue();
            assertThat(li.doneToday()).isEqualTo(1);
            assertThat(li.holding()).isEqualTo(1);
            assertThat(li.medianFirstTouch()).isNotNull();
            assertThat(li.seen()).isAfter(Instant.EPOCH);
        });
        assertThat(rig.reads().days(LI, rig.base().time().today(), rig.base().time().today())).singleElement()
                .satisfies(day -> {
                    assertThat(day.opened()).isEqualTo(2);
                    assertThat(day.touched()).isEqualTo(2);
                    assertThat(day.closed()).isEqualTo(1);
                    assertThat(day.savedFen()).isEqualTo(5);
                    assertThat(day.dispositions()).containsExactly(Map.entry("dissuaded", 1L));
                });
    }
}

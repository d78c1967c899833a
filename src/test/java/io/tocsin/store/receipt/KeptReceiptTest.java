package io.tocsin.store.receipt;

import static io.tocsin.store.work.Steps.LOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.dispatch.WorkStore.Claimed;
import io.tocsin.report.ReceiptStore.Kept;
import io.tocsin.report.ReceiptStore.Keeping;
import io.tocsin.report.ReceiptStore.Match;
import io.tocsin.report.ReceiptStore.Unclaimed;
import io.tocsin.store.RealRedis;
import io.tocsin.store.RetentionConfig;
import io.tocsin.store.StoreRig;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.work.Steps;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Note;
import io.tocsin.warning.Progress;
import io.tocsin.warning.Receipt;
import io.tocsin.warning.Standing;
import io.tocsin.warning.Transition;
import io.tocsin.warning.WarningId;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Receipts that come before, or without, the answer that names them. */
class KeptReceiptTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();
    private StoreRig rig;
    private RedisReceiptStore receipts;
    private BatchId batch;
    private int carrier;

    @BeforeEach
    void open() {
        rig = new StoreRig(SERVER);
        receipts = new RedisReceiptStore(rig.base(), rig.work(), RetentionConfig.defaults(), ZONE);
        batch = rig.batch("b");
        carrier = rig.base().names().carriers().number("cmcc");
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private List<Claimed> claim(int count) {
        return rig.work().workStore().claim(0, "cmcc", List.of(LOW), count).warnings();
    }

    private List<Claimed> claimed(int count) {
        rig.accept(batch, 0, LOW, count);
        return claim(count);
    }

    private void apply(Transition... steps) {
        assertThat(rig.work().workStore().apply(0, List.of(steps)).cardinality()).isEqualTo(steps.length);
    }

    private static Receipt receipt(String id, String phone, boolean delivered, @Nullable String submittedAt) {
        Cause cause = delivered
                ? new Cause(CauseClass.REACHED, "DELIVRD")
                : new Cause(CauseClass.POWERED_OFF, "MK:0012");
        return new Receipt(id, phone, cause, submittedAt);
    }

    private Receipt delivered(String id, Claimed to) {
        return receipt(id, to.standing().warning().phone().national(), true, null);
    }

    private Receipt failed(String id, Claimed to) {
        return receipt(id, to.standing().warning().phone().national(), false, null);
    }

    private Keeping keep(Receipt... all) {
        return receipts.keep(0, "cmcc", List.of(all).stream().map(each -> new Unclaimed(each, 0)).toList());
    }

    /** Those that found their attempt, when their time to be asked has come. */
    private List<Match> found() {
        rig.askNow(0);
        List<Kept> kept = receipts.kept(0, 100);
        receipts.forget(0, kept);
        return kept.stream().map(Kept::match).toList();
    }

    private Standing standing(Claimed claimed) {
        return new Standing(claimed.standing().warning(), rig.progress(id(claimed)));
    }

    private static WarningId id(Claimed claimed) {
        return claimed.standing().warning().id();
    }

    private WarningState state(Claimed claimed) {
        return rig.progress(id(claimed)).state();
    }

    private Map<String, String> kept() {
        return rig.hash(Keys.kept(0, carrier));
    }

    private Map<String, String> doubts() {
        return rig.hash(Keys.ambiguous(0, carrier));
    }

    private static String at(Instant time) {
        return DateTimeFormatter.ofPattern("yyMMddHHmm").withZone(ZONE).format(time);
    }

    @Test
    void a_receipt_before_its_attempt_is_ambiguous_waits_and_settles_it_then() {
        Claimed claimed = claimed(1).getFirst();
        assertThat(keep(delivered("m", claimed)).kept().get(0)).isTrue();
        assertThat(found()).isEmpty();
        assertThat(kept()).hasSize(2);

        apply(Steps.ambiguous(claimed.standing()));

        assertThat(found()).containsExactly(new Match.Applied());
        assertThat(rig.progress(id(claimed))).extracting(Progress::state, each -> each.has(Progress.AMBIGUOUS))
                .containsExactly(WarningState.REACHED, false);
        assertThat(kept()).isEmpty();
        assertThat(doubts()).isEmpty();
        assertThat(rig.redis().call(Call.of("EXISTS", Keys.bound(0), Keys.asked(0)))).isEqualTo(0L);
    }

    @Test
    void a_receipt_after_its_attempt_is_ambiguous_settles_it() {
        Claimed claimed = claimed(1).getFirst();
        apply(Steps.ambiguous(claimed.standing()));
        keep(delivered("m", claimed));

        assertThat(found()).containsExactly(new Match.Applied());
        assertThat(state(claimed)).isEqualTo(WarningState.REACHED);
    }

    @Test
    void whose_it_is_is_not_asked_before_what_was_sent_meanwhile_is_known() {
        Claimed claimed = claimed(1).getFirst();
        keep(delivered("m", claimed));
        long before = Reply.number(Reply.list(rig.redis().call(Call.of("TIME"))).getFirst());
        apply(Steps.ambiguous(claimed.standing()));

        Object next = Reply.list(rig.redis().call(Call.of("ZRANGE", Keys.asked(0), 0, 0, "WITHSCORES"))).get(1);
        assertThat(Reply.number(next)).isGreaterThanOrEqualTo((before + 2) * 1000);
    }

    @Test
    void a_failure_is_for_others_to_decide() {
        Claimed claimed = claimed(1).getFirst();
        keep(failed("m", claimed));
        apply(Steps.ambiguous(claimed.standing()));

        assertThat(found()).singleElement().isInstanceOfSatisfying(Match.Undecided.class, undecided -> {
            assertThat(undecided.standing().progress().has(Progress.AMBIGUOUS)).isTrue();
            apply(Steps.retry(undecided.standing(), LOW, 1, new Cause(CauseClass.POWERED_OFF, "MK:0012")));
        });
        assertThat(doubts()).isEmpty();
        assertThat(kept()).isEmpty();
    }

    @Test
    void what_was_found_stays_until_it_is_forgotten_and_then_counts_as_late() {
        Claimed claimed = claimed(1).getFirst();
        apply(Steps.ambiguous(claimed.standing()));
        keep(delivered("m", claimed));
        rig.askNow(0);

        // The node dies before it forgets.
        assertThat(receipts.kept(0, 100)).extracting(Kept::match).containsExactly(new Match.Applied());
        List<Kept> again = receipts.kept(0, 100);
        assertThat(again).extracting(Kept::match).containsExactly(new Match.Late());
        receipts.forget(0, again);

        assertThat(receipts.kept(0, 100)).isEmpty();
        assertThat(rig.counters(0, batch)).containsEntry("4", "1").containsEntry("3", "0");
    }

    @Test
    void a_receipt_whose_answer_was_merely_late_is_found_by_its_id_when_that_is_known() {
        List<Claimed> claimed = claimed(2);
        keep(delivered("m", claimed.get(0)), failed("n", claimed.get(1)));

        apply(Steps.taken(claimed.get(0), "m"), Steps.taken(claimed.get(1), "n"));

        List<Match> found = found();
        assertThat(found.get(0)).isEqualTo(new Match.Applied());
        assertThat(found.get(1)).isInstanceOf(Match.Undecided.class);
        assertThat(kept()).isEmpty();
    }

    @Test
    void a_receipt_that_is_kept_while_its_id_becomes_known_is_found_too() {
        Claimed claimed = claimed(1).getFirst();
        apply(Steps.taken(claimed, "m"));

        keep(delivered("m", claimed));

        assertThat(kept()).isEmpty();
        assertThat(found()).containsExactly(new Match.Applied());
    }

    @Test
    void a_late_answer_claims_the_receipt_that_was_kept_for_it() {
        Claimed claimed = claimed(1).getFirst();
        keep(failed("m", claimed));
        apply(Steps.ambiguous(claimed.standing()));
        apply(Steps.taken(claimed, "m"));

        assertThat(found()).singleElement().isInstanceOf(Match.Undecided.class);
        assertThat(found()).isEmpty();
    }

    @Test
    void with_two_ambiguous_attempts_to_a_phone_none_is_settled_even_when_one_is_left() {
        List<Claimed> claimed = claimed(90);
        Claimed first = claimed.get(0);
        Claimed second = claimed.get(89);
        keep(delivered("m", first));
        apply(Steps.ambiguous(first.standing()), Steps.ambiguous(second.standing()));
        assertThat(found()).isEmpty();

        apply(Steps.end(standing(second), WarningState.UNREACHED, Note.Kind.NO_RECEIPT, ""));
        keep(delivered("m", first));
        assertThat(found()).isEmpty();
        assertThat(kept()).hasSize(2);

        keep(delivered("n", first));
        assertThat(found()).containsExactly(new Match.Applied());
        assertThat(state(first)).isEqualTo(WarningState.REACHED);
    }

    @Test
    void the_carriers_submit_time_tells_attempts_apart() {
        Claimed claimed = claimed(1).getFirst();
        apply(Steps.ambiguous(claimed.standing()));
        String phone = claimed.standing().warning().phone().digits();

        keep(receipt("old", phone, true, at(Instant.now().minus(Duration.ofHours(2)))));
        assertThat(found()).isEmpty();
        keep(receipt("new", phone, true, at(Instant.now())));

        assertThat(found()).containsExactly(new Match.Applied());
        assertThat(kept()).hasSize(2);
    }

    @Test
    void a_receipt_that_came_before_the_attempt_was_made_is_not_its() {
        Claimed claimed = claimed(1).getFirst();
        receipts.keep(0, "cmcc", List.of(new Unclaimed(delivered("m", claimed), 10_000)));
        apply(Steps.ambiguous(claimed.standing()));
        assertThat(found()).isEmpty();
        assertThat(state(claimed)).isEqualTo(WarningState.AWAITING_RECEIPT);
        keep(failed("n", claimed));

        assertThat(found()).singleElement().isInstanceOf(Match.Undecided.class);
        assertThat(kept()).containsKey("im").doesNotContainKey("in");
    }

    @Test
    void a_delivery_of_either_copy_reaches_a_warning_that_was_sent_twice() {
        Claimed claimed = claimed(1).getFirst();
        apply(Steps.ambiguous(claimed.standing()));
        apply(Steps.resend(standing(claimed), LOW));
        Claimed copy = claim(1).getFirst();

        keep(delivered("first", claimed));
        assertThat(found()).containsExactly(new Match.Applied());

        assertThat(state(claimed)).isEqualTo(WarningState.REACHED);
        assertThat(rig.fences(0, rig.base().node().number())).isEmpty();
        assertThat(rig.work().workStore().apply(0, List.of(Steps.ambiguous(copy.standing()))).isEmpty()).isTrue();
        assertThat(rig.counters(0, batch)).isEqualTo(Map.of("1", "0", "2", "0", "3", "0", "4", "1"));
    }

    @Test
    void a_failure_of_one_copy_settles_neither_while_both_are_unknown_and_a_delivery_settles_the_warning() {
        Claimed claimed = claimed(1).getFirst();
        apply(Steps.ambiguous(claimed.standing()));
        apply(Steps.resend(standing(claimed), LOW));
        Claimed copy = claim(1).getFirst();
        apply(Steps.ambiguous(copy.standing()));

        keep(failed("one", claimed));
        assertThat(found()).isEmpty();
        assertThat(state(claimed)).isEqualTo(WarningState.AWAITING_RECEIPT);
        keep(delivered("other", claimed));

        assertThat(found()).containsExactly(new Match.Applied());
        assertThat(state(claimed)).isEqualTo(WarningState.REACHED);
    }

    @Test
    void a_failure_of_the_first_copy_is_late_when_the_second_is_on_its_way() {
        Claimed claimed = claimed(1).getFirst();
        apply(Steps.ambiguous(claimed.standing()));
        apply(Steps.resend(standing(claimed), LOW));
        claim(1);
        keep(failed("one", claimed));

        assertThat(found()).containsExactly(new Match.Late());
        assertThat(state(claimed)).isEqualTo(WarningState.IN_FLIGHT);
    }

    @Test
    void the_parts_of_a_long_text_all_find_its_attempt() {
        Claimed claimed = claimed(1).getFirst();
        keep(failed("p0", claimed), delivered("p1", claimed), delivered("p2", claimed));
        apply(Steps.ambiguous(claimed.standing()));

        assertThat(found()).containsExactly(new Match.Applied(), new Match.Late(), new Match.Late());
        assertThat(kept()).isEmpty();
    }

    @Test
    void the_oldest_go_when_there_are_too_many_and_all_when_they_are_too_old() {
        Claimed claimed = claimed(1).getFirst();
        long old = Duration.ofDays(3).toMillis() + 20_000;
        assertThat(receipts.keep(0, "cmcc", List.of(new Unclaimed(
                receipt("old", rig.phone(0, 999).digits(), true, null), old))).dropped()).isEqualTo(1);
        assertThat(kept()).isEmpty();
        List<Unclaimed> many = IntStream.range(0, 4106).mapToObj(i -> new Unclaimed(
                receipt("m" + i, rig.phone(0, i / 10).digits(), true, null), 10_000 - i)).toList();
        assertThat(receipts.keep(0, "cmcc", many).dropped()).isEqualTo(10);
        assertThat(kept()).doesNotContainKeys("im0", "im9").containsKeys("im10", "im4105");
        List<Unclaimed> one = IntStream.range(0, 18).mapToObj(i -> new Unclaimed(delivered("x" + i, claimed), 100 - i))
                .toList();
        assertThat(receipts.keep(0, "cmcc", one).dropped()).as("16 of one phone, as many of others").isEqualTo(18);
        assertThat(kept()).doesNotContainKeys("ix0", "ix1").containsKeys("ix2", "ix17");
    }

    @Test
    void without_a_number_or_a_message_id_nothing_is_kept() {
        Claimed claimed = claimed(1).getFirst();

        assertThat(keep(receipt("m", "", true, null), receipt("", "13800138000", true, null),
                delivered("x".repeat(66), claimed), delivered("n", claimed)).kept().stream()).containsExactly(3);
    }

    @Test
    void an_attempt_of_a_dead_node_finds_the_receipt_that_came_before_its_death() {
        try (StoreRig dead = new StoreRig(SERVER)) {
            rig.accept(batch, 0, LOW, 1);
            Claimed claimed = dead.work().workStore().claim(0, "cmcc", List.of(LOW), 1).warnings().getFirst();
            keep(delivered("m", claimed));
            dead.vanish();

            apply(rig.work().workStore().orphans(0, 9).stream().map(Steps::ambiguous).toArray(Transition[]::new));

            assertThat(found()).containsExactly(new Match.Applied());
            assertThat(state(claimed)).isEqualTo(WarningState.REACHED);
        }
    }
}

package io.tocsin.store.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.review.Finding;
import io.tocsin.review.ReviewConfig;
import io.tocsin.review.ReviewListener;
import io.tocsin.review.item.CaseRow;
import io.tocsin.review.item.Claimed;
import io.tocsin.review.item.Reason;
import io.tocsin.review.item.Reviewer;
import io.tocsin.store.RealRedis;
import io.tocsin.store.StoreRig;
import io.tocsin.store.redis.PackedPlace;
import io.tocsin.store.block.Row;
import io.tocsin.store.call.RedisCallJournal;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.result.RedisResultStore;
import io.tocsin.store.work.Steps;
import io.tocsin.warning.AttemptId;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Lane;
import io.tocsin.warning.Note;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Standing;
import io.tocsin.warning.Transition;
import io.tocsin.warning.WarningState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SuspectLooksTest {
    private static final Reviewer LI = new Reviewer("li", null);
    private static final Lane URGENT = new Lane(Channel.VOICE, Operator.MOBILE, Grade.URGENT);
    private static final Lane LOW = new Lane(Channel.VOICE, Operator.MOBILE, Grade.LOW);
    @RegisterExtension
    private static final RealRedis SERVER = new RealRedis();
    private CaseRig rig;
    private Phone phone;
    private final List<String> aside = new ArrayList<>();

    @BeforeEach
    void open() {
        rig = new CaseRig(SERVER);
        phone = rig.store().phone(0, 1);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private Standing claim(Lane lane, Map<String, String> vars) {
        rig.store().acceptRows(rig.store().batch("b"), 0, lane,
                List.of(new Row("r", phone, "刷单返利", "张三", vars, "default", null, null)), 0, null);
        return again(lane);
    }

    private Standing again(Lane lane) {
        return rig.store().work().workStore().claim(0, "trunk", List.of(lane), 1).warnings().getFirst().standing();
    }

    private void apply(Transition step) {
        assertThat(rig.store().work().workStore().apply(0, List.of(step)).get(0)).isTrue();
    }

    private List<CaseRow> cases() {
        return rig.reads().of(LI, phone);
    }

    private long suspects() {
        return Reply.number(rig.store().redis().call(Call.of("ZCARD", Keys.suspects(0))));
    }

    @Test
    void an_urgent_warning_that_was_tried_in_vain_becomes_a_case_once_whoever_looks() {
        Standing claimed = claim(URGENT, Map.of("辖区", "呼伦贝尔/满洲里"));
        apply(Steps.retry(claimed, URGENT, 1, new Cause(CauseClass.NO_ANSWER, "19/480")));
        apply(Steps.end(again(URGENT), WarningState.UNREACHED, Note.Kind.SUBMIT_FAILED, "19/480"));

        assertThat(rig.reads().summary(LI).pending()).as("in the same write").isEqualTo(1);
        rig.upkeep().look();
        new CaseRig(SERVER).upkeep().look();

        assertThat(cases()).singleElement().satisfies(row -> {
            assertThat(row.reasons()).extracting(Reason::kind).containsExactly(Reason.Kind.EXHAUSTED);
            assertThat(row.grade()).isEqualTo(Grade.URGENT);
            assertThat(row.unit()).isEqualTo("呼伦贝尔/满洲里");
            assertThat(row.flags()).isEqualTo(1);
        });
        assertThat(suspects()).isZero();
        assertThat(rig.reads().summary(LI).difference()).isZero();
    }

    @Test
    void an_urgent_warning_that_expires_before_it_was_tried_becomes_a_case() {
        var id = rig.store().acceptRows(rig.store().batch("b"), 0, URGENT,
                List.of(new Row("r", phone, "刷单返利", "张三", Map.of(), "default", null, null)), 0, null).getFirst();
        Standing waits = new RedisResultStore(rig.store().base()).warning(null, id).orElseThrow();
        apply(Steps.end(waits, WarningState.EXPIRED, Note.Kind.EXPIRED, ""));
        rig.upkeep().look();
        assertThat(cases()).singleElement().satisfies(row -> assertThat(row.reasons()).extracting(Reason::kind)
                .containsExactly(Reason.Kind.EXHAUSTED));
    }

    @Test
    void one_warning_that_cannot_be_read_holds_up_no_other_and_is_set_aside() {
        Standing bad = claim(URGENT, Map.of());
        apply(Steps.end(bad, WarningState.UNREACHED, Note.Kind.SUBMIT_FAILED, "19/480"));
        rig.store().redis().call(Call.of("SET", Keys.data(0, bad.warning().id().block()), "damaged"));
        phone = rig.store().phone(0, 2);
        apply(Steps.end(claim(URGENT, Map.of()), WarningState.UNREACHED, Note.Kind.SUBMIT_FAILED, "19/480"));
        CaseRig other = new CaseRig(SERVER, ReviewConfig.defaults(), new ReviewListener() {
            @Override
            public void setAside(String what) {
                aside.add(what);
            }
        }, 2);
        other.upkeep().look();
        other.upkeep().look();
        assertThat(rig.reads().summary(LI).flagged()).isEqualTo(1);
        assertThat(suspects()).isZero();
        assertThat(aside).singleElement().asString().contains(bad.warning().id().toString());
        other.close();
    }

    @Test
    void a_low_warning_that_was_tried_in_vain_is_none() {
        apply(Steps.end(claim(LOW, Map.of()), WarningState.UNREACHED, Note.Kind.SUBMIT_FAILED, "19/480"));
        assertThat(suspects()).isZero();
        rig.upkeep().look();
        assertThat(cases()).isEmpty();
    }

    @Test
    void engaged_calls_become_a_case_when_they_are_a_pattern() {
        Standing now = claim(LOW, Map.of());
        for (int i = 0; i < 3; i++) {
            assertThat(cases()).isEmpty();
            apply(Steps.retry(now, LOW, 1, new Cause(CauseClass.BUSY, "17/486")));
            assertThat(suspects()).isEqualTo(1);
            rig.upkeep().look();
            now = again(LOW);
        }
        assertThat(cases()).singleElement()
                .satisfies(row -> assertThat(row.reasons()).extracting(Reason::kind)
                        .containsExactly(Reason.Kind.BUSY_PATTERN));
    }

    @Test
    void what_happens_while_somebody_looks_is_looked_at_again() {
        Standing now = claim(LOW, Map.of());
        apply(Steps.retry(now, LOW, 1, new Cause(CauseClass.BUSY, "17/486")));
        byte[] place = PackedPlace.of(now.warning().id());
        String seen = Reply.text(rig.store().redis().call(Call.of("ZSCORE", Keys.suspects(0), place)));
        apply(Steps.retry(again(LOW), LOW, 1, new Cause(CauseClass.BUSY, "17/486")));

        rig.store().redis().call(io.tocsin.store.redis.Script.withCases("casedrop").call(Keys.tag(0), place, seen));
        assertThat(suspects()).isEqualTo(1);
    }

    @Test
    void a_person_who_was_put_through_becomes_a_case() {
        Standing now = claim(LOW, Map.of());
        RedisCallJournal journal = new RedisCallJournal(rig.base(), Duration.ofDays(7));
        journal.talked(new AttemptId(now.warning().id(), now.progress().fence()),
                "fraud-warning@1+ab: transferred, end_transferred: greet;");
        rig.upkeep().look();
        assertThat(cases()).singleElement().satisfies(row -> assertThat(row.reasons()).extracting(Reason::kind)
                .containsExactly(Reason.Kind.ASKED_HUMAN));
    }

    @Test
    void a_warning_that_ends_in_vain_after_a_person_closed_the_case_opens_no_other() {
        Standing now = claim(URGENT, Map.of());
        RedisCallJournal journal = new RedisCallJournal(rig.base(), Duration.ofDays(7));
        journal.flag(new AttemptId(now.warning().id(), now.progress().fence()), "d ask");
        Claimed mine = rig.cases().claim(LI, 1).getFirst();
        rig.cases().decide(LI, mine.item().row().id(), mine.token(), new Finding("dissuaded", "", 0, 0, Map.of()));
        apply(Steps.end(now, WarningState.UNREACHED, Note.Kind.SUBMIT_FAILED, "19/480"));
        rig.upkeep().look();

        assertThat(cases()).hasSize(1);
        assertThat(suspects()).isZero();
    }

    @Test
    void a_flag_that_an_earlier_version_stored_is_adopted_once() {
        byte[] key = rig.store().base().phones().of(phone);
        String place = new String(Keys.flags(0), StandardCharsets.US_ASCII) + HexFormat.of().formatHex(key);
        byte[] digits = phone.digits().getBytes(StandardCharsets.US_ASCII);
        byte[] sealed = rig.store().base().cipher().encrypt(place, digits, digits.length);
        ByteBuffer flag = ByteBuffer.allocate(200).put((byte) 1).put((byte) 1).putInt(1_700_000_000)
                .putInt(1_700_000_500).putInt(3).put(new byte[]{0, 0, 0, 0, 7, 0, 1})
                .put(new byte[]{0, 0, 0, 0, 8, 0, 2})
                .putShort((short) sealed.length).put(sealed).put((byte) 3).put("ask".getBytes(StandardCharsets.UTF_8))
                .put((byte) 4).put("paid".getBytes(StandardCharsets.UTF_8));
        byte[] packed = java.util.Arrays.copyOf(flag.array(), flag.position());
        rig.store().redis().call(Call.of("HSET", Keys.flags(0), key, packed));

        assertThat(rig.upkeep().adopt()).isEqualTo(1);
        assertThat(rig.upkeep().adopt()).isZero();

        assertThat(cases()).singleElement().satisfies(row -> {
            assertThat(row.grade()).isEqualTo(Grade.HIGH);
            assertThat(row.flags()).isEqualTo(3);
            assertThat(row.times().opened().getEpochSecond()).isEqualTo(1_700_000_000);
            assertThat(row.reasons()).extracting(Reason::text).containsExactly("ask", "paid");
            assertThat(row.phone()).isEqualTo(phone);
        });
        assertThat(rig.reads().one(LI, cases().getFirst().id()).orElseThrow().warnings()).hasSize(2);
        assertThat(rig.reads().balance().holds()).isTrue();
        assertThat(StoreRig.PARTITIONS).isPositive();
    }
}

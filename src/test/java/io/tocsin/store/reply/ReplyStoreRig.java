package io.tocsin.store.reply;

import io.tocsin.dispatch.WorkStore.Claimed;
import io.tocsin.report.ResultStore.Event;
import io.tocsin.report.ResultStore.Kind;
import io.tocsin.report.replies.ReplyConfig;
import io.tocsin.report.replies.ReplyFate;
import io.tocsin.report.replies.ReplyStore.Heard;
import io.tocsin.report.replies.ReplyStore.Taken;
import io.tocsin.review.item.Case;
import io.tocsin.review.item.Reviewer;
import io.tocsin.store.RealRedis;
import io.tocsin.store.StoreRig;
import io.tocsin.store.block.Row;
import io.tocsin.store.redis.ReplyKeys;
import io.tocsin.store.result.RedisResultStore;
import io.tocsin.store.review.CaseRig;
import io.tocsin.store.work.Steps;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Lane;
import io.tocsin.warning.Note;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Reply;
import io.tocsin.warning.TimelineEntry;
import io.tocsin.warning.WarningId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A reply store on a real Redis, and how it is told. */
class ReplyStoreRig {
    static final Reviewer EVERYONE = new Reviewer("everyone", null);
    static final Lane HIGH = new Lane(Steps.LOW.channel(), Steps.LOW.operator(), Grade.HIGH);
    static final String EMOJI = "😀";
    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();
    final List<String> audited = new ArrayList<>();
    StoreRig rig;
    CaseRig cases;
    RedisReplyStore store;
    RedisResultStore results;
    int ids;

    @BeforeEach
    void open() {
        cases = new CaseRig(SERVER);
        rig = cases.store();
        store = store(Duration.ofMinutes(1));
        results = new RedisResultStore(rig.base());
    }

    RedisReplyStore store(Duration partsWait) {
        return new RedisReplyStore(cases.base(), rig.work().stopList(),
                new ReplyConfig(ReplyConfig.defaults().optOut(), partsWait),
                (phone, carrier, reason) -> audited.add(phone.masked() + " " + carrier + " " + reason),
                Duration.ofDays(7));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    /** Warnings of that grade to one number, each accepted and claimed. */
    List<Claimed> claimed(Lane lane, Phone phone, int count) {
        List<Row> rows = IntStream.range(0, count)
                .mapToObj(i -> new Row("r" + i, phone, "刷单返利", "张三", Map.of(), "default", null, null)).toList();
        BatchId batch = rig.batch("b" + ids++);
        rig.acceptRows(batch, 0, lane, rows, 0, null);
        return rig.work().workStore().claim(0, "line", List.of(lane), count).warnings();
    }

    /** The same, texted in that order. */
    List<WarningId> texted(Lane lane, Phone phone, int count) {
        List<Claimed> all = claimed(lane, phone, count);
        all.forEach(each -> rig.work().workStore().apply(0, List.of(Steps.taken(each))));
        return all.stream().map(each -> each.standing().warning().id()).toList();
    }

    Reply reply(Phone phone, String text) {
        return new Reply("id" + ids++, phone.national(), "10690096110", Reply.Coding.UCS2, ucs2(text), null);
    }

    static String ucs2(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.ISO_8859_1);
    }

    static Reply part(Phone phone, String octets, int total, int number) {
        return new Reply("", phone.digits(), "10690096110", Reply.Coding.UCS2, octets,
                new Reply.Part(7, total, number));
    }

    Taken take(Reply... replies) {
        return store.take(Arrays.stream(replies).map(each -> new Heard("line", each)).toList());
    }

    ReplyFate fate(Reply reply) {
        return Objects.requireNonNull(take(reply).answers().getFirst()).fate();
    }

    List<String> said(WarningId id) {
        return results.timeline(id).stream().filter(each -> each.kind() == Note.Kind.REPLY).map(TimelineEntry::text)
                .toList();
    }

    List<Event> events() {
        return results.events(StoreRig.CLIENT, null, 100).items();
    }

    Case open(Phone phone) {
        return cases.reads().one(EVERYONE, cases.reads().of(EVERYONE, phone).getFirst().id()).orElseThrow();
    }

    /** As if every wait were over. */
    void passTime() {
        for (int p = 0; p < StoreRig.PARTITIONS; p++) {
            byte[] times = ReplyKeys.times(p);
            for (Object member : io.tocsin.store.redis.Reply.list(rig.redis().call("ZRANGE", times, 0, -1))) {
                rig.redis().call("ZADD", times, 1, Objects.requireNonNull(member));
            }
        }
    }

    /** Looks twice, as a reply without a warning is looked at twice before it stands by itself. */
    List<ReplyFate> later() {
        List<ReplyFate> fates = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            passTime();
            store.overdue(10).forEach(each -> fates.add(each.fate()));
        }
        return fates;
    }
}

package io.tocsin.store.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.dispatch.WorkStore.Claimed;
import io.tocsin.report.ResultStore;
import io.tocsin.report.ResultStore.Kind;
import io.tocsin.report.replies.StrayReplies;
import io.tocsin.report.replies.ReplyFate;
import io.tocsin.report.replies.ReplyStore.Answer;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.ReplyKeys;
import io.tocsin.store.work.Steps;
import io.tocsin.warning.Note;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Reply;
import io.tocsin.warning.Transition;
import io.tocsin.warning.WarningId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class WaitingRepliesTest extends ReplyStoreRig {
    @Test
    void one_without_a_warning_is_kept_at_once_waits_for_it_and_then_stands_by_itself() {
        Phone phone = rig.phone(0, 1);
        Reply early = reply(phone, "已转账");
        assertThat(take(early, reply(rig.phone(0, 2), "你是谁")).answers())
                .extracting(each -> Objects.requireNonNull(each).fate())
                .containsExactly(ReplyFate.WAITING, ReplyFate.WAITING);
        assertThat(fate(early)).as("it is known already").isEqualTo(ReplyFate.REPEATED);

        WarningId id = texted(Steps.LOW, phone, 1).getFirst();
        assertThat(store.overdue(10)).as("a second later").isEmpty();
        passTime();
        assertThat(store.overdue(10)).extracting(Answer::fate).containsExactly(ReplyFate.MATCHED);
        assertThat(said(id)).containsExactly("已转账");
        passTime();
        assertThat(store.overdue(10)).extracting(Answer::fate).containsExactly(ReplyFate.UNMATCHED);
        assertThat(rig.redis().call("ZCARD", ReplyKeys.strays(0))).isEqualTo(1L);
        assertThat(rig.redis().call("ZCARD", ReplyKeys.times(0))).isEqualTo(0L);
    }

    @Test
    void replies_without_a_warning_are_listed_the_newest_first_and_page_by_page() {
        for (int i = 0; i < 6; i++) {
            take(reply(rig.phone(i % 3, 1), "第" + i));
        }
        later();
        RedisStrays strays = new RedisStrays(rig.base());
        // As if they had come two by two.
        for (int p = 0; p < 3; p++) {
            long at = 1000;
            for (Object member : io.tocsin.store.redis.Reply
                    .list(rig.redis().call("ZRANGE", ReplyKeys.strays(p), 0, -1))) {
                rig.redis().call("ZADD", ReplyKeys.strays(p), at, Objects.requireNonNull(member));
                at += 1000;
            }
        }
        List<StrayReplies.Stray> all = new ArrayList<>();
        String cursor = null;
        do {
            ResultStore.Page<StrayReplies.Stray> page = strays.page(cursor, 2);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(2);
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        assertThat(all).extracting(each -> each.said().text())
                .containsExactlyInAnyOrder("第0", "第1", "第2", "第3", "第4", "第5");
        assertThat(all).extracting(each -> each.at().toEpochMilli()).containsExactly(2000L, 2000L, 2000L, 1000L, 1000L,
                1000L);
        assertThat(all).extracting(StrayReplies.Stray::phone).containsOnly(rig.phone(0, 1), rig.phone(1, 1),
                rig.phone(2, 1));
        assertThat(all).extracting(StrayReplies.Stray::id).doesNotHaveDuplicates();
        assertThat(strays.page(null, 2).items()).isEqualTo(all.subList(0, 2));

        rig.redis().call("ZADD", ReplyKeys.strays(0), 9000, "no cipher text");
        assertThat(strays.page(null, 10).items()).as("what cannot be read hides no other").isEqualTo(all);
    }

    @Test
    void one_that_fails_by_itself_is_kept_and_no_other_waits_for_it() {
        WarningId bad = texted(Steps.LOW, rig.phone(0, 1), 1).getFirst();
        WarningId good = texted(Steps.LOW, rig.phone(0, 2), 1).getFirst();
        byte[] key = ReplyKeys.replies(0, bad.block());
        rig.redis().call("SET", key, "not a hash");
        Reply failing = reply(rig.phone(0, 1), "我没事");

        assertThat(take(failing, reply(rig.phone(0, 2), "知道")).answers())
                .extracting(each -> Objects.requireNonNull(each).fate())
                .containsExactly(ReplyFate.WAITING, ReplyFate.MATCHED);
        assertThat(said(good)).containsExactly("知道");
        assertThat(fate(failing)).isEqualTo(ReplyFate.REPEATED);
        assertThat(later()).isEmpty();

        rig.redis().call("DEL", key);
        assertThat(later()).as("nothing is lost").containsExactly(ReplyFate.MATCHED);
        assertThat(said(bad)).containsExactly("我没事");
    }

    @Test
    void what_cannot_be_read_holds_up_nothing_is_set_aside_and_dropped_at_last() {
        WarningId id = texted(Steps.LOW, rig.phone(0, 1), 1).getFirst();
        take(reply(rig.phone(0, 2), "毒"));
        byte[] poison = Objects.requireNonNull(io.tocsin.store.redis.Reply.bytes(io.tocsin.store.redis.Reply
                .list(rig.redis().call("ZRANGE", ReplyKeys.times(0), 0, -1)).getFirst()));
        rig.redis().call("HSET", ReplyKeys.parts(0, poison), "1", "no cipher text");
        take(part(rig.phone(0, 1), ucs2("前"), 2, 1));

        assertThat(later()).containsExactly(ReplyFate.MATCHED);
        assertThat(said(id)).containsExactly("前[…]");
        List<ReplyFate> fates = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            fates.addAll(later());
        }
        assertThat(fates).containsExactly(ReplyFate.SET_ASIDE, ReplyFate.DROPPED);
        assertThat(rig.redis().call("ZCARD", ReplyKeys.times(0))).isEqualTo(0L);
        assertThat(rig.redis().call("EXISTS", ReplyKeys.parts(0, poison))).isEqualTo(0L);
    }

    @Test
    void one_whose_warning_cannot_be_read_just_now_waits_and_is_none_without_a_warning() {
        WarningId bad = texted(Steps.LOW, rig.phone(0, 1), 1).getFirst();
        WarningId good = texted(Steps.LOW, rig.phone(0, 2), 1).getFirst();
        byte[] data = Objects.requireNonNull(io.tocsin.store.redis.Reply
                .bytes(rig.redis().call("GET", Keys.data(0, bad.block()))));
        rig.redis().call("SET", Keys.data(0, bad.block()), "no cipher text");
        rig.base().blocks().cache().remove(0, bad.block());

        assertThat(take(reply(rig.phone(0, 1), "我没事"), reply(rig.phone(0, 2), "知道")).answers())
                .extracting(each -> Objects.requireNonNull(each).fate())
                .containsExactly(ReplyFate.WAITING, ReplyFate.MATCHED);
        assertThat(said(good)).containsExactly("知道");
        assertThat(later()).as("however often it is looked at").isEmpty();
        assertThat(rig.redis().call("ZCARD", ReplyKeys.strays(0))).isEqualTo(0L);

        rig.redis().call("SET", Keys.data(0, bad.block()), data);
        assertThat(later()).containsExactly(ReplyFate.MATCHED);
        assertThat(said(bad)).containsExactly("我没事");
    }

    @Test
    void what_fails_is_tried_after_growing_pauses_and_from_the_eighth_time_on_once_a_day() {
        take(reply(rig.phone(0, 2), "毒"));
        byte[] poison = Objects.requireNonNull(io.tocsin.store.redis.Reply.bytes(io.tocsin.store.redis.Reply
                .list(rig.redis().call("ZRANGE", ReplyKeys.times(0), 0, -1)).getFirst()));
        rig.redis().call("HSET", ReplyKeys.parts(0, poison), "1", "no cipher text");
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            passTime();
            store.overdue(10);
            double due = Double.parseDouble(
                    io.tocsin.store.redis.Reply.text(rig.redis().call("ZSCORE", ReplyKeys.times(0), poison)));
            pauses.add(Math.round((due - rig.base().clock().millis()) / 5000));
        }
        assertThat(pauses).as("in five seconds").startsWith(1L, 1L, 2L, 4L, 8L, 16L, 32L).endsWith(17280L, 17280L,
                17280L);
    }

    @Test
    void where_nothing_waits_no_script_runs() {
        String before = scripts();
        assertThat(store.overdue(10)).isEmpty();
        assertThat(scripts()).isEqualTo(before);
    }

    private String scripts() {
        return io.tocsin.store.redis.Reply.text(rig.redis().call("INFO", "commandstats")).lines()
                .filter(line -> line.startsWith("cmdstat_evalsha:")).map(line -> line.split(",", 2)[0]).findFirst()
                .orElse("");
    }

    @Test
    void an_answer_that_comes_late_does_not_take_replies_away_from_a_later_text() {
        Phone phone = rig.phone(0, 1);
        List<Claimed> two = claimed(Steps.LOW, phone, 2);
        rig.work().workStore().apply(0, List.of(Steps.ambiguous(two.get(0).standing())));
        rig.work().workStore().apply(0, List.of(Steps.taken(two.get(1))));
        rig.work().workStore().apply(0, List.of(Steps.taken(two.get(0))));

        assertThat(fate(reply(phone, "收到"))).isEqualTo(ReplyFate.MATCHED);
        assertThat(said(two.get(1).standing().warning().id())).containsExactly("收到");
    }

    @Test
    void a_call_of_unknown_end_is_no_text() {
        Phone phone = rig.phone(0, 1);
        WarningId text = texted(Steps.LOW, phone, 1).getFirst();
        Transition call = Steps.ambiguous(claimed(Steps.LOW, phone, 1).getFirst().standing());
        rig.work().workStore().apply(0, List.of(call.with(new Note(Note.Kind.AMBIGUOUS, "ami/lost"))));

        assertThat(fate(reply(phone, "收到"))).isEqualTo(ReplyFate.MATCHED);
        assertThat(said(text)).containsExactly("收到");
    }
}

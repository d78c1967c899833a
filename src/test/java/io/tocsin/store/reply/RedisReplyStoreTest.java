package io.tocsin.store.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tocsin.dispatch.ContactStore.Stop;
import io.tocsin.dispatch.WorkStore.Claimed;
import io.tocsin.report.ResultStore.Event;
import io.tocsin.report.ResultStore.Kind;
import io.tocsin.report.ResultStore.Said;
import io.tocsin.report.replies.ReplyConfig;
import io.tocsin.report.replies.ReplyFate;
import io.tocsin.report.replies.ReplyStore.Answer;
import io.tocsin.report.replies.ReplyStore.Heard;
import io.tocsin.report.replies.ReplyStore.Taken;
import io.tocsin.review.item.Case;
import io.tocsin.review.item.Entry;
import io.tocsin.review.item.Reason;
import io.tocsin.store.review.CaseRig;
import io.tocsin.store.secret.PhoneKeys;
import io.tocsin.store.secret.StoreKey;
import io.tocsin.store.work.Steps;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Note;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Reply;
import io.tocsin.warning.StopKind;
import io.tocsin.warning.TimelineEntry;
import io.tocsin.warning.Warning;
import io.tocsin.warning.WarningId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RedisReplyStoreTest extends ReplyStoreRig {
    @Test
    void a_reply_stands_with_the_latest_texted_warning_of_its_number_and_in_its_clients_feed() {
        Phone phone = rig.phone(0, 1);
        WarningId other = texted(Steps.LOW, rig.phone(0, 2), 1).getFirst();
        List<WarningId> mine = texted(Steps.LOW, phone, 3);
        Claimed later = claimed(Steps.LOW, phone, 1).getFirst();

        assertThat(fate(reply(phone, "我知道了" + EMOJI + "ᠮᠣᠩᠭᠣᠯ"))).isEqualTo(ReplyFate.MATCHED);

        assertThat(said(mine.get(2))).containsExactly("我知道了" + EMOJI + "ᠮᠣᠩᠭᠣᠯ");
        assertThat(said(mine.get(0))).isEmpty();
        assertThat(said(other)).isEmpty();
        assertThat(said(later.standing().warning().id())).as("claimed, and not sent yet").isEmpty();
        assertThat(results.timeline(mine.get(2)).getLast().carrier()).isEqualTo("line");
        Event event = events().getFirst();
        assertThat(event.kind()).isEqualTo(Kind.REPLY);
        assertThat(event.standing().warning().id()).isEqualTo(mine.get(2));
        assertThat(event.said())
                .isEqualTo(new Said("line", "10690096110", "我知道了" + EMOJI + "ᠮᠣᠩᠭᠣᠯ", false, false));
        assertThat(cases.reads().of(EVERYONE, phone)).as("nobody reads what answers a low one").isEmpty();
    }

    @Test
    void each_reply_is_an_event_of_its_own_and_the_same_when_read_again() {
        Phone phone = rig.phone(0, 1);
        texted(Steps.LOW, phone, 1);
        take(reply(phone, "一"), reply(phone, "二"), reply(phone, "三"));

        List<Event> events = events();
        assertThat(events).extracting(event -> Objects.requireNonNull(event.said()).text()).containsExactly("一", "二",
                "三");
        assertThat(events.stream().map(Event::id).distinct()).hasSize(3);
        assertThat(events()).isEqualTo(events);
    }

    @Test
    void a_reply_to_a_text_of_unknown_end_finds_its_warning() {
        Phone phone = rig.phone(0, 1);
        Claimed lost = claimed(Steps.LOW, phone, 1).getFirst();
        rig.work().workStore().apply(0, List.of(Steps.ambiguous(lost.standing())));

        assertThat(fate(reply(phone, "收到"))).isEqualTo(ReplyFate.MATCHED);
        assertThat(said(lost.standing().warning().id())).containsExactly("收到");
    }

    @Test
    void what_the_carrier_sends_again_is_taken_once() {
        Phone phone = rig.phone(0, 1);
        WarningId id = texted(Steps.LOW, phone, 1).getFirst();
        Reply again = reply(phone, "1");
        assertThat(fate(again)).isEqualTo(ReplyFate.MATCHED);
        assertThat(fate(again)).isEqualTo(ReplyFate.REPEATED);
        assertThat(fate(reply(phone, "1"))).as("the same text under another id").isEqualTo(ReplyFate.MATCHED);
        Reply nameless = new Reply("", phone.digits(), "106", Reply.Coding.ASCII, "1", null);
        assertThat(fate(nameless)).isEqualTo(ReplyFate.MATCHED);
        assertThat(fate(nameless)).as("without an id the same is the same again").isEqualTo(ReplyFate.REPEATED);
        assertThat(said(id)).hasSize(3);
    }

    @Test
    void parts_become_one_in_any_order_whatever_they_cut_apart() {
        Phone phone = rig.phone(0, 1);
        WarningId id = texted(Steps.LOW, phone, 1).getFirst();
        String octets = ucs2("钱转了" + EMOJI + "怎么办");
        // Inside of the emoji, whose two halves are octets 6 to 9.
        String one = octets.substring(0, 8);
        String two = octets.substring(8, 10);
        String three = octets.substring(10);

        Taken taken = take(part(phone, three, 3, 3), part(phone, one, 3, 1), part(phone, one, 3, 1));
        assertThat(taken.answers()).extracting(each -> Objects.requireNonNull(each).fate())
                .containsExactly(ReplyFate.PART, ReplyFate.PART, ReplyFate.REPEATED);
        assertThat(taken.whole()).isEmpty();
        assertThat(said(id)).isEmpty();
        taken = take(part(phone, two, 3, 2));
        assertThat(taken.whole()).extracting(Answer::fate).containsExactly(ReplyFate.MATCHED);
        assertThat(said(id)).containsExactly("钱转了" + EMOJI + "怎么办");
        assertThat(store.overdue(10)).isEmpty();
        assertThat(fate(part(phone, two, 3, 2))).as("sent again").isEqualTo(ReplyFate.REPEATED);
    }

    @Test
    void parts_that_came_to_two_nodes_become_one() {
        Phone phone = rig.phone(0, 1);
        WarningId id = texted(Steps.LOW, phone, 1).getFirst();
        try (CaseRig other = new CaseRig(SERVER)) {
            RedisReplyStore there = new RedisReplyStore(other.base(), other.store().work().stopList(),
                    ReplyConfig.defaults(), (_, _, _) -> {
                    }, Duration.ofDays(7));
            there.take(List.of(new Heard("line", part(phone, ucs2("后一半"), 2, 2))));
        }
        assertThat(take(part(phone, ucs2("前一半"), 2, 1)).whole()).hasSize(1);
        assertThat(said(id)).containsExactly("前一半后一半");
    }

    @Test
    void a_part_that_never_comes_is_not_waited_for_longer_than_said() {
        Phone phone = rig.phone(0, 1);
        WarningId id = texted(Steps.LOW, phone, 1).getFirst();
        store = store(Duration.ofSeconds(1));
        take(part(phone, ucs2("一"), 4, 1), part(phone, ucs2("四"), 4, 4));
        passTime();

        List<Answer> overdue = store.overdue(10);

        assertThat(overdue).extracting(Answer::fate, each -> each.marks().incomplete())
                .containsExactly(tuple(ReplyFate.MATCHED, true));
        assertThat(said(id)).containsExactly("一[…]四");
        assertThat(Objects.requireNonNull(events().getFirst().said()).incomplete()).isTrue();
        passTime();
        assertThat(store.overdue(10)).as("once").isEmpty();
    }

    @Test
    void a_reference_that_is_used_anew_does_not_mix_two_texts() {
        Phone phone = rig.phone(0, 1);
        WarningId id = texted(Steps.LOW, phone, 1).getFirst();
        take(part(phone, ucs2("旧一"), 2, 1));
        Taken taken = take(part(phone, ucs2("新一"), 2, 1), part(phone, ucs2("新二"), 2, 2));
        assertThat(taken.whole()).hasSize(1);
        assertThat(store.overdue(10)).extracting(each -> each.marks().incomplete()).containsExactly(true);
        assertThat(said(id)).containsExactly("新一新二", "旧一[…]");
    }

    @Test
    void an_opt_out_stops_the_number_but_not_its_urgent_warnings_and_says_so() {
        Phone phone = rig.phone(0, 1);
        WarningId id = texted(HIGH, phone, 1).getFirst();
        Answer answer = Objects.requireNonNull(take(reply(phone, " ｔｄ。")).answers().getFirst());

        assertThat(answer.marks().optedOut()).isTrue();
        assertThat(results.timeline(id)).extracting(TimelineEntry::kind, TimelineEntry::text)
                .endsWith(tuple(Note.Kind.REPLY, " ｔｄ。"), tuple(Note.Kind.OPTED_OUT, ""));
        Stop stop = rig.work().contactStore().stopped(phone).orElseThrow();
        assertThat(stop.optOut()).isTrue();
        assertThat(stop.reason()).contains("TD");
        assertThat(audited).containsExactly(phone.masked() + " line " + stop.reason());
        assertThat(claimed(Steps.LOW, phone, 1).getFirst().stopped()).isEqualTo(StopKind.OPTED_OUT);
        assertThat(Objects.requireNonNull(events().getFirst().said()).optOut()).isTrue();
        assertThat(cases.reads().of(EVERYONE, phone)).as("an opt-out is nothing to call back for").isEmpty();
        assertThat(Objects.requireNonNull(take(reply(phone, "退订")).answers().getFirst()).marks().optedOut())
                .as("it is on the list already").isFalse();
        assertThat(results.timeline(id).getLast().text()).isEqualTo("again");
        assertThat(audited).as("once, not for what is on the list already").hasSize(1);
    }

    @Test
    void what_says_something_to_a_high_warning_opens_a_case_and_an_ok_does_not() {
        Phone phone = rig.phone(0, 1);
        WarningId id = texted(HIGH, phone, 1).getFirst();
        take(reply(phone, "好的，谢谢！"), reply(phone, "OK"), reply(phone, "１"));
        assertThat(cases.reads().of(EVERYONE, phone)).isEmpty();

        take(reply(phone, "他让我把钱转到62220000123456789"));

        Case item = open(phone);
        assertThat(item.row().grade()).isEqualTo(Grade.HIGH);
        assertThat(item.row().reasons()).extracting(Reason::kind, Reason::text)
                .containsExactly(tuple(Reason.Kind.REPLY, "他让我把钱转到****"));
        assertThat(item.warnings()).containsExactly(id);
        assertThat(item.timeline()).extracting(Entry::kind, Entry::text).contains(
                tuple("opened", "他让我把钱转到62220000123456789"));
        assertThat(item.row().unit()).isEqualTo("呼伦贝尔/海拉尔");
    }

    @Test
    void a_cry_for_help_raises_the_case_whatever_its_warning_and_without_one() {
        Phone phone = rig.phone(0, 1);
        texted(Steps.LOW, phone, 1);
        take(reply(phone, "没有被骗"));
        assertThat(cases.reads().of(EVERYONE, phone)).as("denied").isEmpty();
        take(reply(phone, "我 已 转 账 了！"));
        assertThat(open(phone).row().grade()).isEqualTo(Grade.URGENT);
        assertThat(open(phone).row().name()).isEqualTo("张三");

        Phone stranger = rig.phone(0, 2);
        take(reply(stranger, "救命"));
        later();
        Case item = open(stranger);
        assertThat(item.row().grade()).isEqualTo(Grade.URGENT);
        assertThat(item.warnings()).isEmpty();
        take(reply(stranger, "帮帮我"));
        later();
        assertThat(open(stranger).row().flags()).isEqualTo(2);
    }

    @Test
    void a_warning_keeps_so_many_replies() {
        Phone phone = rig.phone(0, 1);
        WarningId id = texted(Steps.LOW, phone, 1).getFirst();
        Reply[] many = IntStream.range(0, 40).mapToObj(i -> reply(phone, "第" + i)).toArray(Reply[]::new);
        assertThat(take(many).answers().stream().filter(
                each -> Objects.requireNonNull(each).fate() == ReplyFate.TOO_MANY)).hasSize(8);
        assertThat(said(id)).hasSize(32);
    }

    @Test
    void texts_are_not_readable_where_they_are_kept() {
        Phone phone = rig.phone(0, 1);
        WarningId id = texted(Steps.LOW, phone, 1).getFirst();
        take(reply(phone, "secret words"), reply(rig.phone(0, 2), "secret words"));
        take(part(phone, ucs2("secret words"), 2, 1));
        for (Object key : io.tocsin.store.redis.Reply.list(rig.redis().call("KEYS", "{0}M*"))) {
            byte[] dump = io.tocsin.store.redis.Reply.bytes(rig.redis().call("DUMP", Objects.requireNonNull(key)));
            assertThat(new String(Objects.requireNonNull(dump), StandardCharsets.ISO_8859_1))
                    .doesNotContain("secret", phone.national());
        }
        assertThat(said(id)).containsExactly("secret words");
    }

    @Test
    void what_was_seen_cannot_be_found_by_trying_numbers_and_words() throws Exception {
        Phone phone = rig.phone(0, 1);
        Reply optOut = new Reply("", phone.digits(), "106", Reply.Coding.ASCII, "TD", null);
        take(optOut, part(phone, ucs2("TD"), 2, 1));

        List<byte[]> seen = io.tocsin.store.redis.Reply.list(rig.redis().call("ZRANGE", "{0}Ms", 0, -1)).stream()
                .map(each -> Objects.requireNonNull(io.tocsin.store.redis.Reply.bytes(each))).toList();
        assertThat(seen).hasSize(2);
        String all = String.join("\0", "line", "", optOut.phone(), "106", "ASCII", "null", "TD");
        byte[] guess = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
        assertThat(seen).noneMatch(each -> Arrays.equals(each, Arrays.copyOf(guess, each.length)));
        byte[] key = new byte[StoreKey.BYTES];
        Arrays.fill(key, (byte) 9);
        StoreKey other = new StoreKey(key);
        assertThat(Fingerprint.of("line", rig.base().phones(), phone, optOut).bytes()).isIn(seen)
                .isNotEqualTo(Fingerprint.of("line", new PhoneKeys(other, 8), phone, optOut).bytes());
    }

    @Test
    void a_reply_without_a_number_is_dropped_and_says_so() {
        assertThat(fate(new Reply("x", "anonymous", "106", Reply.Coding.ASCII, "hi", null)))
                .isEqualTo(ReplyFate.NO_NUMBER);
    }

    @Test
    void an_old_warning_is_found_by_its_tag_only_when_the_number_is_its_own() {
        Phone phone = rig.phone(0, 1);
        Warning warning = claimed(Steps.LOW, phone, 1).getFirst().standing().warning();
        take(reply(phone, "你好"));
        assertThat(later()).as("claimed " + warning.id() + ", never sent").containsExactly(ReplyFate.UNMATCHED);
    }
}

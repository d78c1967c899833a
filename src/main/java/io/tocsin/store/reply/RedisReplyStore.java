package io.tocsin.store.reply;

import io.tocsin.report.replies.OptOut;
import io.tocsin.report.replies.OptOutTrail;
import io.tocsin.report.replies.ReplyConfig;
import io.tocsin.report.replies.ReplyFate;
import io.tocsin.report.replies.ReplyStore;
import io.tocsin.review.item.Reason;
import io.tocsin.store.StoreBase;
import io.tocsin.store.contact.LatestTexts;
import io.tocsin.store.contact.StopList;
import io.tocsin.store.receipt.ReceiptPhone;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.store.review.CaseBase;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Warning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where replies become durable: one script for each, all of a group in one round trip. */
public final class RedisReplyStore implements ReplyStore {
    private static final long OPENED = 2;
    private static final long ALL_THERE = 2;
    private final StoreBase base;
    private final CaseBase cases;
    private final LatestTexts texts;
    private final Parts parts;
    private final ReplyCall calls;
    private final Script overdue = Script.withPrelude("parts");

    /**
     * Takes what it needs.
     *
     * @param cases where the numbers that replies flag become cases
     * @param stopList where numbers go whose persons want no more
     * @param trail where that is noted before
     * @param keepEvents how long events are kept
     */
    public RedisReplyStore(CaseBase cases, StopList stopList, ReplyConfig config, OptOutTrail trail,
            Duration keepEvents) {
        this.base = cases.store();
        this.cases = cases;
        this.texts = new LatestTexts(base);
        this.parts = new Parts(base, config.partsWait());
        this.calls = new ReplyCall(cases, stopList, new OptOut(config.optOut()), trail, keepEvents);
    }

    /** What is to become of one of a group, by its place there. */
    private record Due(int place, Whole whole, boolean hurry) {}

    @Override
    public Taken take(List<Heard> replies) {
        @Nullable
        Answer[] answers = new Answer[replies.size()];
        List<Integer> partPlaces = new ArrayList<>();
        List<Call> partCalls = new ArrayList<>();
        List<Due> whole = new ArrayList<>();
        for (int i = 0; i < replies.size(); i++) {
            Heard each = replies.get(i);
            var reply = each.reply();
            Phone phone = ReceiptPhone.of(reply.phone()).orElse(null);
            if (phone == null) {
                answers[i] = new Answer(each.carrier(), ReplyFate.NO_NUMBER, Marks.NONE);
            } else if (reply.part() != null) {
                partPlaces.add(i);
                partCalls.add(parts.keep(each.carrier(), phone, reply, reply.part()));
            } else {
                whole.add(new Due(i, new Whole(each.carrier(), phone, reply.to(), reply.text(), false,
                        Fingerprint.of(each.carrier(), base.phones(), phone, reply), Merge.NONE), each.hurry()));
            }
        }
        List<Due> joined = new ArrayList<>();
        List<@Nullable Object> kept = base.redis().pipelineSafely(partCalls);
        for (int i = 0; i < kept.size(); i++) {
            List<@Nullable Object> told = Reply.list(kept.get(i));
            Heard each = replies.get(partPlaces.get(i));
            long fate = Reply.number(told.getFirst());
            answers[partPlaces.get(i)] = new Answer(each.carrier(), fate == 0 ? ReplyFate.REPEATED : ReplyFate.PART,
                    Marks.NONE);
            if (fate == ALL_THERE) {
                joined.add(new Due(-1, join(each, told.subList(1, told.size())), true));
            }
        }
        List<Answer> put = record(joined).stream().filter(Objects::nonNull).map(Answer.class::cast).toList();
        List<@Nullable Answer> recorded = record(whole);
        for (int i = 0; i < whole.size(); i++) {
            answers[whole.get(i).place()] = recorded.get(i);
        }
        return new Taken(Arrays.asList(answers), put);
    }

    private Whole join(Heard last, List<@Nullable Object> flat) {
        Phone phone = ReceiptPhone.of(last.reply().phone()).orElseThrow();
        Merge merge = Merge.of(last.carrier(), base.phones(), phone, last.reply(),
                Objects.requireNonNull(last.reply().part()));
        return parts.join(base.phones().partition(phone), merge.key(), Parts.sealed(bytes(flat)));
    }

    private static List<byte[]> bytes(List<@Nullable Object> flat) {
        return flat.stream().map(each -> Objects.requireNonNull(Reply.bytes(each))).toList();
    }

    @Override
    public List<Answer> overdue(int most) {
        List<Call> looks = new ArrayList<>();
        for (int p = 0; p < base.partitions(); p++) {
            looks.add(overdue.call(Keys.tag(p), most));
        }
        List<@Nullable Object> answers = base.redis().pipeline(looks);
        List<Due> due = new ArrayList<>();
        for (int p = 0; p < answers.size(); p++) {
            List<@Nullable Object> found = Reply.list(answers.get(p));
            for (int i = 0; i + 1 < found.size(); i += 2) {
                byte[] key = Objects.requireNonNull(Reply.bytes(found.get(i)));
                due.add(new Due(-1, parts.join(p, key, Parts.sealed(bytes(Reply.list(found.get(i + 1))))), true));
            }
        }
        return record(due).stream().filter(Objects::nonNull).map(Answer.class::cast).toList();
    }

    /** Whole replies; null for those that are not taken yet. */
    private List<@Nullable Answer> record(List<Due> due) {
        List<Optional<Warning>> latest = texts.latest(due.stream().map(each -> each.whole().phone()).toList());
        List<ReplyCall.@Nullable Made> made = new ArrayList<>();
        List<Call> all = new ArrayList<>();
        for (int i = 0; i < due.size(); i++) {
            boolean waits = latest.get(i).isEmpty() && !due.get(i).hurry();
            ReplyCall.Made call = waits ? null : calls.of(due.get(i).whole(), latest.get(i).orElse(null));
            made.add(call);
            if (call != null) {
                all.add(call.call());
            }
        }
        List<@Nullable Object> told = base.redis().pipelineSafely(all);
        List<@Nullable Answer> answers = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < due.size(); i++) {
            ReplyCall.Made call = made.get(i);
            answers.add(call == null ? null : answer(due.get(i).whole(), call, Reply.list(told.get(at++))));
        }
        return answers;
    }

    private Answer answer(Whole whole, ReplyCall.Made made, List<@Nullable Object> told) {
        long flagged = Reply.number(told.get(2));
        if (flagged > 0 && made.raised() != null) {
            cases.listener().flagged(Reason.Kind.REPLY, made.raised().grade(), flagged == OPENED);
        }
        ReplyFate fate = switch ((int) Reply.number(told.get(0))) {
            case 0 -> ReplyFate.REPEATED;
            case 1 -> ReplyFate.MATCHED;
            case 2 -> ReplyFate.UNMATCHED;
            default -> ReplyFate.TOO_MANY;
        };
        return new Answer(whole.carrier(), fate,
                new Marks(Reply.number(told.get(1)) == 1, whole.incomplete() && fate != ReplyFate.REPEATED));
    }
}

package io.tocsin.store.reply;

import io.tocsin.report.replies.OptOut;
import io.tocsin.report.replies.OptOutTrail;
import io.tocsin.report.replies.ReplyConfig;
import io.tocsin.report.replies.ReplyFate;
import io.tocsin.report.replies.ReplyStore;
import io.tocsin.store.StoreBase;
import io.tocsin.store.contact.StopList;
import io.tocsin.store.receipt.ReceiptPhone;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.reply.Recording.Came;
import io.tocsin.store.reply.Recording.Due;
import io.tocsin.store.review.CaseBase;
import io.tocsin.warning.Phone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where replies become durable: one script for each, all of a group in one round trip. What cannot
 * be recorded yet, or fails by itself, is kept beside the parts of long ones until it can.
 */
public final class RedisReplyStore implements ReplyStore {
    private static final long ALL_THERE = 2;
    private static final long NO_ROOM = 3;
    private final StoreBase base;
    private final Parts parts;
    private final Recording recording;
    private final Overdue overdue;

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
        this.parts = new Parts(base, config.partsWait());
        this.recording = new Recording(cases, new ReplyCall(cases, stopList, new OptOut(config.optOut()), keepEvents),
                new OptOuts(base, trail));
        this.overdue = new Overdue(base, parts, recording);
    }

    /** One of a group, by its place there. */
    private record Placed(int place, Heard heard, Phone phone) {}

    @Override
    public Taken take(List<Heard> replies) {
        @Nullable
        Answer[] answers = new Answer[replies.size()];
        List<Placed> some = new ArrayList<>();
        List<Placed> whole = new ArrayList<>();
        for (int i = 0; i < replies.size(); i++) {
            Heard each = replies.get(i);
            Phone phone = ReceiptPhone.of(each.reply().phone()).orElse(null);
            if (phone == null) {
                answers[i] = new Answer(each.carrier(), ReplyFate.NO_NUMBER, Marks.NONE);
            } else {
                (each.reply().part() == null ? whole : some).add(new Placed(i, each, phone));
            }
        }
        List<Due> joined = keepParts(some, answers);
        List<Answer> put = recorded(recording.record(joined));
        recordWhole(whole, answers);
        return new Taken(Arrays.asList(answers), put);
    }

    /** Keeps parts; what is all there now is handed out, and stays until it is recorded. */
    private List<Due> keepParts(List<Placed> some, @Nullable Answer[] answers) {
        List<Call> calls = some.stream().map(each -> parts.keep(each.heard.carrier(), each.phone, each.heard.reply(),
                Objects.requireNonNull(each.heard.reply().part()))).toList();
        List<@Nullable Object> kept = base.redis().pipelineSafely(calls);
        List<Due> joined = new ArrayList<>();
        for (int i = 0; i < kept.size(); i++) {
            List<@Nullable Object> told = Reply.list(kept.get(i));
            answers[some.get(i).place] = answer(some.get(i).heard, Reply.number(told.getFirst()), ReplyFate.PART);
            if (Reply.number(told.getFirst()) == ALL_THERE) {
                overdue.joined(base.phones().partition(some.get(i).phone), merge(some.get(i)).key(),
                        told.subList(1, told.size())).ifPresent(each -> joined.add(new Due(each, false)));
            }
        }
        return joined;
    }

    private Merge merge(Placed last) {
        return Merge.of(last.heard.carrier(), base.phones(), last.phone, last.heard.reply(),
                Objects.requireNonNull(last.heard.reply().part()));
    }

    /** Records whole ones, or keeps those that have to wait. */
    private void recordWhole(List<Placed> whole, @Nullable Answer[] answers) {
        List<Came> came = recording.record(whole.stream().map(each -> new Due(whole(each), false)).toList());
        List<Placed> waiting = new ArrayList<>();
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < came.size(); i++) {
            Placed each = whole.get(i);
            if (came.get(i) instanceof Came.Recorded(var answer)) {
                answers[each.place] = answer;
            } else {
                waiting.add(each);
                calls.add(parts.keep(each.heard.carrier(), each.phone, each.heard.reply(),
                        came.get(i) instanceof Came.Failed));
            }
        }
        List<@Nullable Object> kept = base.redis().pipelineSafely(calls);
        for (int i = 0; i < kept.size(); i++) {
            answers[waiting.get(i).place] = answer(waiting.get(i).heard,
                    Reply.number(Reply.list(kept.get(i)).getFirst()), ReplyFate.WAITING);
        }
    }

    private Whole whole(Placed each) {
        var reply = each.heard.reply();
        return new Whole(each.heard.carrier(), each.phone, reply.to(), reply.text(), false,
                Fingerprint.of(each.heard.carrier(), base.phones(), each.phone, reply), Merge.NONE);
    }

    private static @Nullable Answer answer(Heard heard, long told, ReplyFate kept) {
        if (told == NO_ROOM) {
            return null;
        }
        return new Answer(heard.carrier(), told == 0 ? ReplyFate.REPEATED : kept, Marks.NONE);
    }

    static List<Answer> recorded(List<Came> came) {
        return came.stream().filter(Came.Recorded.class::isInstance).map(each -> ((Came.Recorded) each).answer())
                .toList();
    }

    @Override
    public List<Answer> overdue(int most) {
        return overdue.look(most);
    }

    static List<byte[]> bytes(List<@Nullable Object> flat) {
        return flat.stream().map(each -> Objects.requireNonNull(Reply.bytes(each))).toList();
    }
}

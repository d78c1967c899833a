package io.tocsin.store.reply;

import io.tocsin.report.replies.ReplyFate;
import io.tocsin.report.replies.ReplyStore.Answer;
import io.tocsin.report.replies.ReplyStore.Marks;
import io.tocsin.review.item.Reason;
import io.tocsin.store.StoreBase;
import io.tocsin.store.contact.LatestTexts;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.review.CaseBase;
import io.tocsin.warning.Phone;
import io.tocsin.warning.StoreUnavailableException;
import io.tocsin.warning.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records whole replies, each by itself: one that fails keeps no other from its warning. */
final class Recording {
    private static final Logger LOG = LoggerFactory.getLogger(Recording.class);
    private static final long OPENED = 2;
    private final StoreBase base;
    private final CaseBase cases;
    private final LatestTexts texts;
    private final ReplyCall calls;
    private final OptOuts optOuts;

    Recording(CaseBase cases, ReplyCall calls, OptOuts optOuts) {
        this.base = cases.store();
        this.cases = cases;
        this.texts = new LatestTexts(base);
        this.calls = calls;
        this.optOuts = optOuts;
    }

    /**
     * A reply to be recorded.
     *
     * @param hurry whether it is to be kept by itself when no warning is known for it; else it waits,
     *            as the answer to the message may be on its way to the store
     */
    record Due(Whole whole, boolean hurry) {}

    /** What came of a reply. */
    sealed interface Came {
        /** It is recorded. */
        record Recorded(Answer answer) implements Came {}

        /** It is to wait for its warning. */
        record Early() implements Came {}

        /** Something about it, and nothing else, fails. */
        record Failed() implements Came {}
    }

    /**
     * Records them.
     *
     * @return in their order
     * @throws StoreUnavailableException when the store is not there
     */
    List<Came> record(List<Due> due) {
        List<Came> came = new ArrayList<>();
        List<ReplyCall.@Nullable Made> made = new ArrayList<>();
        List<Found> latest = latest(due);
        for (int i = 0; i < due.size(); i++) {
            Due each = due.get(i);
            Found found = latest.get(i);
            Warning warning = found.warning();
            boolean early = found.known() && warning == null && !each.hurry();
            ReplyCall.Made call = early || !found.known()
                    ? null
                    : alone(each.whole(), () -> prepared(each.whole(), warning));
            made.add(call);
            came.add(early ? new Came.Early() : new Came.Failed());
        }
        List<@Nullable Object> told = base.redis()
                .pipelineEach(made.stream().filter(Objects::nonNull).map(each -> Objects.requireNonNull(each).call())
                        .toList());
        int at = 0;
        for (int i = 0; i < due.size(); i++) {
            ReplyCall.Made call = made.get(i);
            if (call != null) {
                @Nullable
                Object answer = told.get(at++);
                Whole whole = due.get(i).whole();
                if (answer instanceof StoreUnavailableException refused) {
                    tell(whole, refused);
                } else {
                    came.set(i, new Came.Recorded(answer(whole, call, Reply.list(answer))));
                }
            }
        }
        return came;
    }

    /**
     * Whose reply it is.
     *
     * @param known whether that could be read; a reply whose warning cannot be read just now is not one
     *            without a warning: it waits
     * @param warning null for none
     */
    private record Found(boolean known, @Nullable Warning warning) {
        private static final Found UNKNOWN = new Found(false, null);

        private static Found of(Optional<Warning> warning) {
            return new Found(true, warning.orElse(null));
        }
    }

    private List<Found> latest(List<Due> due) {
        List<Phone> phones = due.stream().map(each -> each.whole().phone()).toList();
        try {
            return texts.latest(phones).stream().map(Found::of).toList();
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("One of {} replies has a warning that cannot be read; they are looked at one by one", due.size(),
                    e);
            List<Found> each = new ArrayList<>();
            for (Due one : due) {
                Found found = alone(one.whole(),
                        () -> Found.of(texts.latest(List.of(one.whole().phone())).getFirst()));
                each.add(found == null ? Found.UNKNOWN : found);
            }
            return each;
        }
    }

    private ReplyCall.Made prepared(Whole whole, @Nullable Warning warning) {
        calls.optOut(whole).ifPresent(word -> optOuts.note(whole, word));
        return calls.of(whole, warning);
    }

    private static <T> @Nullable T alone(Whole whole, Supplier<T> work) {
        try {
            return work.get();
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            tell(whole, e);
            return null;
        }
    }

    private static void tell(Whole whole, RuntimeException why) {
        LOG.error("The reply of {} over {} fails by itself: {}", whole.phone().masked(), whole.carrier(),
                why.toString());
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

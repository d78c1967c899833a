package io.tocsin.store.review.read;

import io.tocsin.store.review.CaseBase;
import io.tocsin.review.figure.Balance;
import io.tocsin.review.item.CaseId;
import io.tocsin.review.item.CaseState;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Codes;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every case there ever was, by number, and asks where each stands and whether it stands
 * in the queue or set of that state. Trusts no counter.
 */
final class CaseWalk {
    private static final int AT_ONCE = 500;
    private static final int MOST_NAMED = 100;
    private final CaseBase base;

    CaseWalk(CaseBase base) {
        this.base = base;
    }

    private static final class Tally {
        private final List<String> lost = new ArrayList<>();
        private long cases;
        private long done;
        private long flagged;

        void lose(CaseId id) {
            if (lost.size() < MOST_NAMED) {
                lost.add(id.toString());
            }
        }
    }

    Balance balance() {
        Tally tally = new Tally();
        for (int p = 0; p < base.store().partitions(); p++) {
            // The counter first: cases that are opened meanwhile are not walked to, and not counted.
            List<@Nullable Object> ends = base.redis().pipeline(List.of(Call.of("GET", Keys.lastCase(p)),
                    Call.of("HGET", Keys.caseCounters(p, "*"), "f")));
            long last = Math.min(Reply.number(ends.get(0)), Reply.number(ends.get(1)));
            tally.flagged += last == Reply.number(ends.get(0)) ? Reply.number(ends.get(1)) : last;
            for (long from = 1; from <= last; from += AT_ONCE) {
                look(p, from, Math.min(last, from + AT_ONCE - 1), tally);
            }
        }
        return new Balance(tally.cases, tally.done, tally.cases - tally.done, tally.flagged, tally.lost);
    }

    private void look(int partition, long from, long to, Tally tally) {
        List<Call> states = new ArrayList<>();
        for (long n = from; n <= to; n++) {
            states.add(Call.of("HGET", Keys.reviewCase(partition, n), "s"));
        }
        List<@Nullable Object> answers = base.redis().pipeline(states);
        List<Call> places = new ArrayList<>();
        List<CaseId> asked = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i) == null) {
                // No script deletes a case, and numbers are given in the script that opens one.
                tally.lose(new CaseId(partition, from + i));
                continue;
            }
            tally.cases++;
            CaseState state = Codes.caseState((int) Reply.number(answers.get(i)));
            if (state == CaseState.DONE) {
                tally.done++;
            } else {
                asked.add(new CaseId(partition, from + i));
                places.add(Call.of("ZSCORE", key(partition, state), from + i));
            }
        }
        List<@Nullable Object> found = base.redis().pipeline(places);
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i) == null && !standsSomewhere(asked.get(i))) {
                tally.lose(asked.get(i));
            }
        }
    }

    private static byte[] key(int partition, CaseState state) {
        return switch (state) {
            case OPEN -> Keys.caseQueue(partition, "*");
            case LEASED -> Keys.casesIn(partition, 'l');
            case SNOOZED -> Keys.casesIn(partition, 'w');
            case ESCALATED -> Keys.casesIn(partition, 'e');
            case DONE -> Keys.casesIn(partition, 'z');
        };
    }

    /** It may have moved between the two questions: asked again, all at once. */
    private boolean standsSomewhere(CaseId id) {
        for (int tries = 0; tries < 3; tries++) {
            List<Call> calls = new ArrayList<>(
                    List.of(Call.of("HGET", Keys.reviewCase(id.partition(), id.number()), "s")));
            for (CaseState state : CaseState.values()) {
                calls.add(Call.of("ZSCORE", key(id.partition(), state), id.number()));
            }
            List<@Nullable Object> answers = base.redis().pipeline(calls);
            int state = (int) Reply.number(answers.getFirst());
            if (state == Codes.of(CaseState.DONE) || answers.get(1 + state) != null) {
                return true;
            }
        }
        return false;
    }
}

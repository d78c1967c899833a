package io.tocsin.report.replies;

import io.tocsin.report.replies.ReplyStore.Answer;
import io.tocsin.report.replies.ReplyStore.Heard;
import io.tocsin.report.replies.ReplyStore.Marks;
import io.tocsin.report.replies.ReplyStore.Taken;
import io.tocsin.warning.Masking;
import io.tocsin.warning.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes groups of replies to the store, and looks after those that wait. Works until the desk ends.
 */
final class ReplyWorker {
    private static final Logger LOG = LoggerFactory.getLogger(ReplyWorker.class);
    /** Of a partition in one look. */
    private static final int OVERDUE = 32;
    /** So many in a row that the store did not take: it is not there. */
    private static final int IN_VAIN = 3;

    private final ReplyStore store;
    private final RepliesSettings settings;
    private final RepliesListener listener;
    private final Replies.Desk desk;
    private final LongSupplier ticker;
    private long lookAt;
    private int failures;

    ReplyWorker(ReplyStore store, RepliesSettings settings, RepliesListener listener, Replies.Desk desk,
            LongSupplier ticker) {
        this.store = store;
        this.ticker = ticker;
        this.lookAt = ticker.getAsLong();
        this.settings = settings;
        this.listener = listener;
        this.desk = desk;
    }

    void loop() {
        try {
            List<Held> group = desk.next(settings.look());
            while (group != null) {
                if (!group.isEmpty()) {
                    work(group);
                }
                if (ticker.getAsLong() - lookAt >= 0) {
                    look();
                    lookAt = ticker.getAsLong() + settings.look().toNanos();
                }
                group = desk.next(settings.look());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** What waits and is due, of any node. */
    private void look() {
        try {
            store.overdue(OVERDUE).forEach(this::tell);
        } catch (RuntimeException e) {
            LOG.warn("Replies that wait are not looked after; again in {} ms: {}",
                    settings.look().toMillis(), e.toString());
            listener.storeFailed();
        }
    }

    private void work(List<Held> group) throws InterruptedException {
        try {
            take(group);
            failures = 0;
        } catch (StoreUnavailableException e) {
            Duration wait = wait(failures++);
            LOG.warn("{} replies wait {} ms, unconfirmed, as the store is not there: {}", group.size(),
                    wait.toMillis(), e.toString());
            listener.storeFailed();
            desk.pause(wait);
            apart(group);
        } catch (RuntimeException e) {
            LOG.error("One of {} replies fails; they are taken one by one", group.size(), e);
            apart(group);
        }
    }

    private Duration wait(int tries) {
        return settings.backOff().get(Math.min(tries, settings.backOff().size() - 1));
    }

    /**
     * One by one, as it may be only one of them that fails; until it is plain that it is all. Those
     * that failed are tried again at one and the same time, so that they keep their order; those that
     * were not tried do not wait for them.
     */
    private void apart(List<Held> group) {
        List<Held> failed = new ArrayList<>();
        List<Held> untried = new ArrayList<>();
        int inVain = 0;
        for (Held each : group) {
            if (inVain == IN_VAIN) {
                untried.add(each);
            } else if (alone(each)) {
                inVain = 0;
                failures = 0;
            } else {
                inVain++;
                failed.add(each);
            }
        }
        desk.putBack(untried, Duration.ZERO);
        desk.putBack(failed, failed.isEmpty() ? Duration.ZERO : wait(failed.getFirst().tries()));
    }

    /** Whether it got somewhere; false when the store is not there, for it or for all. */
    private boolean alone(Held each) {
        try {
            take(List.of(each));
        } catch (StoreUnavailableException e) {
            return false;
        } catch (RuntimeException e) {
            LOG.error("The reply of {} over {} cannot even be kept, so it is not confirmed: {}",
                    Masking.mask(each.reply().phone()), each.carrier(), e.toString());
            tell(new Answer(each.carrier(), ReplyFate.FAILED, Marks.NONE));
            desk.refused(each);
        }
        return true;
    }

    private void take(List<Held> group) {
        Taken taken = store.take(group.stream().map(each -> new Heard(each.carrier(), each.reply())).toList());
        taken.whole().forEach(this::tell);
        List<Held> left = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
            Held each = group.get(i);
            Answer answer = taken.answers().get(i);
            if (answer == null) {
                left.add(each);
            } else {
                tell(answer);
                desk.settled(each);
            }
        }
        desk.putBack(left, settings.look());
    }

    private void tell(Answer answer) {
        listener.met(answer.carrier(), answer.fate(), 1);
        if (answer.marks().optedOut()) {
            listener.optedOut(answer.carrier());
        }
        if (answer.marks().incomplete()) {
            listener.incomplete(answer.carrier());
        }
    }
}

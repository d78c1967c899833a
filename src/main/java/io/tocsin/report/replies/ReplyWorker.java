package io.tocsin.report.replies;

import io.tocsin.report.replies.ReplyStore.Answer;
import io.tocsin.report.replies.ReplyStore.Heard;
import io.tocsin.report.replies.ReplyStore.Marks;
import io.tocsin.report.replies.ReplyStore.Taken;
import io.tocsin.warning.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes groups of replies to the store, and looks for parts that did not come in time. Works until
 * the desk ends.
 */
final class ReplyWorker {
    private static final Logger LOG = LoggerFactory.getLogger(ReplyWorker.class);
    /** Overdue long replies of a partition in one look. */
    private static final int OVERDUE = 32;

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

    /** Long replies whose time is over, by any node. */
    private void look() {
        try {
            store.overdue(OVERDUE).forEach(this::tell);
        } catch (RuntimeException e) {
            LOG.warn("Long replies without all their parts are not looked after; again in {} ms: {}",
                    settings.look().toMillis(), e.toString());
            listener.storeFailed();
        }
    }

    private void work(List<Held> group) throws InterruptedException {
        try {
            take(group);
            failures = 0;
        } catch (StoreUnavailableException e) {
            Duration wait = settings.backOff().get(Math.min(failures++, settings.backOff().size() - 1));
            LOG.warn("{} replies wait {} ms, unconfirmed, as the store is not there: {}", group.size(),
                    wait.toMillis(), e.toString());
            listener.storeFailed();
            desk.putBack(group, Duration.ZERO, false);
            desk.pause(wait);
        } catch (RuntimeException e) {
            LOG.error("One of {} replies fails; they are taken one by one", group.size(), e);
            for (Held each : group) {
                alone(each);
            }
        }
    }

    private void alone(Held each) {
        try {
            take(List.of(each));
        } catch (StoreUnavailableException e) {
            desk.putBack(List.of(each), settings.look(), false);
        } catch (RuntimeException e) {
            LOG.error("A reply over {} fails by itself and is dropped: {}", each.carrier(), e.toString());
            tell(new Answer(each.carrier(), ReplyFate.FAILED, Marks.NONE));
            desk.settled(each);
        }
    }

    private void take(List<Held> group) {
        Taken taken = store.take(group.stream().map(each -> new Heard(each.carrier(), each.reply(),
                each.tries() >= settings.again().size())).toList());
        taken.whole().forEach(this::tell);
        for (int i = 0; i < group.size(); i++) {
            Held each = group.get(i);
            Answer answer = taken.answers().get(i);
            if (answer == null) {
                desk.putBack(List.of(each), settings.again().get(each.tries()), true);
            } else {
                tell(answer);
                desk.settled(each);
            }
        }
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

package io.tocsin.send.sms.session;

import io.tocsin.send.Answer;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Receipt;
import io.tocsin.warning.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one turn of the event loop brought, told to the listener in one go.
 *
 * @param <M> root of the protocol's messages
 */
final class Turn<M> {
    private static final Logger LOG = LoggerFactory.getLogger(Turn.class);

    private final SessionListener listener;
    private final IntConsumer released;
    private final Consumer<List<M>> durable;
    private List<Answer> answers = new ArrayList<>();
    private List<Answer> late = new ArrayList<>(0);
    private List<Receipt> receipts = new ArrayList<>();
    private List<M> confirmations = new ArrayList<>();
    private List<Reply> replies = new ArrayList<>(0);
    private List<M> acknowledgements = new ArrayList<>(0);
    private int settled;

    /**
     * An empty turn.
     *
     * @param released hears how many segments were settled
     * @param durable hears, on any thread, what may be confirmed, by its confirmations
     */
    Turn(SessionListener listener, IntConsumer released, Consumer<List<M>> durable) {
        this.listener = listener;
        this.released = released;
        this.durable = durable;
    }

    void settle(SmsAttempt attempt, int part, AttemptEnd end, String messageId) {
        attempt.settle(part, end, messageId);
        settled++;
        if (attempt.isSettled()) {
            answers.add(attempt.answer());
        }
    }

    /** An answer to a segment that was settled as unknown, because it did not come in time. */
    void late(SmsAttempt attempt, int part, AttemptEnd end, String messageId) {
        attempt.revise(part, end, messageId);
        if (attempt.isSettled()) {
            late.add(attempt.answer());
        }
    }

    /** Settles what was not written of an attempt. */
    void abandon(SmsAttempt attempt) {
        int rest = attempt.abandon();
        settled += rest;
        if (rest > 0 && attempt.isSettled()) {
            answers.add(attempt.answer());
        }
    }

    void receipt(Receipt receipt, M reply) {
        receipts.add(receipt);
        confirmations.add(reply);
    }

    void message(Reply message, M reply) {
        replies.add(message);
        acknowledgements.add(reply);
    }

    /** Tells the listener; what comes meanwhile is for the next time. */
    void deliver() {
        int count = settled;
        settled = 0;
        if (!answers.isEmpty()) {
            List<Answer> told = answers;
            answers = new ArrayList<>(told.size());
            guarded(() -> listener.answered(told), "answers", told.size());
        }
        if (!late.isEmpty()) {
            List<Answer> told = late;
            late = new ArrayList<>(0);
            guarded(() -> listener.late(told), "late answers", told.size());
        }
        if (!receipts.isEmpty()) {
            List<Receipt> told = receipts;
            Runnable confirm = confirm(confirmations);
            receipts = new ArrayList<>(told.size());
            confirmations = new ArrayList<>(told.size());
            guarded(() -> listener.receipts(told, confirm), "receipts", told.size());
        }
        if (!replies.isEmpty()) {
            List<Reply> told = replies;
            Runnable confirm = confirm(acknowledgements);
            replies = new ArrayList<>(0);
            acknowledgements = new ArrayList<>(0);
            guarded(() -> listener.replies(told, confirm), "replies", told.size());
        }
        if (count > 0) {
            released.accept(count);
        }
    }

    private Runnable confirm(List<M> confirmed) {
        AtomicBoolean once = new AtomicBoolean();
        return () -> {
            if (once.compareAndSet(false, true)) {
                durable.accept(confirmed);
            }
        };
    }

    /**
     * A listener that fails must not end the session, whose other attempts have nothing to do with it.
     */
    private static void guarded(Runnable telling, String what, int count) {
        try {
            telling.run();
        } catch (RuntimeException e) {
            LOG.error("The listener failed on {} {}; the session goes on", count, what, e);
        }
    }
}

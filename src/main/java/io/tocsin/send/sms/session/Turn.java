package io.tocsin.send.sms.session;

import io.tocsin.send.Answer;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Confirmation;
import io.tocsin.warning.Receipt;
import io.tocsin.warning.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
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

    /** Hears, on any thread, what becomes of receipts and replies. */
    interface Confirming<M> {
        /** So many are over, and their confirmations may be written: none when they were refused. */
        void settled(int count, List<M> confirmations);
    }

    private final SessionListener listener;
    private final IntConsumer released;
    private final Confirming<M> confirming;
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
     * @param confirming hears what may be confirmed
     */
    Turn(SessionListener listener, IntConsumer released, Confirming<M> confirming) {
        this.listener = listener;
        this.released = released;
        this.confirming = confirming;
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
            Confirmation confirm = confirm(confirmations);
            receipts = new ArrayList<>(told.size());
            confirmations = new ArrayList<>(told.size());
            if (!guarded(() -> listener.receipts(told, confirm), "receipts", told.size())) {
                confirm.refused();
            }
        }
        if (!replies.isEmpty()) {
            List<Reply> told = replies;
            Confirmation confirm = confirm(acknowledgements);
            replies = new ArrayList<>(0);
            acknowledgements = new ArrayList<>(0);
            if (!guarded(() -> listener.replies(told, confirm), "replies", told.size())) {
                confirm.refused();
            }
        }
        if (count > 0) {
            released.accept(count);
        }
    }

    private Confirmation confirm(List<M> confirmed) {
        AtomicBoolean once = new AtomicBoolean();
        return new Confirmation() {
            @Override
            public void durable() {
                if (once.compareAndSet(false, true)) {
                    confirming.settled(confirmed.size(), confirmed);
                }
            }

            @Override
            public void refused() {
                if (once.compareAndSet(false, true)) {
                    confirming.settled(confirmed.size(), List.of());
                }
            }
        };
    }

    /**
     * A listener that fails must not end the session, whose other attempts have nothing to do with it.
     */
    private static boolean guarded(Runnable telling, String what, int count) {
        try {
            telling.run();
            return true;
        } catch (RuntimeException e) {
            LOG.error("The listener failed on {} {}; the session goes on", count, what, e);
            return false;
        }
    }
}

package io.tocsin.send.sms;

import io.tocsin.send.Answer;
import io.tocsin.send.Carrier;
import io.tocsin.send.CarrierEvents;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Confirmation;
import io.tocsin.warning.Receipt;
import io.tocsin.warning.Reply;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes down what a carrier tells. */
final class Ledger implements CarrierEvents {
    final List<Answer> answers = new CopyOnWriteArrayList<>();
    final List<Answer> late = new CopyOnWriteArrayList<>();
    final List<Object> written = new CopyOnWriteArrayList<>();
    final List<Receipt> receipts = new CopyOnWriteArrayList<>();
    final List<Reply> replies = new CopyOnWriteArrayList<>();
    final List<Integer> congestion = new CopyOnWriteArrayList<>();
    final List<Confirmation> unconfirmed = new CopyOnWriteArrayList<>();
    final AtomicInteger changes = new AtomicInteger();
    final AtomicInteger calls = new AtomicInteger();
    volatile boolean durable = true;

    @Override
    public void written(Carrier carrier, Object tag, long nanos) {
        written.add(tag);
        if (answers.stream().anyMatch(answer -> answer.tag().equals(tag))) {
            throw new AssertionError(tag + " was answered before it was written");
        }
    }

    @Override
    public void answered(Carrier carrier, List<Answer> told) {
        calls.incrementAndGet();
        answers.addAll(told);
    }

    @Override
    public void late(Carrier carrier, List<Answer> told) {
        late.addAll(told);
    }

    @Override
    public void receipts(Carrier carrier, List<Receipt> told, Confirmation confirmation) {
        receipts.addAll(told);
        confirm(confirmation);
    }

    @Override
    public void replies(Carrier carrier, List<Reply> told, Confirmation confirmation) {
        replies.addAll(told);
        confirm(confirmation);
    }

    private void confirm(Confirmation confirmation) {
        if (durable) {
            confirmation.durable();
        } else {
            unconfirmed.add(confirmation);
        }
    }

    @Override
    public void congested(Carrier carrier, int percent) {
        congestion.add(percent);
    }

    @Override
    public void changed(Carrier carrier) {
        changes.incrementAndGet();
    }

    /** The end of the attempt with that tag; it fails when there is none or more than one. */
    AttemptEnd end(Object tag) {
        return answer(tag).end();
    }

    Answer answer(Object tag) {
        List<Answer> found = answers.stream().filter(answer -> answer.tag().equals(tag)).toList();
        if (found.size() != 1) {
            throw new AssertionError("expected one answer to " + tag + ", got " + found);
        }
        return found.getFirst();
    }
}

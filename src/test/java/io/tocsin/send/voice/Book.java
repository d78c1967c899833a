package io.tocsin.send.voice;

import io.tocsin.send.Answer;
import io.tocsin.send.Carrier;
import io.tocsin.send.CarrierEvents;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.AttemptId;
import io.tocsin.warning.Cause;
import io.tocsin.warning.Confirmation;
import io.tocsin.warning.Receipt;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes down what a voice carrier tells. */
final class Book implements CarrierEvents {
    final List<Answer> answers = new CopyOnWriteArrayList<>();
    /** What had been answered while it went on. */
    final List<Object> over = new CopyOnWriteArrayList<>();
    final List<AttemptId> gone = new CopyOnWriteArrayList<>();
    final List<Object> written = new CopyOnWriteArrayList<>();
    final AtomicInteger changes = new AtomicInteger();

    @Override
    public void answered(Carrier carrier, List<Answer> told) {
        answers.addAll(told);
    }

    @Override
    public void over(Carrier carrier, List<Object> tags) {
        over.addAll(tags);
    }

    @Override
    public void gone(Carrier carrier, List<AttemptId> attempts) {
        gone.addAll(attempts);
    }

    @Override
    public void written(Carrier carrier, Object tag, long nanos) {
        written.add(tag);
    }

    @Override
    public void receipts(Carrier carrier, List<Receipt> receipts, Confirmation confirmation) {
        throw new AssertionError("calls have no receipts");
    }

    @Override
    public void changed(Carrier carrier) {
        changes.incrementAndGet();
    }

    /** How the attempt with that tag ended, as {@code BUSY 17/486}; it fails unless it did so once. */
    String end(Object tag) {
        List<Answer> found = answers.stream().filter(answer -> answer.tag().equals(tag)).toList();
        if (found.size() != 1) {
            throw new AssertionError("expected one answer to " + tag + ", got " + found);
        }
        return words(found.getFirst().end());
    }

    private static String words(AttemptEnd end) {
        return switch (end) {
            case AttemptEnd.Delivered(Cause cause) -> "delivered " + cause.type() + " " + cause.raw();
            case AttemptEnd.Failed(Cause cause) -> "failed " + cause.type() + " " + cause.raw();
            case AttemptEnd.Unknown(Cause cause) -> "unknown " + cause.type() + " " + cause.raw();
            case AttemptEnd.NeverSent _ -> "never sent";
            case AttemptEnd.Accepted _,AttemptEnd.FlowControlled _,AttemptEnd.WaitOver _,AttemptEnd.NoReceipt _ ->
                throw new AssertionError("no end of a call: " + end);
        };
    }
}

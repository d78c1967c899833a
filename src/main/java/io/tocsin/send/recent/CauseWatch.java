package io.tocsin.send.recent;

import io.tocsin.send.Answer;
import io.tocsin.send.Carrier;
import io.tocsin.send.CarrierEvents;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.AttemptId;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Confirmation;
import io.tocsin.warning.Receipt;
import io.tocsin.warning.Reply;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notes what carriers of this node say against attempts, in answers and in receipts, and passes
 * everything on as it comes. A receipt that was refused, and is sent again, counts again.
 */
public final class CauseWatch implements CarrierEvents {
    private final CarrierEvents events;
    private final InstantSource clock;
    private final Map<String, RecentCauses> carriers = new ConcurrentHashMap<>();

    /** Passes on to those. */
    public CauseWatch(CarrierEvents events, InstantSource clock) {
        this.events = events;
        this.clock = clock;
    }

    /** What a carrier said within the last hour; nothing of an unknown one. */
    public List<RecentCauses.Seen> of(String carrier) {
        RecentCauses causes = carriers.get(carrier);
        return causes == null ? List.of() : causes.all(clock.instant());
    }

    private void note(Carrier carrier, Cause cause) {
        Instant now = clock.instant();
        carriers.computeIfAbsent(carrier.name(), _ -> new RecentCauses()).add(cause, now);
    }

    @Override
    public void answered(Carrier carrier, List<Answer> answers) {
        for (Answer answer : answers) {
            switch (answer.end()) {
                case AttemptEnd.Failed(var cause) -> note(carrier, cause);
                case AttemptEnd.Unknown(var cause) -> note(carrier, cause);
                case AttemptEnd.FlowControlled(var cause, var _) -> note(carrier, cause);
                case AttemptEnd.Accepted _,AttemptEnd.Delivered _,AttemptEnd.NeverSent _,AttemptEnd.WaitOver _,AttemptEnd.NoReceipt _ -> {
                    // Nothing that the carrier said against it.
                }
            }
        }
        events.answered(carrier, answers);
    }

    @Override
    public void late(Carrier carrier, List<Answer> answers) {
        for (Answer answer : answers) {
            // That nothing was heard of it was counted before.
            if (answer.end() instanceof AttemptEnd.Failed(var cause)) {
                note(carrier, cause);
            }
        }
        events.late(carrier, answers);
    }

    @Override
    public void receipts(Carrier carrier, List<Receipt> receipts, Confirmation confirmation) {
        for (Receipt receipt : receipts) {
            if (receipt.isEnd() && receipt.cause().type() != CauseClass.REACHED) {
                note(carrier, receipt.cause());
            }
        }
        events.receipts(carrier, receipts, confirmation);
    }

    @Override
    public void over(Carrier carrier, List<Object> tags) {
        events.over(carrier, tags);
    }

    @Override
    public void gone(Carrier carrier, List<AttemptId> attempts) {
        events.gone(carrier, attempts);
    }

    @Override
    public void replies(Carrier carrier, List<Reply> replies, Confirmation confirmation) {
        events.replies(carrier, replies, confirmation);
    }

    @Override
    public void written(Carrier carrier, Object tag, long nanos) {
        events.written(carrier, tag, nanos);
    }

    @Override
    public void congested(Carrier carrier, int percent) {
        events.congested(carrier, percent);
    }

    @Override
    public void changed(Carrier carrier) {
        events.changed(carrier);
    }
}

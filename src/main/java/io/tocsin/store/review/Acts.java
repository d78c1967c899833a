package io.tocsin.store.review;

import io.tocsin.review.failure.CaseHeldException;
import io.tocsin.review.failure.LeaseLostException;
import io.tocsin.review.failure.NoSuchCaseException;
import io.tocsin.review.failure.Standing;
import io.tocsin.review.failure.UndoTooLateException;
import io.tocsin.review.failure.WrongStateException;
import io.tocsin.review.item.Case;
import io.tocsin.review.item.CaseId;
import io.tocsin.review.item.Reviewer;
import io.tocsin.store.redis.Codes;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs the script {@code caseact} and turns what it refuses into failures. */
public final class Acts {
    private final CaseBase base;
    private final Script script = Script.withCases("caseact");

    /** On that ground. */
    public Acts(CaseBase base) {
        this.base = base;
    }

    /**
     * An answer.
     *
     * @param told the case, for {@link CaseForm#whole}
     * @param time lease or undo until, as the act says
     */
    public record Done(int partition, @Nullable Object told, Instant time) {}

    /** Who does what to which case, showing which token (empty for none). */
    public record Act(String what, Reviewer who, CaseId id, String token) {}

    /**
     * Does it.
     *
     * @param lease how long a lease lasts that begins or goes on
     */
    public Done run(Act act, Duration lease, Object... further) {
        CaseId id = act.id();
        if (id.partition() >= base.store().partitions()) {
            throw new NoSuchCaseException(id);
        }
        List<Object> arguments = new ArrayList<>(List.of(act.what(), base.time().day(), id.number(),
                act.who().name(), Heads.viewer(act.who()), act.token(), lease.toMillis(), base.time().clocks()));
        arguments.addAll(List.of(further));
        List<@Nullable Object> answer = Reply.list(base.redis()
                .pipelineSafely(List.of(script.call(Keys.tag(id.partition()), arguments.toArray()))).getFirst());
        String how = Reply.text(answer.getFirst());
        return switch (how) {
            case "ok" -> new Done(id.partition(), answer.get(1), Instant.ofEpochMilli(Reply.number(answer.get(2))));
            case "none" -> throw new NoSuchCaseException(id);
            case "late" -> throw new UndoTooLateException(id);
            case "lost" -> throw new LeaseLostException(id, standing(answer));
            case "held" -> throw new CaseHeldException(id, standing(answer));
            case "state" -> throw new WrongStateException(id, standing(answer));
            default -> throw new IllegalStateException("the script answered " + how);
        };
    }

    /** The case as it stands now. */
    public Case item(Done done) {
        return base.form().whole(done.partition(), Objects.requireNonNull(done.told()));
    }

    private static Standing standing(List<@Nullable Object> answer) {
        String holder = Reply.text(answer.get(2));
        long until = Reply.number(answer.get(3));
        return new Standing(Codes.caseState((int) Reply.number(answer.get(1))), holder.isEmpty() ? null : holder,
                until == 0 ? null : Instant.ofEpochMilli(until));
    }
}

package io.tocsin.store.review;

import io.tocsin.review.item.Case;
import io.tocsin.review.item.Claimed;
import io.tocsin.review.item.Reviewer;
import io.tocsin.review.item.Token;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Claims the best cases of all partitions: a look at their heads, then a script at the best one
 * that takes nothing worse than the next best head; a claim of one case takes what is the head by
 * then, if it is of the same grade and kind. Who comes too late looks again.
 */
final class Claims {
    /** Looks until somebody who always comes too late gives up; others got all those cases. */
    private static final int LOOKS = 40;
    /** Every so many claims a case that comes back goes before fresh ones of its grade. */
    private static final int TURN = 4;
    private final CaseBase base;
    private final Supplier<String> tokens;
    private final Heads heads;
    private final AtomicInteger turn = new AtomicInteger();
    private final Script script = Script.withCases("caseclaim");

    Claims(CaseBase base, Supplier<String> tokens) {
        this.base = base;
        this.tokens = tokens;
        this.heads = new Heads(base.redis(), base.store().partitions());
    }

    List<Claimed> claim(Reviewer who, int most) {
        List<Claimed> claimed = new ArrayList<>();
        boolean returning = turn.incrementAndGet() % TURN == 0;
        for (int look = 0; look < LOOKS && claimed.size() < most; look++) {
            Optional<Heads.Best> best = heads.best(who, returning);
            if (best.isEmpty()) {
                break;
            }
            int before = claimed.size();
            int wanted = returning ? 1 : most - before;
            // For one case the head is the best one; only who comes too late gets another of its band.
            take(who, wanted == 1 || look > 0 ? best.get().widened() : best.get(), wanted, claimed);
            returning &= claimed.size() == before;
        }
        return claimed;
    }

    private void take(Reviewer who, Heads.Best best, int most, List<Claimed> claimed) {
        List<Object> arguments = new ArrayList<>(List.of(base.time().day(), who.name(), Heads.viewer(who),
                base.config().lease().toMillis(), best.from(), best.to()));
        List<Token> fresh = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            fresh.add(new Token(tokens.get()));
            arguments.add(fresh.getLast().text());
        }
        List<@Nullable Object> answer = Reply.list(base.redis()
                .pipelineSafely(List.of(script.call(Keys.tag(best.partition()), arguments.toArray()))).getFirst());
        Iterator<Token> token = fresh.iterator();
        for (Object each : answer) {
            if (each instanceof List) {
                claimed.add(claimed(base.form().whole(best.partition(), each), token.next()));
            } else {
                base.listener().setAside("partition " + best.partition() + ", " + Reply.text(each) + ": it is gone");
            }
        }
    }

    /** A case that was claimed; tells when that was the first time. */
    Claimed claimed(Case item, Token token) {
        Instant first = item.row().times().firstTouch();
        if (item.row().touches() == 1 && first != null) {
            base.listener().touched(item.row().grade(), Duration.between(item.row().times().opened(), first));
        }
        return new Claimed(item, token, Objects.requireNonNull(item.row().times().leaseUntil()));
    }
}

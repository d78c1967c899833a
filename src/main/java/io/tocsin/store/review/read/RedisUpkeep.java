package io.tocsin.store.review.read;

import io.tocsin.review.ReviewListener.Stage;
import io.tocsin.review.figure.Summary;
import io.tocsin.review.item.CaseId;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Codes;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.store.review.Adoption;
import io.tocsin.store.review.CaseBase;
import io.tocsin.review.Upkeep;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What time does to cases in Redis. */
public final class RedisUpkeep implements Upkeep {
    /** Of each kind, partition and script. */
    private static final int AT_ONCE = 100;
    private static final int HEAD = 4;
    private static final int STAGE = 4;
    /** By the numbers that scripts give them, from 1. */
    private static final List<Stage> STAGES = List.of(Stage.WARNED, Stage.BREACHED, Stage.ALERTED);
    private final CaseBase base;
    private final Script script = Script.withCases("casesweep");
    private final Adoption adoption;
    private final SuspectLooks looks;
    private final Coverage coverage;

    /** Works on that ground. */
    public RedisUpkeep(CaseBase base) {
        this.base = base;
        adoption = new Adoption(base);
        looks = new SuspectLooks(base);
        coverage = new Coverage(base);
    }

    @Override
    public boolean sweep() {
        List<Call> calls = new ArrayList<>();
        for (int p = 0; p < base.store().partitions(); p++) {
            calls.add(script.call(Keys.tag(p), base.time().day(), AT_ONCE, base.config().keep().toMillis()));
        }
        boolean more = false;
        List<@Nullable Object> answers = base.redis().pipelineSafely(calls);
        for (int p = 0; p < answers.size(); p++) {
            more |= swept(p, Reply.list(answers.get(p)));
        }
        return more;
    }

    @Override
    public boolean look() {
        return looks.look();
    }

    @Override
    public int adopt() {
        return adoption.adopt();
    }

    @Override
    public List<String> cover(Set<String> staffed) {
        return coverage.cover(staffed);
    }

    private boolean swept(int partition, List<@Nullable Object> answer) {
        int expired = (int) Reply.number(answer.get(0));
        int forgotten = (int) Reply.number(answer.get(2));
        if (expired > 0) {
            base.listener().expired(expired);
        }
        if (forgotten > 0) {
            base.listener().forgotten(forgotten);
        }
        Reply.list(answer.get(3)).forEach(
                each -> base.listener().setAside("partition " + partition + ", " + Reply.text(each)));
        for (int i = HEAD; i + STAGE <= answer.size(); i += STAGE) {
            base.listener().clock(Reply.text(answer.get(i)).equals("t") ? Summary.FIRST_TOUCH : Summary.CLOSE,
                    STAGES.get((int) Reply.number(answer.get(i + 1)) - 1),
                    Codes.grade((int) Reply.number(answer.get(i + 3))),
                    new CaseId(partition, Reply.number(answer.get(i + 2))).toString());
        }
        return expired == AT_ONCE || Reply.number(answer.get(1)) == AT_ONCE || forgotten == AT_ONCE
                || answer.size() - HEAD == STAGE * AT_ONCE;
    }
}

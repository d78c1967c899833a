package io.tocsin.dispatch.claim;

import io.tocsin.dispatch.line.Line;
import io.tocsin.dispatch.loop.Clocks;
import io.tocsin.dispatch.loop.Work;
import io.tocsin.plan.Suppression;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Operator;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Claims for a line as much as it can send in the next moment, a few partitions at the same time.
 * While it is quiet, lanes of grades that obey are not claimed from at all.
 */
public final class ClaimWork implements Work {
    private static final int MOST_AT_ONCE = 4;
    private static final int CHUNK = 512;
    private static final long TURN = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long FULL = TimeUnit.MILLISECONDS.toNanos(20);
    /** While it can do nothing, or all is another's, it looks so seldom; what changes at once rings. */
    private static final long IDLE = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long FAILED = TimeUnit.MILLISECONDS.toNanos(200);

    private final Line line;
    private final Claimer claimer;
    private final Executor executor;
    private final Clocks clocks;
    private final Picker picker;
    private final long mine;
    private final long obedient;
    private volatile long restUntil;

    /**
     * The claiming of a line.
     *
     * @param executor runs claims, which block
     */
    public ClaimWork(Line line, Claimer claimer, Executor executor, Clocks clocks) {
        this.line = line;
        this.claimer = claimer;
        this.executor = executor;
        this.clocks = clocks;
        Lanes lanes = claimer.hints().lanes();
        Suppression rules = claimer.preparation().rules();
        mine = lanes.where(lane -> lane.channel() == line.channel() && line.serves(lane.operator()));
        obedient = lanes.where(lane -> rules.obeys(lane.grade()));
        restUntil = clocks.nanos();
        picker = new Picker(claimer.hints(), restUntil);
    }

    @Override
    public long run(long now) {
        line.demand(picker.hasHint(mine), now);
        while (picker.running() < MOST_AT_ONCE) {
            if (now - restUntil < 0) {
                return restUntil - now;
            }
            int room = line.claimRoom(now);
            boolean worthIt = room >= line.worthwhile(now);
            Lanes lanes = claimer.hints().lanes();
            if (!worthIt && (line.urgentRoom(now) <= 0 || !picker.hasHint(mine & lanes.of(Grade.URGENT)))) {
                return line.isAble() ? FULL : IDLE;
            }
            long allowed = worthIt ? allowed() : allowed() & lanes.of(Grade.URGENT);
            if (allowed == 0) {
                return IDLE;
            }
            long served = allowed & turn(picker.hasHint(allowed), now);
            Picker.Pick pick = picker.next(served, now);
            if (pick.isNothing()) {
                return untilTurn(allowed, served, now);
            }
            boolean urgent = !pick.probe() && (pick.lanes() & lanes.of(Grade.URGENT)) != 0;
            int most = urgent ? line.urgentRoom(now) : room;
            if (most <= 0) {
                return FULL;
            }
            start(pick, Math.min(CHUNK, most), now);
        }
        return FULL;
    }

    /** Lanes that the line's contract and quiet hours allow now. */
    private long allowed() {
        long allowed = mine;
        Instant wall = clocks.now();
        for (Grade grade : line.contract().forbidden(wall)) {
            allowed &= ~claimer.hints().lanes().of(grade);
        }
        return claimer.preparation().rules().isQuiet(wall) ? allowed & ~obedient : allowed;
    }

    /**
     * How long there is nothing to claim: what waits and is another line's is looked at again soon,
     * unless this one is for when others are down; of what begins to wait a bell tells.
     */
    private long untilTurn(long allowed, long served, long now) {
        if (picker.hasHint(allowed & ~served) && line.share() > 0) {
            return TURN;
        }
        return served == 0 ? IDLE : picker.untilProbe(now);
    }

    /** Lanes of which it is the line's turn. */
    private long turn(boolean waiting, long now) {
        Map<Operator, Set<Grade>> turn = claimer.shares().turn(line, waiting, now, clocks.now());
        return claimer.hints().lanes().where(
                lane -> turn.getOrDefault(lane.operator(), Set.of()).contains(lane.grade()));
    }

    private void start(Picker.Pick pick, int most, long now) {
        picker.begin(pick, now);
        line.claiming(most);
        Map<Operator, Integer> elsewhere = claimer.shares().elsewhere(line, claimer.hints().lanes().list(pick.lanes()),
                now);
        executor.execute(() -> {
            int found = 0;
            try {
                found = claimer.claim(line, pick.partition(), pick.lanes(), most, elsewhere);
                if (found < 0) {
                    restUntil = clocks.nanos() + FAILED;
                }
            } finally {
                line.claiming(-most);
                picker.end(pick, found);
                line.bells().claim().ring();
            }
        });
    }
}

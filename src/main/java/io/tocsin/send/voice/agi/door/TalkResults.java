package io.tocsin.send.voice.agi.door;

import io.netty.util.concurrent.Ticker;
import io.tocsin.send.voice.DialogResults;
import io.tocsin.warning.AttemptId;
import io.tocsin.warning.Outcome;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the dialogs of calls came to, from their end until their Hangup has been heard of. Kept for
 * ten minutes, and never more than so many. Safe for use by several threads.
 */
final class TalkResults implements DialogResults {
    static final Duration KEPT = Duration.ofMinutes(10);

    private final Ticker ticker;
    private final int most;
    private final LinkedHashMap<AttemptId, Result> results = new LinkedHashMap<>();

    private record Result(Outcome outcome, long at) {}

    /** None yet. */
    TalkResults(Ticker ticker, int most) {
        this.ticker = ticker;
        this.most = most;
    }

    /** A dialog came to that. */
    synchronized void put(AttemptId attempt, Outcome outcome) {
        long now = ticker.nanoTime();
        results.putLast(attempt, new Result(outcome, now));
        Map.Entry<AttemptId, Result> oldest = results.firstEntry();
        while (results.size() > most || now - oldest.getValue().at > KEPT.toNanos()) {
            results.pollFirstEntry();
            oldest = results.firstEntry();
        }
    }

    @Override
    public synchronized Optional<Outcome> of(AttemptId attempt) {
        @Nullable
        Result result = results.get(attempt);
        return Optional.ofNullable(result).map(Result::outcome);
    }
}

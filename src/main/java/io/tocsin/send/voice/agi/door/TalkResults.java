package io.tocsin.send.voice.agi.door;

import io.netty.util.concurrent.Ticker;
import io.tocsin.send.voice.DialogResults;
import io.tocsin.send.voice.agi.conversation.HandOver;
import io.tocsin.warning.AttemptId;
import io.tocsin.warning.Outcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which calls have their dialogs held, and what they came to, from their end until their Hangup has
 * been heard of. Results are kept for as long as said, and never more than so many. Safe for use by
 * several threads.
 */
final class TalkResults implements DialogResults {
    static final Duration KEPT = Duration.ofMinutes(10);

    private final Ticker ticker;
    private final int most;
    private final LinkedHashMap<AttemptId, Result> results = new LinkedHashMap<>();
    /** As many as may be held at a time. */
    private final Map<AttemptId, Held> held = new HashMap<>();

    private record Result(Outcome outcome, boolean cut, boolean broken, long at) {}

    private static final class Held {
        private boolean taken;
        private Consumer<Consumer<Outcome>> note = then -> then.accept(Outcome.TRANSFERRED);
        private Runnable then = () -> {
        };
    }

    /** None yet. */
    TalkResults(Ticker ticker, int most) {
        this.ticker = ticker;
        this.most = most;
    }

    /** A dialog begins. */
    synchronized void begin(AttemptId attempt) {
        held.put(attempt, new Held());
    }

    /** A dialog is held no more. */
    void end(AttemptId attempt) {
        Held ended;
        synchronized (this) {
            ended = held.remove(attempt);
        }
        if (ended != null) {
            ended.then.run();
        }
    }

    @Override
    public void taken(AttemptId attempt, Consumer<Outcome> then) {
        Consumer<Consumer<Outcome>> note;
        synchronized (this) {
            Held talk = held.get(attempt);
            if (talk != null) {
                talk.taken = true;
            }
            note = talk == null ? to -> to.accept(of(attempt).orElse(Outcome.TRANSFERRED)) : talk.note;
        }
        note.accept(then);
    }

    /** What the dialog of that call hears of its hand-over. */
    HandOver handOver(AttemptId attempt) {
        return new HandOver() {
            @Override
            public boolean isTaken() {
                return TalkResults.this.isTaken(attempt);
            }

            @Override
            public void whenTaken(Consumer<Consumer<Outcome>> note) {
                synchronized (TalkResults.this) {
                    Held talk = held.get(attempt);
                    if (talk != null) {
                        talk.note = note;
                    }
                }
            }
        };
    }

    /** Whether a person has taken a call whose dialog is held. */
    synchronized boolean isTaken(AttemptId attempt) {
        Held talk = held.get(attempt);
        return talk != null && talk.taken;
    }

    @Override
    public void whenOver(AttemptId attempt, Runnable then) {
        synchronized (this) {
            Held talk = held.get(attempt);
            if (talk != null) {
                talk.then = then;
                return;
            }
        }
        then.run();
    }

    /**
     * A dialog came to that.
     *
     * @param cut whether it did before its own end
     * @param broken whether it did because the line broke off
     */
    synchronized void put(AttemptId attempt, Outcome outcome, boolean cut, boolean broken) {
        long now = ticker.nanoTime();
        results.putLast(attempt, new Result(outcome, cut, broken, now));
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

    @Override
    public synchronized boolean isCut(AttemptId attempt) {
        @Nullable
        Result result = results.get(attempt);
        return result != null && result.cut;
    }

    @Override
    public synchronized boolean isHeld(AttemptId attempt) {
        return held.containsKey(attempt);
    }

    @Override
    public synchronized boolean isBroken(AttemptId attempt) {
        @Nullable
        Result result = results.get(attempt);
        return result != null && result.broken;
    }
}

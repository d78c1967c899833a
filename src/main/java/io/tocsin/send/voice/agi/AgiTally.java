package io.tocsin.send.voice.agi;

import io.tocsin.send.voice.dialog.talk.Ending;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happens to calls. Safe for use by several threads. */
public final class AgiTally {
    /** What is counted. */
    public enum What {
        /** A call was taken. */
        CALL,
        /** A call was refused. */
        REFUSED,
        /** A prompt was late. */
        PROMPT_LATE,
        /** A prompt was left out. */
        PROMPT_MISSING,
        /** Whom a call goes to was not known. */
        UNKNOWN_CALLEE,
        /** A flag was not durable in time. */
        FLAG_LATE,
        /** A flag was given up. */
        FLAG_LOST,
        /** Nothing came from Asterisk in time. */
        STUCK,
        /** The line was closed without a hang-up. */
        BROKEN,
        /** A fault of ours. */
        FAILED
    }

    private final Map<What, LongAdder> counts = new EnumMap<>(What.class);
    private final AtomicInteger live = new AtomicInteger();
    private final AtomicInteger mostLive = new AtomicInteger();
    private final AtomicInteger pending = new AtomicInteger();
    private final LongAdder steps = new LongAdder();
    private final AtomicLong longest = new AtomicLong();
    private final AgiListener listener;

    /** Nothing has happened. */
    public AgiTally(AgiListener listener) {
        this.listener = listener;
        for (What what : What.values()) {
            counts.put(what, new LongAdder());
        }
    }

    /** It happened once more. */
    public void count(What what) {
        counter(what).increment();
    }

    /** A call begins. */
    public void begun() {
        count(What.CALL);
        mostLive.accumulateAndGet(live.incrementAndGet(), Math::max);
    }

    /** A call is over. */
    public void over() {
        live.decrementAndGet();
    }

    /** A command follows that long after Asterisk's last word. */
    public void step(long nanos) {
        steps.increment();
        longest.accumulateAndGet(nanos, Math::max);
        listener.step(nanos);
    }

    /** A dialog came to its end; as {@link AgiListener#talked}. */
    public void talked(String dialog, Ending ending, Set<String> states, Duration lasted) {
        listener.talked(dialog, ending, states, lasted);
    }

    /** So many more flags, or fewer, are still to be written. */
    public void pendingFlags(int more) {
        pending.addAndGet(more);
    }

    /** All of it. */
    public AgiCounts counts() {
        return new AgiCounts(live.get(), mostLive.get(), of(What.CALL), of(What.REFUSED), steps.sum(),
                TimeUnit.NANOSECONDS.toMillis(longest.get()), of(What.PROMPT_LATE), of(What.PROMPT_MISSING),
                of(What.UNKNOWN_CALLEE), of(What.FLAG_LATE), pending.get(), of(What.FLAG_LOST), of(What.STUCK),
                of(What.BROKEN), of(What.FAILED));
    }

    private LongAdder counter(What what) {
        return Objects.requireNonNull(counts.get(what));
    }

    private long of(What what) {
        return counter(what).sum();
    }
}

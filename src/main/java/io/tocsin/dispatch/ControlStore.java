package io.tocsin.dispatch;

import io.tocsin.dispatch.stop.StopStore;
import io.tocsin.warning.BatchId;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Switches that hold on every node. Calls block. */
public interface ControlStore extends StopStore {
    /**
     * Takes the batch's waiting warnings out of service; what is in flight ends as it ends. Idempotent.
     */
    void pause(BatchId batch);

    /** Puts them back. Idempotent. */
    void resume(BatchId batch);

    /**
     * Ends them as cancelled, at once for service, in slices for the count; retries are no longer made.
     * Idempotent.
     */
    void cancel(BatchId batch);

    /** The switches of all carriers that have any. */
    Map<String, Switches> switches();

    /** What every node looks at some times a second, in one round trip. */
    Held held();

    /** Replaces a carrier's switches. */
    void set(String carrier, Switches switches);

    /**
     * How long after {@link #share} was asked, at the earliest, others may have what it granted; what
     * was written until then is still counted.
     */
    Duration shareLength();

    /**
     * Renews this node's lease on a share of a carrier's rate, and asks how much of it it may write.
     * Nobody else is granted what this node holds before it says that it holds less, or is silent for
     * {@link #shareLength}.
     *
     * @param carrier whose account
     * @param held the larger of what it was granted last and what it wrote in the last window
     * @return segments or attempts that it may write in any window; less than it holds when it is to
     *         give some up, 0 when others have all
     */
    int share(String carrier, Window window, int held);

    /** Gives this node's share back; what it wrote counts on for a window. */
    void giveBack(String carrier, Window window);

    /**
     * Draws from a carrier's quota of the day. The same draw again is answered as the first time.
     *
     * @param carrier whose quota
     */
    Allowance draw(String carrier, Draw draw);

    /**
     * What is asked of a quota.
     *
     * @param total of a day, all nodes together
     * @param want how much this node wants more
     * @param back how much of what it drew it does not need
     * @param from the day from which that was drawn
     * @param ahead how far the zone whose midnight counts is ahead of UTC
     * @param turn grows with every draw of this process
     */
    record Draw(int total, int want, int back, long from, Duration ahead, long turn) {}

    /**
     * What a quota allows.
     *
     * @param granted how much more this node may use
     * @param left what nobody has drawn
     * @param valid how long it is still that day
     * @param day a number that is another one every day
     */
    record Allowance(int granted, int left, Duration valid, long day) {}

    /**
     * What holds now.
     *
     * @param stopped whether all sending is stopped
     * @param switches of all carriers that have any; null when what is kept of them is damaged, which
     *            must not hide a stop
     */
    record Held(boolean stopped, @Nullable Map<String, Switches> switches) {}

    /**
     * An operator's switches; null leaves the configured value.
     *
     * @param suspended whether it takes no new work
     * @param rate segments or attempts per second
     * @param calls concurrent calls
     * @param weight share among carriers of one lane
     */
    record Switches(boolean suspended, @Nullable Double rate, @Nullable Integer calls, @Nullable Integer weight) {}

    /**
     * A carrier's rate as it is shared: whole segments in a time.
     *
     * @param total of the whole account in any time so long, at least 1
     * @param length a second, or as long as it takes for one
     * @param least a node has none rather than less than this, so that it can send the largest message,
     *            unless that is all there is
     */
    record Window(int total, Duration length, int least) {}
}

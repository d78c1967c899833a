package io.tocsin.dispatch;

import io.tocsin.warning.BatchId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Switches that hold on every node. Calls block. */
public interface ControlStore {
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

    /** Replaces a carrier's switches. */
    void set(String carrier, Switches switches);

    /** How many nodes gave a sign of life lately, this one included: 1 when it is alone. */
    int nodes();

    /**
     * Draws the right to send. Grants only slots that begin within 100 ms from now; what is not used in
     * time is lost.
     *
     * @param carrier whose account
     * @param perSecond segments per second of the whole account
     * @param want how many segments could be used now
     * @return first slot and number granted; slots are spaced evenly by 1/perSecond, never in the past
     */
    Slice draw(String carrier, double perSecond, int want);

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
     * A slice of a carrier's rate.
     *
     * @param delayNanos from now until the first slot, at least 0
     * @param count slots granted, 0 when the next free slot is too far away
     */
    record Slice(long delayNanos, int count) {}
}

package io.tocsin.review.sample;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A closed case that was drawn.
 *
 * @param id which closing
 * @param disposition as what it was closed, by code
 * @param closedBy whose work is looked at
 * @param drawnBy who drew it
 * @param drawnAt when
 * @param check what came of it, null before
 */
public record Sampled(SampleId id, String disposition, String closedBy, String drawnBy, Instant drawnAt,
        @Nullable Check check) {
    /**
     * What came of looking at it.
     *
     * @param passed whether the case was worked as it should be
     * @param by who looked
     * @param at when
     * @param remark what there is to say, may be empty
     */
    public record Check(boolean passed, String by, Instant at, String remark) {
        /** Longest remark, in characters. */
        public static final int LONGEST = 2_000;
    }

    /** The same with what came of it. */
    public Sampled checked(Check what) {
        return new Sampled(id, disposition, closedBy, drawnBy, drawnAt, what);
    }
}

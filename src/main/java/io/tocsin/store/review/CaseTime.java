package io.tocsin.store.review;

import io.tocsin.review.ReviewConfig;
import io.tocsin.warning.Grade;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What scripts about cases are told about time: which day it is, and the grades' clocks.
 *
 * @param clock says which day it is; times themselves are the store's
 * @param zone of days
 * @param clocks milliseconds of first touch and close of each grade in turn, with commas
 */
public record CaseTime(InstantSource clock, ZoneId zone, String clocks) {
    static CaseTime of(ReviewConfig config, ZoneId zone, InstantSource clock) {
        return new CaseTime(clock, zone, Arrays.stream(Grade.values())
                .map(grade -> Objects.requireNonNull(config.clocks().get(grade)))
                .map(each -> each.firstTouch().toMillis() + "," + each.close().toMillis())
                .collect(Collectors.joining(",")));
    }

    /** The date now. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    /** Days since 1970. */
    public long day() {
        return today().toEpochDay();
    }
}

package io.tocsin.review;

import io.tocsin.config.value.Checks;
import io.tocsin.review.dictionary.DeskConfig;
import io.tocsin.review.dictionary.Dictionary;
import io.tocsin.review.dictionary.UsualDispositions;
import io.tocsin.review.rule.FlagRules;
import io.tocsin.warning.Grade;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * The queue's configuration, {@code review}.
 *
 * @param lease how long a claim lasts without a sign of life, at least 10 s
 * @param assigned how long a case waits for whom a supervisor gave it to
 * @param keep how long personal data of closed cases is kept; the case itself stays and counts
 * @param clocks the clocks of every grade
 * @param rules what flags a number besides a dialog
 * @param dictionary the dispositions
 * @param desk what a reviewer finds on the desk beside them
 */
public record ReviewConfig(Duration lease, Duration assigned, Duration keep, Map<Grade, Clocks> clocks,
        FlagRules rules, Dictionary dictionary, DeskConfig desk) {
    /** Copies the collections and refuses what is out of range. */
    public ReviewConfig {
        clocks = new EnumMap<>(clocks);
        new Checks().between("lease", lease, Duration.ofSeconds(10), Duration.ofHours(1))
                .between("assigned", assigned, Duration.ofSeconds(10), Duration.ofHours(24))
                .between("keep", keep, Duration.ofDays(1), Duration.ofDays(3650))
                .that(clocks.size() == Grade.values().length, "clocks", clocks.keySet(), "clocks of every grade")
                .done();
    }

    /**
     * How long a case of a grade may wait.
     *
     * @param firstTouch until somebody takes it up
     * @param close until it is closed
     */
    public record Clocks(Duration firstTouch, Duration close) {
        /** Refuses what is out of range. */
        public Clocks {
            new Checks().between("firstTouch", firstTouch, Duration.ofSeconds(10), Duration.ofDays(30))
                    .between("close", close, firstTouch, Duration.ofDays(90)).done();
        }

        /** Those of a grade unless the file says otherwise. */
        public static Clocks usual(Grade grade) {
            return switch (grade) {
                case URGENT -> new Clocks(Duration.ofMinutes(5), Duration.ofHours(2));
                case HIGH -> new Clocks(Duration.ofMinutes(5), Duration.ofHours(8));
                case MEDIUM -> new Clocks(Duration.ofMinutes(30), Duration.ofHours(24));
                case LOW -> new Clocks(Duration.ofHours(4), Duration.ofHours(48));
            };
        }
    }

    /** What holds unless the file says otherwise. */
    public static ReviewConfig defaults() {
        Map<Grade, Clocks> clocks = new EnumMap<>(Grade.class);
        Arrays.stream(Grade.values()).forEach(grade -> clocks.put(grade, Clocks.usual(grade)));
        return new ReviewConfig(Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofDays(180), clocks,
                FlagRules.defaults(), UsualDispositions.dictionary(), DeskConfig.defaults());
    }
}

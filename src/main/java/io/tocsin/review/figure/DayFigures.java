package io.tocsin.review.figure;

import java.time.LocalDate;
import java.util.Map;

/**
 * What happened on one day, in the cases that somebody sees.
 *
 * @param day in the configured zone
 * @param opened cases that were opened
 * @param joined flags that joined an open case
 * @param touched cases that somebody took up for the first time
 * @param closed cases that were closed
 * @param escalated cases that went to a station
 * @param dispositions how often each was given, by code; taken back ones are not counted
 * @param savedFen money kept from swindlers, in fen
 * @param lostFen money lost, in fen
 * @param breaches clocks that ran out, by clock
 */
public record DayFigures(LocalDate day, long opened, long joined, long touched, long closed, long escalated,
        Map<String, Long> dispositions, long savedFen, long lostFen, Map<String, Long> breaches) {
    /** Copies the maps. */
    public DayFigures {
        dispositions = Map.copyOf(dispositions);
        breaches = Map.copyOf(breaches);
    }
}

package io.tocsin.dispatch.claim;

import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Lane;
import io.tocsin.warning.Operator;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * All lanes, numbered in the order of service, so that a set of lanes is the bits of a {@code long}
 * and its lowest bit the most urgent lane. There are 48 as long as grades, channels and operators
 * are as they are.
 */
final class Lanes {
    private final List<Lane> lanes = new ArrayList<>();
    private final Map<Lane, Integer> numbers = new HashMap<>();
    private final Map<Grade, Long> ofGrade = new EnumMap<>(Grade.class);

    Lanes() {
        for (Grade grade : Grade.values()) {
            long bits = 0;
            for (Channel channel : Channel.values()) {
                for (Operator operator : Operator.values()) {
                    Lane lane = new Lane(channel, operator, grade);
                    bits |= 1L << lanes.size();
                    numbers.put(lane, lanes.size());
                    lanes.add(lane);
                }
            }
            ofGrade.put(grade, bits);
        }
        if (lanes.size() > Long.SIZE) {
            throw new IllegalStateException("got " + lanes.size() + " lanes, expected at most 64");
        }
    }

    long bit(Lane lane) {
        return 1L << numbers.getOrDefault(lane, 0);
    }

    /** The lanes of a grade. */
    long of(Grade grade) {
        return ofGrade.getOrDefault(grade, 0L);
    }

    /** All lanes of the grade that is the most urgent in the set. */
    long gradeOf(long set) {
        return set == 0 ? 0 : of(lanes.get(Long.numberOfTrailingZeros(set)).grade());
    }

    long where(Predicate<Lane> wanted) {
        long set = 0;
        for (Lane lane : lanes) {
            set |= wanted.test(lane) ? bit(lane) : 0;
        }
        return set;
    }

    /** The lanes of a set in order of service. */
    List<Lane> list(long set) {
        List<Lane> list = new ArrayList<>(Long.bitCount(set));
        for (long rest = set; rest != 0; rest &= rest - 1) {
            list.add(lanes.get(Long.numberOfTrailingZeros(rest)));
        }
        return list;
    }
}

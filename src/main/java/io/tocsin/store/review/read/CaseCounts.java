package io.tocsin.store.review.read;

import io.tocsin.store.review.CaseBase;
import io.tocsin.store.review.Heads;
import io.tocsin.review.figure.Summary;
import io.tocsin.review.item.CaseState;
import io.tocsin.review.item.Reviewer;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Codes;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.warning.Grade;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the queue stands, from the counters that scripts move with the cases. */
final class CaseCounts {
    /** Answers of a unit: its counters, then a time for every grade. */
    private static final int PER_UNIT = 1 + Grade.values().length;
    private static final int HEAD = 5;
    private final CaseBase base;
    private final Script script = Script.withCases("casecount");

    CaseCounts(CaseBase base) {
        this.base = base;
    }

    Summary summary(Reviewer who, long lost) {
        List<String> units = Heads.units(who);
        List<Object> arguments = new ArrayList<>(List.of(base.time().day(), who.name()));
        arguments.addAll(units);
        List<Call> calls = new ArrayList<>();
        for (int p = 0; p < base.store().partitions(); p++) {
            calls.add(script.call(Keys.tag(p), arguments.toArray()));
        }
        Sum sum = new Sum();
        base.redis().pipeline(calls).forEach(answer -> sum.add(Reply.list(answer), units.size()));
        return sum.summary(lost);
    }

    private static final class Sum {
        private final Map<CaseState, Map<Grade, Long>> states = new EnumMap<>(CaseState.class);
        private final Map<Grade, Duration> oldest = new EnumMap<>(Grade.class);
        private final Map<String, Map<Grade, Long>> breached = new HashMap<>();
        private long flagged;
        private long pending;
        private long doneToday;
        private long held;
        private long uncovered;

        void add(List<@Nullable Object> answer, int units) {
            long now = Reply.number(answer.get(0));
            pending += Reply.number(answer.get(1));
            doneToday += Reply.number(answer.get(2));
            held += Reply.number(answer.get(3));
            uncovered += Reply.number(answer.get(4));
            for (int u = 0; u < units; u++) {
                int at = HEAD + u * PER_UNIT;
                counters(Reply.list(answer.get(at)));
                for (Grade grade : Grade.values()) {
                    long since = Reply.number(answer.get(at + 1 + Codes.of(grade)));
                    if (since > 0) {
                        oldest.merge(grade, Duration.ofMillis(Math.max(0, now - since)),
                                (a, b) -> a.compareTo(b) > 0 ? a : b);
                    }
                }
            }
        }

        private void counters(List<@Nullable Object> flat) {
            for (int i = 0; i + 1 < flat.size(); i += 2) {
                String field = Reply.text(flat.get(i));
                long value = Reply.number(flat.get(i + 1));
                if (field.equals("f")) {
                    flagged += value;
                } else if (field.startsWith("b")) {
                    breached.computeIfAbsent(field.charAt(1) == 't' ? Summary.FIRST_TOUCH : Summary.CLOSE,
                            _ -> new EnumMap<>(Grade.class)).merge(grade(field.charAt(2)), value, Long::sum);
                } else {
                    states.computeIfAbsent(Codes.caseState(field.charAt(0) - '0'),
                            _ -> new EnumMap<>(Grade.class)).merge(grade(field.charAt(1)), value, Long::sum);
                }
            }
        }

        private static Grade grade(char digit) {
            return Codes.grade(digit - '0');
        }

        Summary summary(long lost) {
            return new Summary(flagged, states, oldest, breached, pending, uncovered, lost,
                    new Summary.Mine(held, doneToday));
        }
    }
}

package io.tocsin.cli.bench;

import io.tocsin.dispatch.WriteListener;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** When every segment was written, by line. Safe for use by several event loops. */
final class LineWrites implements WriteListener {
    private final List<Limit> limits;

    /** Of these lines; there are no others. */
    LineWrites(List<Limit> limits) {
        this.limits = List.copyOf(limits);
    }

    /**
     * A line and what it may do.
     *
     * @param operator whose people it reaches; no line has two
     * @param rate segments a second
     * @param writes when they were written
     */
    record Limit(String carrier, String operator, int rate, WriteTimes writes) {
        Limit(String carrier, String operator, int rate) {
            this(carrier, operator, rate, new WriteTimes());
        }

        private boolean isKept() {
            return writes.mostInOneSecond() <= rate;
        }
    }

    List<Limit> limits() {
        return limits;
    }

    Limit of(String carrier) {
        return limits.stream().filter(each -> each.carrier.equals(carrier)).findFirst().orElseThrow();
    }

    @Override
    public void written(String carrier, int segments, long nanos) {
        of(carrier).writes.written(carrier, segments, nanos);
    }

    /** Forgets what was written so far. */
    void forget() {
        limits.forEach(each -> each.writes.forget());
    }

    long segments() {
        return limits.stream().mapToLong(each -> each.writes.count()).sum();
    }

    /** Whether no line had more than it may in any second. */
    boolean areKept() {
        return limits.stream().allMatch(Limit::isKept);
    }

    /** The seconds that the slowest operator's lines need for what they wrote, at their rates. */
    double slowest() {
        Map<String, List<Limit>> operators = limits.stream().collect(Collectors.groupingBy(Limit::operator));
        return operators.values().stream()
                .mapToDouble(lines -> (double) lines.stream().mapToInt(each -> each.writes.count()).sum()
                        / lines.stream().mapToInt(Limit::rate).sum())
                .max().orElse(0);
    }
}

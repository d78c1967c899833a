package io.tocsin.store.review.read.figure;

import io.tocsin.store.review.CaseBase;
import io.tocsin.store.review.Heads;
import io.tocsin.review.figure.DayFigures;
import io.tocsin.review.figure.ReviewerFigures;
import io.tocsin.review.figure.Summary;
import io.tocsin.review.item.Reviewer;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What happened on days, and what reviewers did today. */
public final class CaseDays {
    private static final Duration ONLINE = Duration.ofMinutes(2);
    private static final Duration TODAY = Duration.ofHours(24);
    private final CaseBase base;

    /** Works on that ground. */
    public CaseDays(CaseBase base) {
        this.base = base;
    }

    /** As {@link io.tocsin.review.CaseReads#days}. */
    public List<DayFigures> days(Reviewer who, LocalDate from, LocalDate to) {
        List<String> units = Heads.units(who);
        List<DayFigures> days = new ArrayList<>();
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            List<Call> calls = new ArrayList<>();
            for (int p = 0; p < base.store().partitions(); p++) {
                for (String unit : units) {
                    calls.add(Call.of("HGETALL", Keys.caseDay(p, day.toEpochDay(), unit)));
                }
            }
            days.add(figures(day, sums(base.redis().pipeline(calls))));
        }
        return days;
    }

    /** Counters of several hashes together, by field. */
    static Map<String, Long> sums(List<@Nullable Object> hashes) {
        Map<String, Long> sums = new HashMap<>();
        for (@Nullable
        Object hash : hashes) {
            List<@Nullable Object> flat = Reply.list(hash);
            for (int i = 0; i + 1 < flat.size(); i += 2) {
                sums.merge(Reply.text(flat.get(i)), Reply.number(flat.get(i + 1)), Long::sum);
            }
        }
        return sums;
    }

    /** What such sums mean. */
    static DayFigures figures(LocalDate day, Map<String, Long> sums) {
        Map<String, Long> dispositions = new TreeMap<>();
        sums.forEach((field, n) -> {
            if (field.startsWith("d:") && n != 0) {
                dispositions.put(field.substring(2), n);
            }
        });
        return new DayFigures(day, of(sums, "o"), of(sums, "j"), of(sums, "t"), of(sums, "c") - of(sums, "ro"),
                of(sums, "e"), dispositions, of(sums, "sv"), of(sums, "ls"),
                Map.of(Summary.FIRST_TOUCH, of(sums, "bt"), Summary.CLOSE, of(sums, "bc")));
    }

    private static long of(Map<String, Long> sums, String field) {
        return sums.getOrDefault(field, 0L);
    }

    /** As {@link io.tocsin.review.CaseReads#reviewers}. */
    public List<ReviewerFigures> reviewers() {
        Instant now = base.store().clock().instant();
        List<@Nullable Object> seen = Reply.list(base.redis().call("ZRANGEBYSCORE", Keys.REVIEWERS,
                now.minus(TODAY).toEpochMilli(), "+inf", "WITHSCORES"));
        List<Call> calls = new ArrayList<>();
        for (int p = 0; p < base.store().partitions(); p++) {
            calls.add(Call.of("HGETALL", Keys.reviewerDay(p, base.time().day())));
        }
        Map<String, Long> sums = sums(base.redis().pipeline(calls));
        Map<String, Long> held = Holders.of(base);
        List<ReviewerFigures> figures = new ArrayList<>();
        for (int i = 0; i + 1 < seen.size(); i += 2) {
            String name = Reply.text(seen.get(i));
            Instant at = Instant.ofEpochMilli(Heads.score(Reply.text(seen.get(i + 1))));
            figures.add(new ReviewerFigures(name, at, at.plus(ONLINE).isAfter(now), held.getOrDefault(name, 0L),
                    of(sums, name + "|d"), median(sums, name + "|m")));
        }
        return figures;
    }

    /** Buckets grow by a tenth: bucket b is 1.1^b - 1 seconds. */
    private static @Nullable Duration median(Map<String, Long> sums, String prefix) {
        NavigableMap<Integer, Long> buckets = new TreeMap<>();
        sums.forEach((field, n) -> {
            if (field.startsWith(prefix)) {
                buckets.merge(Integer.valueOf(field.substring(prefix.length())), n, Long::sum);
            }
        });
        long half = (buckets.values().stream().mapToLong(Long::longValue).sum() + 1) / 2;
        long before = 0;
        for (Map.Entry<Integer, Long> bucket : buckets.entrySet()) {
            before += bucket.getValue();
            if (before >= half) {
                return Duration.ofMillis(Math.round((Math.pow(1.1, bucket.getKey() + 0.5) - 1) * 1000));
            }
        }
        return null;
    }
}

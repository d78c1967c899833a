package io.tocsin.store.review.read;

import io.tocsin.store.review.CaseBase;
import io.tocsin.store.review.Heads;
import io.tocsin.review.figure.CaseFilter;
import io.tocsin.review.figure.CasePage;
import io.tocsin.review.item.CaseId;
import io.tocsin.review.item.CaseRow;
import io.tocsin.review.item.CaseState;
import io.tocsin.review.item.Reviewer;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Codes;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.warning.Grade;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lists cases. What a state's set or a unit's queue orders is read page by page, merged over the
 * partitions; what it does not know is filtered after reading, at most so many cases a page.
 */
final class CaseLists {
    /** Cases read for one page at most; with a rare filter the page is short then. */
    private static final int MOST_READ = 1_000;
    private static final List<CaseState> WAITING = List.of(CaseState.LEASED, CaseState.OPEN, CaseState.SNOOZED,
            CaseState.ESCALATED);
    private final CaseBase base;
    private final CaseRows rows;

    CaseLists(CaseBase base, CaseRows rows) {
        this.base = base;
        this.rows = rows;
    }

    /** A case's place in a list; scores of closed ones are negative, so that the newest come first. */
    private record Place(long score, CaseId id) {
        static final Comparator<Place> ORDER = Comparator.comparingLong(Place::score)
                .thenComparingInt(place -> place.id.partition()).thenComparingLong(place -> place.id.number());
    }

    /** Behind which place in which state's list a page begins. */
    private record Cursor(CaseState state, @Nullable Place after) {
        static Cursor parse(String text) {
            try {
                String[] parts = text.split("[.]", -1);
                CaseState state = Codes.caseState(Integer.parseInt(parts[0]));
                return new Cursor(state, parts.length == 1
                        ? null
                        : new Place(Long.parseLong(parts[1]), CaseId.parse(parts[2]).orElseThrow()));
            } catch (RuntimeException e) {
                throw new IllegalArgumentException("no cursor", e);
            }
        }

        @Override
        public String toString() {
            return Codes.of(state) + (after == null ? "" : "." + after.score + "." + after.id);
        }
    }

    CasePage page(Reviewer who, CaseFilter filter, @Nullable String from, int limit) {
        List<CaseState> states = filter.state() == null ? WAITING : List.of(filter.state());
        Cursor cursor = from == null ? new Cursor(states.getFirst(), null) : Cursor.parse(from);
        int at = states.indexOf(cursor.state);
        if (at < 0) {
            throw new IllegalArgumentException("a cursor of another list");
        }
        List<CaseRow> found = new ArrayList<>();
        int read = 0;
        while (at < states.size()) {
            int wanted = limit - found.size();
            List<Place> places = places(who, filter, cursor, Math.max(wanted, isExact(filter) ? wanted : 100));
            for (CaseRow row : rows.rows(places.stream().map(Place::id).toList())) {
                Place place = places.stream().filter(each -> each.id.equals(row.id())).findFirst().orElseThrow();
                cursor = new Cursor(cursor.state, place);
                if (matches(who, filter, cursor.state, row)) {
                    found.add(row);
                    if (found.size() == limit) {
                        return new CasePage(found, cursor.toString());
                    }
                }
            }
            read += places.size();
            if (places.isEmpty()) {
                at++;
                cursor = new Cursor(states.get(Math.min(at, states.size() - 1)), null);
            } else {
                cursor = new Cursor(cursor.state, places.getLast());
            }
            if (read >= MOST_READ && at < states.size()) {
                return new CasePage(found, cursor.toString());
            }
        }
        return new CasePage(found, null);
    }

    private static boolean isExact(CaseFilter filter) {
        return filter.holder() == null && !filter.breached();
    }

    private static boolean matches(Reviewer who, CaseFilter filter, CaseState state, CaseRow row) {
        String unit = filter.unit();
        String of = row.unit();
        return row.state() == state && who.sees(row) && (filter.grade() == null || filter.grade() == row.grade())
                && (unit == null || (of != null && (of.equals(unit) || of.startsWith(unit + "/"))))
                && (filter.holder() == null || filter.holder().equals(row.holder()))
                && (!filter.breached() || !row.breached().isEmpty());
    }

    /** The next places behind the cursor, over all partitions; few or none when the list ends. */
    private List<Place> places(Reviewer who, CaseFilter filter, Cursor cursor, int count) {
        List<Call> calls = new ArrayList<>();
        List<Integer> partitions = new ArrayList<>();
        boolean newest = cursor.state == CaseState.DONE;
        for (int p = 0; p < base.store().partitions(); p++) {
            for (byte[] key : keys(who, filter, cursor.state, p)) {
                String least = least(filter, cursor);
                calls.add(newest
                        ? Call.of("ZREVRANGEBYSCORE", key, least, "-inf", "WITHSCORES", "LIMIT", 0, count + TIES)
                        : Call.of("ZRANGEBYSCORE", key, least, most(filter, cursor.state), "WITHSCORES", "LIMIT", 0,
                                count + TIES));
                partitions.add(p);
            }
        }
        List<@Nullable Object> answers = base.redis().pipeline(calls);
        Place after = cursor.after;
        return Stream.iterate(0, i -> i < answers.size(), i -> i + 1)
                .flatMap(i -> pairs(partitions.get(i), Reply.list(answers.get(i)), newest).stream())
                .filter(place -> after == null || Place.ORDER.compare(place, after) > 0).sorted(Place.ORDER)
                .limit(count).toList();
    }

    /**
     * Cases of one score in one partition beyond which a page might miss some; a score is a
     * millisecond.
     */
    private static final int TIES = 100;

    private static List<byte[]> keys(Reviewer who, CaseFilter filter, CaseState state, int partition) {
        return switch (state) {
            case OPEN -> Optional.ofNullable(filter.unit()).filter(who::covers).map(List::of)
                    .orElseGet(() -> Heads.units(who)).stream().map(unit -> Keys.caseQueue(partition, unit)).toList();
            case LEASED -> List.of(Keys.casesIn(partition, 'l'));
            case SNOOZED -> List.of(Keys.casesIn(partition, 'w'));
            case ESCALATED -> List.of(Keys.casesIn(partition, 'e'));
            case DONE -> List.of(Keys.casesIn(partition, 'z'));
        };
    }

    private static String least(CaseFilter filter, Cursor cursor) {
        if (cursor.after != null) {
            return Long.toString(Math.abs(cursor.after.score));
        }
        Grade grade = filter.grade();
        return cursor.state == CaseState.DONE
                ? "+inf"
                : cursor.state == CaseState.OPEN && grade != null
                        ? Long.toString(Codes.of(grade) * 2L * Heads.BAND)
                        : "-inf";
    }

    private static String most(CaseFilter filter, CaseState state) {
        Grade grade = filter.grade();
        return state == CaseState.OPEN && grade != null ? "(" + (Codes.of(grade) + 1) * 2L * Heads.BAND : "+inf";
    }

    private static List<Place> pairs(int partition, List<@Nullable Object> flat, boolean negative) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            long score = Heads.score(Reply.text(flat.get(i + 1)));
            places.add(new Place(negative ? -score : score, new CaseId(partition, Reply.number(flat.get(i)))));
        }
        return places;
    }
}

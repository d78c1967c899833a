package io.tocsin.store.review;

import io.tocsin.review.item.CaseId;
import io.tocsin.review.item.CaseState;
import io.tocsin.review.item.Reviewer;
import io.tocsin.review.item.SeenBy;
import io.tocsin.review.item.Token;
import io.tocsin.store.redis.Codes;
import io.tocsin.warning.Grade;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What the queue should hold: each case as the last act left it. */
final class CaseModel {
    private final Map<CaseId, Item> items = new LinkedHashMap<>();
    private final Map<Integer, CaseId> waiting = new HashMap<>();
    /** By partition and unit. */
    private final Map<String, SeenBy> uncovered = new HashMap<>();

    /** A case. */
    static final class Item {
        final CaseId id;
        final int phone;
        final @Nullable String unit;
        SeenBy seenBy = SeenBy.ITS_UNIT;
        Grade grade;
        CaseState state = CaseState.OPEN;
        boolean putOff;
        int touches;
        int flags = 1;
        /** What the clock of the first touch has told. */
        int told;
        boolean assigned;
        @Nullable
        Reviewer holder;
        @Nullable
        Token token;
        /** What can be taken back, and by whom; null for nothing. */
        @Nullable
        Undo undo;

        Item(CaseId id, int phone, Grade grade, @Nullable String unit) {
            this.id = id;
            this.phone = phone;
            this.grade = grade;
            this.unit = unit;
        }

        void lease(Reviewer who, Token with) {
            state = CaseState.LEASED;
            assigned = false;
            holder = who;
            token = with;
            undo = null;
        }

        void give(CaseState to, boolean undoable) {
            undo = undoable && holder != null && token != null ? new Undo(holder, token, putOff) : null;
            state = to;
            assigned = false;
            holder = null;
            token = null;
        }

        String place() {
            return id.partition() + " " + unit;
        }

        boolean waitsTooLong() {
            return touches == 0 && told >= 2;
        }

        boolean isSeenBy(Reviewer who) {
            return who.sees(unit, seenBy, holder == null ? null : holder.name());
        }

        Reviewer who() {
            return Objects.requireNonNull(holder);
        }

        Token token() {
            return Objects.requireNonNull(token);
        }

        Undo taken() {
            return Objects.requireNonNull(undo);
        }

        /** Order of service: grades, then those nobody has put off. */
        int band() {
            return Codes.of(grade) * 2 + (putOff ? 1 : 0);
        }

        boolean isHeldBy(Reviewer who, Token with) {
            return state == CaseState.LEASED && who.equals(holder) && with.equals(token);
        }
    }

    /** What an act has left to be taken back. */
    record Undo(Reviewer who, Token token, boolean putOff) {}

    void flagged(CaseId id, int phone, Grade grade, @Nullable String unit) {
        Item item = items.get(id);
        if (item == null) {
            items.put(id, new Item(id, phone, grade, unit));
            waiting.put(phone, id);
        } else {
            item.flags++;
            item.grade = item.grade.compareTo(grade) < 0 ? item.grade : grade;
        }
    }

    /** The number's case that is not done. */
    Optional<Item> ofPhone(int phone) {
        return Optional.ofNullable(waiting.get(phone)).map(items::get);
    }

    /** Somebody works on cases in those units alone. */
    void cover(Set<String> staffed) {
        uncovered.clear();
        SeenBy seenBy = staffed.stream().anyMatch(unit -> unit.indexOf('/') < 0)
                ? SeenBy.TOP_UNITS
                : SeenBy.EVERYBODY;
        for (Item item : items.values()) {
            if (staffed.stream().noneMatch(unit -> new Reviewer("x", unit).covers(item.unit))) {
                uncovered.put(item.place(), seenBy);
            }
            if (item.state != CaseState.DONE) {
                item.seenBy = uncovered.getOrDefault(item.place(), SeenBy.ITS_UNIT);
            }
        }
    }

    /** Cases that come to the queue are somebody's. */
    void settle() {
        in(CaseState.OPEN)
                .forEach(item -> item.seenBy = uncovered.getOrDefault(item.place(), SeenBy.ITS_UNIT));
    }

    /** One that was closed is somebody's again. */
    void undone(Item item) {
        item.seenBy = uncovered.getOrDefault(item.place(), SeenBy.ITS_UNIT);
        opened(item);
    }

    void closed(Item item) {
        waiting.remove(item.phone);
    }

    void opened(Item item) {
        waiting.put(item.phone, item.id);
    }

    Item item(CaseId id) {
        return Optional.ofNullable(items.get(id)).orElseThrow(() -> new AssertionError("a case nobody opened: " + id));
    }

    List<Item> all() {
        return new ArrayList<>(items.values());
    }

    List<Item> in(CaseState state) {
        return items.values().stream().filter(item -> item.state == state).toList();
    }

    long in(CaseState state, Reviewer who) {
        return in(state).stream().filter(item -> who.sees(item.unit, item.seenBy, null)).count();
    }

    /** Open cases that somebody sees, the best band first. */
    List<Item> open(Reviewer who) {
        return in(CaseState.OPEN).stream().filter(item -> who.sees(item.unit, item.seenBy, null))
                .sorted(Comparator.comparingInt(Item::band)).toList();
    }

    Optional<Item> any(List<Item> some, RandomGenerator random) {
        return some.isEmpty() ? Optional.empty() : Optional.of(some.get(random.nextInt(some.size())));
    }
}

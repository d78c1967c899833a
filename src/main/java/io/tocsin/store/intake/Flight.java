package io.tocsin.store.intake;

import io.tocsin.ingest.NewWarning;
import io.tocsin.ingest.RowOutcome;
import io.tocsin.store.block.BlockHeader;
import io.tocsin.store.block.Place;
import io.tocsin.store.block.Span;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Operator;
import io.tocsin.warning.StoreUnavailableException;
import io.tocsin.warning.WarningId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block that has its number and is being reserved and written. Rows whose ref it carries as well
 * wait here for its end. Built by one thread, ended by another.
 */
final class Flight {
    private final Draft.Kind kind;
    private final Place place;
    private final int tries;
    private final List<Item> items = new ArrayList<>();
    private final List<Span> spans = new ArrayList<>();
    private @Nullable List<Waiting> waiting = new ArrayList<>();

    Flight(Draft.Kind kind, Place place, int tries) {
        this.kind = kind;
        this.place = place;
        this.tries = tries;
    }

    Draft.Kind kind() {
        return kind;
    }

    Place place() {
        return place;
    }

    /** How often its rows' block had to be given up before. */
    int tries() {
        return tries;
    }

    List<Item> items() {
        return items;
    }

    /** The spans of its rows. */
    List<Span> spans() {
        return spans;
    }

    /** Whether the block has room for the row, and for another span if it needs one. */
    boolean takes(Item item) {
        return items.size() < BlockHeader.MOST_ROWS
                && (spans.size() < Span.MOST || spans.getLast().operator() == operator(item));
    }

    private static Operator operator(Item item) {
        return item.row().operator();
    }

    /** Gives the row its place; it {@linkplain #takes has room}. */
    WarningId add(Item item) {
        int index = items.size();
        if (!spans.isEmpty() && spans.getLast().operator() == operator(item)) {
            spans.add(new Span(operator(item), spans.removeLast().from(), index + 1));
        } else {
            spans.add(new Span(operator(item), index, index + 1));
        }
        items.add(item);
        return new WarningId(place.partition(), place.block(), index);
    }

    /** Lets a row wait for this block; false when it has already ended. */
    synchronized boolean await(Item item, WarningId user) {
        if (waiting == null) {
            return false;
        }
        waiting.add(new Waiting(item, user));
        return true;
    }

    /** It was written: tells everybody. */
    void written() {
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            item.ticket().told(item, new RowOutcome.Accepted(new WarningId(place.partition(), place.block(), i)));
        }
        for (Waiting each : end()) {
            each.item.ticket().told(each.item, outcome(each));
        }
    }

    private RowOutcome outcome(Waiting each) {
        NewWarning first = items.get(each.user.index()).row();
        BatchId batch = each.item.ticket().kind().owner().batch();
        return first.phone().equals(each.item.row().phone())
                ? new RowOutcome.Duplicate(each.user, batch.equals(kind.owner().batch()))
                : new RowOutcome.RefConflict(first.ref());
    }

    /** It was not, or nobody knows: tells everybody. */
    void failed(StoreUnavailableException why) {
        items.forEach(item -> item.ticket().failed(why));
        end().forEach(each -> each.item.ticket().failed(why));
    }

    /** Its number was given up: all rows of it, and those that waited, are to find their way again. */
    List<Item> disband() {
        List<Item> all = new ArrayList<>(items);
        end().forEach(each -> all.add(each.item));
        return all;
    }

    private synchronized List<Waiting> end() {
        List<Waiting> ended = waiting == null ? List.of() : waiting;
        waiting = null;
        return ended;
    }

    private record Waiting(Item item, WarningId user) {}
}

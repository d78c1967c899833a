package io.tocsin.store.intake;

import io.tocsin.ingest.RowOutcome;
import io.tocsin.store.block.Block;
import io.tocsin.store.block.Blocks;
import io.tocsin.store.block.Place;
import io.tocsin.store.refs.Fates;
import io.tocsin.store.refs.RefIndex;
import io.tocsin.store.refs.RefIndex.Reservation;
import io.tocsin.store.refs.RefIndex.Use;
import io.tocsin.warning.Operator;
import io.tocsin.warning.StoreUnavailableException;
import io.tocsin.warning.WarningId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The first half of intake: sorts out rows whose ref was used, gives the others their place in a
 * block and reserves their refs. One thread; a new one is made for every group of drafts.
 */
final class Reserver {
    private static final int MOST_TRIES = 8;
    private static final int MOST_QUESTIONS = 3;
    private final Parts parts;
    private final Deque<Item> rows = new ArrayDeque<>();
    private final List<Item> unsure = new ArrayList<>();
    private final List<Item> later = new ArrayList<>();
    private final Map<Draft.Kind, Flight> filling = new HashMap<>();
    private final Map<Place, Flight> flights = new HashMap<>();
    private final List<Reservation> wanted = new ArrayList<>();
    private int tries;

    Reserver(Parts parts) {
        this.parts = parts;
    }

    /** Does all of it; never throws, rows that fail are told so. */
    Result reserve(List<Draft> drafts) {
        // Those of one operator stand together in a block; else in the order given, so that of two rows
        // with one ref the first counts.
        Map<Operator, List<Item>> operators = new LinkedHashMap<>();
        for (Draft draft : drafts) {
            draft.items().forEach(
                    item -> operators.computeIfAbsent(item.row().operator(), _ -> new ArrayList<>()).add(item));
            tries = Math.max(tries, draft.tries());
        }
        operators.values().forEach(rows::addAll);
        try {
            if (tries > MOST_TRIES) {
                throw new StoreUnavailableException("other nodes took " + MOST_TRIES + " block numbers in a row");
            }
            synchronized (parts.refs) {
                load();
                sort();
                return reserve();
            }
        } catch (StoreUnavailableException e) {
            fail(e);
        } catch (RuntimeException e) {
            fail(new StoreUnavailableException("intake failed: " + e, e));
        }
        return new Result(List.of(), List.of(), List.of());
    }

    private void load() {
        Set<Integer> partitions = new HashSet<>();
        rows.forEach(item -> partitions.add(item.ref().partition()));
        parts.refs.load(partitions);
    }

    private void sort() {
        sortRows();
        for (int i = 0; !unsure.isEmpty() && i < MOST_QUESTIONS; i++) {
            Set<Place> places = new HashSet<>();
            for (Item item : unsure) {
                Use use = parts.refs.find(item.ref());
                if (use != null) {
                    places.add(place(use.id()));
                }
            }
            parts.fates.learn(places);
            rows.addAll(unsure);
            unsure.clear();
            sortRows();
        }
        // Another node is writing their blocks right now, or died over it: Fates loses its patience in
        // time.
        later.addAll(unsure);
        unsure.clear();
    }

    private void sortRows() {
        while (!rows.isEmpty()) {
            sort(rows.getFirst());
            rows.removeFirst();
        }
    }

    private void sort(Item item) {
        Use use = parts.refs.find(item.ref());
        if (use == null) {
            seat(item);
            return;
        }
        Place place = place(use.id());
        Flight flight = parts.flights.at(place);
        if (flight != null && flight.await(item, use.id())) {
            return;
        }
        switch (parts.fates.known(place)) {
            case null -> unsure.add(item);
            case Fates.GivenUp() -> seat(item);
            case Fates.Written written -> used(item, use, written);
        }
    }

    private void used(Item item, Use use, Fates.Written written) {
        if (use.phone() == item.phone()) {
            boolean same = item.ticket().kind().owner().batch().equals(written.batch());
            item.ticket().told(item, new RowOutcome.Duplicate(use.id(), same));
        } else if (isOther(item, use.id())) {
            seat(item);
        } else {
            item.ticket().told(item, new RowOutcome.RefConflict(item.row().ref()));
        }
    }

    /** Whether the ref only has the same fingerprint; a deleted block cannot say so any more. */
    private boolean isOther(Item item, WarningId user) {
        Optional<Block> block = parts.blocks.get(user.partition(), user.block());
        return block.isPresent() && !block.get().rows().get(user.index()).ref().equals(item.row().ref());
    }

    private void seat(Item item) {
        Draft.Kind kind = item.ticket().kind();
        Flight flight = filling.get(kind);
        if (flight == null || !flight.takes(item)) {
            Place place = new Place(kind.partition(), parts.numbers.draw(kind.partition()));
            flight = new Flight(kind, place, tries);
            filling.put(kind, flight);
            flights.put(place, flight);
            parts.flights.begin(flight);
        }
        Reservation reservation = new Reservation(item.ref(), item.phone(), flight.add(item));
        parts.refs.note(reservation);
        wanted.add(reservation);
    }

    private Result reserve() {
        List<Reservation> lost = parts.refs.reserve(wanted);
        Map<Place, Flight> abandoned = new HashMap<>();
        for (Reservation each : lost) {
            Place place = place(each.id());
            Flight flight = flights.get(place);
            if (flight != null) {
                abandoned.put(place, flight);
            }
        }
        // Their other refs are reserved for a number that will not be used: everybody has to know.
        parts.fates.giveUp(List.copyOf(abandoned.keySet()));
        List<Item> again = new ArrayList<>();
        for (Flight flight : abandoned.values()) {
            flights.remove(flight.place());
            parts.flights.disbanded(flight);
            again.addAll(flight.disband());
        }
        return new Result(List.copyOf(flights.values()), Draft.of(again, tries + 1), Draft.of(later, tries));
    }

    private void fail(StoreUnavailableException why) {
        flights.values().forEach(flight -> parts.flights.failed(flight, why));
        rows.forEach(item -> item.ticket().failed(why));
        unsure.forEach(item -> item.ticket().failed(why));
        later.forEach(item -> item.ticket().failed(why));
    }

    private static Place place(WarningId id) {
        return new Place(id.partition(), id.block());
    }

    /**
     * What it works with.
     *
     * @param refs refs that were used
     * @param fates what became of their blocks
     * @param blocks those blocks
     * @param flights this node's blocks on their way
     * @param numbers of new blocks
     */
    record Parts(RefIndex refs, Fates fates, Blocks blocks, Flights flights, BlockNumbers numbers) {}

    /**
     * What came of it.
     *
     * @param reserved blocks that may be written now
     * @param again drafts to be tried again at once
     * @param later drafts to be tried again after a while
     */
    record Result(List<Flight> reserved, List<Draft> again, List<Draft> later) {}
}

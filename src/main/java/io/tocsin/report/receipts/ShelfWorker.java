package io.tocsin.report.receipts;

import io.tocsin.warning.Receipt;
import io.tocsin.warning.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the groups of one shelf through matching, and decides what happens to those that are not
 * settled: another try, kept for an attempt that is not known yet, or all over again when the store
 * failed.
 */
final class ShelfWorker {
    private static final Logger LOG = LoggerFactory.getLogger(ShelfWorker.class);

    private final String carrier;
    private final int partition;
    private final Shelf shelf;
    private final Matching matching;
    private final Ledger ledger;
    private int failures;

    ShelfWorker(String carrier, int partition, Shelf shelf, Matching matching, Ledger ledger) {
        this.carrier = carrier;
        this.partition = partition;
        this.shelf = shelf;
        this.matching = matching;
        this.ledger = ledger;
    }

    /** Works until the shelf ends or it is interrupted. */
    void loop() {
        try {
            Optional<Shelf.Group> group = shelf.take(ledger.ticker());
            while (group.isPresent()) {
                work(group.get());
                group = shelf.take(ledger.ticker());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One group. */
    void work(Shelf.Group group) {
        Round round = new Round(group);
        long start = ledger.now();
        try {
            // At last everywhere: the id counts, and the phone may be written as no number is (a prefix, a
            // pseudonym).
            matching.run(carrier, group.last() ? -1 : partition, group.items(), round);
            round.keep();
            failures = 0;
            ledger.listener().flushed(group.items().size(), ledger.now() - start);
        } catch (StoreUnavailableException e) {
            retry(round, e);
        } catch (RuntimeException e) {
            if (group.items().size() == 1) {
                LOG.warn("A receipt of {} fails; it is tried again, then counted as unmatched: {}", carrier,
                        e.toString());
                round.giveUp();
            } else {
                LOG.error("One of {} receipts of {} fails; they are matched one by one", round.left().size(), carrier,
                        e);
                round.left().forEach(item -> work(new Shelf.Group(List.of(item), group.last())));
            }
        }
        round.count();
    }

    private void retry(Round round, StoreUnavailableException why) {
        List<Duration> backOff = ledger.settings().backOff();
        Duration wait = backOff.get(Math.min(failures++, backOff.size() - 1));
        List<Pending> left = round.left();
        LOG.warn("{} receipts of {} wait {} ms, unconfirmed, as the store is not there: {}", left.size(), carrier,
                wait.toMillis(),
                why.toString());
        ledger.listener().storeFailed();
        shelf.putBack(new Shelf.Group(left, round.group.last()), ledger.now() + wait.toNanos());
    }

    /** What is known of a group while it is worked on. */
    private final class Round implements Matching.Told {
        private final Shelf.Group group;
        private final Set<Pending> told = Collections.newSetFromMap(new IdentityHashMap<>());
        private final Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
        private final List<Pending> homeless = new ArrayList<>();
        private int dropped;

        private Round(Shelf.Group group) {
            this.group = group;
        }

        @Override
        public void settled(Pending item, Fate fate) {
            if (told.add(item)) {
                fates.merge(fate, 1, Integer::sum);
                ledger.settled(item);
            }
        }

        @Override
        public void again(Pending item) {
            if (group.last() || !ledger.park(item)) {
                homeless.add(item);
            } else if (told.add(item)) {
                shelf.park(item);
            }
        }

        /** What is not tried again is kept, if the store can. */
        private void keep() {
            dropped += matching.keep(carrier, partition, homeless, ledger.now(), this);
        }

        /** The only one fails the store: after its tries it is no longer tried. */
        private void giveUp() {
            homeless.clear();
            left().forEach(this::again);
            homeless.forEach(item -> settled(item, Fate.UNMATCHED));
        }

        private List<Pending> left() {
            return group.items().stream().filter(i -> !told.contains(i)).toList();
        }

        private void count() {
            fates.forEach((fate, count) -> ledger.listener().met(carrier, fate, count));
            if (dropped > 0) {
                ledger.listener().met(carrier, Fate.DROPPED, dropped);
            }
            tell(Fate.KEPT, "{} receipts of {} match no attempt yet and are kept, the first: id {}, phone {}, {}");
            tell(Fate.UNMATCHED, "{} receipts of {} match no attempt, the first: id {}, phone {}, {}");
        }

        private void tell(Fate fate, String message) {
            if (fates.containsKey(fate) && !homeless.isEmpty()) {
                Receipt first = homeless.getFirst().receipt();
                LOG.info(message, fates.get(fate), carrier, first.messageId(), masked(first.phone()),
                        first.cause().raw());
            }
        }
    }

    private static String masked(String phone) {
        return phone.length() < 8 ? "(none)" : "****" + phone.substring(phone.length() - 4);
    }
}

package io.tocsin;

import io.tocsin.access.content.ContentName.Kind;
import io.tocsin.access.content.Proposal;
import io.tocsin.warning.StoreUnavailableException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up published contents, each by itself: one that this node cannot use holds up no other, is
 * told once, and counts until it can be used or another takes its place.
 */
final class Uptake {
    private static final Logger LOG = LoggerFactory.getLogger(Uptake.class);
    /** What could not be taken up in the last whole round, by the proposal's id. */
    private volatile Map<String, Fault> faults = Map.of();

    private record Fault(Kind kind, String why) {}

    /** What is done with a published text. */
    @FunctionalInterface
    interface Use {
        /** Uses it, or throws what is wrong with it. */
        void of(String name, String text);
    }

    /** One look at everything that was published. */
    final class Round {
        private final Map<String, Fault> found = new HashMap<>();

        /**
         * Takes one up.
         *
         * @param proposal with a text
         * @throws StoreUnavailableException when the store does not answer: that is not its fault
         */
        void take(Proposal proposal, Use use) {
            try {
                use.of(proposal.of().name(), Objects.requireNonNull(proposal.text()));
            } catch (StoreUnavailableException e) {
                throw e;
            } catch (RuntimeException e) {
                Fault fault = new Fault(proposal.of().kind(), String.valueOf(e.getMessage()));
                found.put(proposal.id(), fault);
                if (!fault.equals(faults.get(proposal.id()))) {
                    LOG.error(
                            "{} version {} was published and cannot be used by this node, what held before goes on: {}",
                            proposal.of(), proposal.verdict().version(), fault.why());
                }
            }
        }

        /** Everything was looked at. */
        void end() {
            faults = Map.copyOf(found);
        }
    }

    /** Begins to look at everything. */
    Round round() {
        return new Round();
    }

    /** How many of that kind cannot be used now. */
    long faults(Kind kind) {
        return faults.values().stream().filter(fault -> fault.kind() == kind).count();
    }

    /** Whether all can be used. */
    boolean isWhole() {
        return faults.isEmpty();
    }
}

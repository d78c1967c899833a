package io.tocsin.access.content;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Proposals in a map. */
public final class FakeProposals implements ProposalStore {
    private final Map<String, Proposal> kept = new HashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private int changes;

    @Override
    public synchronized Kept read() {
        return new Kept(generation(), java.util.List.copyOf(kept.values()));
    }

    @Override
    public synchronized String generation() {
        return changes == 0 ? "" : "change " + changes;
    }

    @Override
    public synchronized long next(String series) {
        return numbers.merge(series, 1L, Long::sum);
    }

    @Override
    public synchronized boolean put(Proposal proposal, Collection<String> forgotten, String generation) {
        if (!generation.equals(generation())) {
            return false;
        }
        kept.put(proposal.id(), proposal);
        forgotten.forEach(kept::remove);
        changes++;
        return true;
    }
}

package io.tocsin.http;

import io.tocsin.access.content.Proposal;
import io.tocsin.access.content.ProposalStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Proposals in a map. */
final class FakeProposals implements ProposalStore {
    private final Map<String, Proposal> kept = new HashMap<>();
    private long numbers;

    @Override
    public List<Proposal> all() {
        return List.copyOf(kept.values());
    }

    @Override
    public long generation() {
        return numbers;
    }

    @Override
    public long next(String series) {
        return ++numbers;
    }

    @Override
    public boolean add(Proposal proposal) {
        numbers++;
        return kept.putIfAbsent(proposal.id(), proposal) == null;
    }

    @Override
    public boolean decide(Proposal proposal) {
        numbers++;
        return kept.replace(proposal.id(), proposal) != null;
    }

    @Override
    public void drop(Collection<String> ids) {
        ids.forEach(kept::remove);
    }
}

package io.tocsin.access.content;

/** The store of the tests does what the real one does. */
class FakeProposalsTest implements ProposalStoreContract {
    @Override
    public ProposalStore proposals() {
        return new FakeProposals();
    }
}

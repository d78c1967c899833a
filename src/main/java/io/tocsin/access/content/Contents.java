package io.tocsin.access.content;

import io.tocsin.access.content.Proposal.State;
import io.tocsin.access.content.Proposal.Verdict;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Contents that are changed by two people. What one proposes and another approves is published as
 * the content's next version and holds until a later one, or until it is taken back in the same
 * way; then the file's holds again. Every node takes up what was published with its next
 * {@link #refresh}. While the store does not answer, what was known last holds.
 */
public final class Contents {
    /** How many may wait. */
    public static final int MOST_OPEN = 100;
    /** Above this, those that no longer matter are forgotten, the oldest first. */
    private static final int MANY = ProposalStore.MOST - MOST_OPEN;
    /** Refreshes after which everything is read again, whatever the store's number says. */
    private static final int READ_AGAIN = 30;

    private final ProposalStore store;
    private final ContentRules rules;
    private final InstantSource clock;
    private final Consumer<List<Proposal>> hearer;
    private long generation = -1;
    private int refreshes;

    /**
     * Works on that store; knows nothing before the first {@link #refresh}.
     *
     * @param hearer takes up all published versions, oldest first; called by {@link #refresh} after a
     *            change
     */
    public Contents(ProposalStore store, ContentRules rules, InstantSource clock, Consumer<List<Proposal>> hearer) {
        this.store = store;
        this.rules = rules;
        this.clock = clock;
        this.hearer = hearer;
    }

    /** Takes up what was published since; may block. */
    public synchronized void refresh() {
        long now = store.generation();
        if (now != generation || refreshes++ % READ_AGAIN == 0) {
            hearer.accept(published(store.all()));
            generation = now;
        }
    }

    private static List<Proposal> published(List<Proposal> all) {
        return all.stream().filter(Proposal::isApproved).sorted(Comparator.comparingInt(p -> p.verdict().version()))
                .toList();
    }

    /** All proposals, the newest first. */
    public List<Proposal> all() {
        return store.all().stream().sorted(Comparator.comparing(Proposal::at).thenComparing(Proposal::id).reversed())
                .toList();
    }

    /** One of them. */
    public Optional<Proposal> find(String id) {
        return store.all().stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** The latest published version of each content, those that took one back included. */
    public static Map<ContentName, Proposal> latest(List<Proposal> all) {
        return published(all).stream().collect(Collectors.toMap(Proposal::of, p -> p, (_, later) -> later));
    }

    /** The contents of the file. */
    public Map<ContentName, String> base() {
        return rules.base();
    }

    /** As {@link ContentRules#check}. */
    public List<String> check(ContentName of, String text) {
        if (text.length() > Proposal.LONGEST) {
            throw new BadContentException(List.of("got " + text.length() + " characters, expected at most "
                    + Proposal.LONGEST));
        }
        return rules.check(of, text);
    }

    /**
     * Proposes a change.
     *
     * @param text null takes what was published back
     * @throws BadContentException when it could not be published
     * @throws IllegalStateException when nothing was published that could be taken back, another
     *             proposal for it waits, or there are too many
     */
    public Proposal propose(ContentName of, @Nullable String text, String reason, String author) {
        List<Proposal> all = store.all();
        Proposal holding = latest(all).get(of);
        if (text == null && (holding == null || holding.text() == null)) {
            throw new IllegalStateException("nothing is published as " + of + " that could be taken back");
        }
        if (text != null) {
            check(of, text);
        }
        List<Proposal> open = all.stream().filter(Proposal::isOpen).toList();
        if (open.stream().anyMatch(each -> each.of().equals(of))) {
            throw new IllegalStateException("another proposal for " + of + " waits, decide on that one first");
        }
        forget(all);
        Proposal made = new Proposal("p" + store.next("id"), of, text, reason, author,
                clock.instant().truncatedTo(ChronoUnit.MILLIS), Verdict.NONE);
        if (open.size() >= MOST_OPEN || !store.add(made)) {
            throw new IllegalStateException(open.size() + " proposals wait, decide on some first");
        }
        return made;
    }

    /** Makes room: what was not approved goes first, then versions that no longer hold. */
    private void forget(List<Proposal> all) {
        Set<String> kept = new HashSet<>();
        latest(all).values().forEach(each -> kept.add(each.id()));
        List<Proposal> old = all.stream().filter(each -> !each.isOpen() && !kept.contains(each.id()))
                .sorted(Comparator.comparing(Proposal::isApproved).thenComparing(Proposal::at)).toList();
        if (all.size() > MANY) {
            store.drop(old.stream().limit(all.size() - MANY).map(Proposal::id).toList());
        }
    }

    /**
     * Publishes a proposal; it holds on this node when this returns.
     *
     * @param by anybody but its author
     * @throws BadContentException when it can no longer be published
     * @throws IllegalStateException when it does not wait, or its author would approve it
     */
    public Proposal approve(Proposal proposal, String by, String note) {
        other(proposal, by);
        if (proposal.text() != null) {
            check(proposal.of(), proposal.text());
        }
        Proposal decided = decided(proposal, State.APPROVED, by, note,
                (int) store.next(proposal.of().toString()));
        refresh();
        return decided;
    }

    /**
     * Turns a proposal down.
     *
     * @param by anybody but its author
     * @throws IllegalStateException when it does not wait, or its author would refuse it
     */
    public Proposal refuse(Proposal proposal, String by, String note) {
        other(proposal, by);
        return decided(proposal, State.REFUSED, by, note, 0);
    }

    /**
     * Takes a proposal back.
     *
     * @param by its author
     * @throws IllegalStateException when it does not wait, or is somebody else's
     */
    public Proposal retract(Proposal proposal, String by) {
        if (!proposal.author().equals(by)) {
            throw new IllegalStateException("only " + proposal.author() + ", who proposed it, can take it back");
        }
        return decided(proposal, State.RETRACTED, by, "", 0);
    }

    private static void other(Proposal proposal, String by) {
        if (proposal.author().equals(by)) {
            throw new IllegalStateException("it takes another person than " + by + ", who proposed it");
        }
    }

    private Proposal decided(Proposal proposal, State state, String by, String note, int version) {
        Proposal decided = proposal
                .with(new Verdict(state, by, clock.instant().truncatedTo(ChronoUnit.MILLIS), note, version));
        if (!proposal.isOpen() || !store.decide(decided)) {
            throw new IllegalStateException("it was decided on already");
        }
        return decided;
    }
}

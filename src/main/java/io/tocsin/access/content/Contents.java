package io.tocsin.access.content;

import io.tocsin.access.content.Proposal.Seen;
import io.tocsin.access.content.Proposal.State;
import io.tocsin.access.content.Proposal.Verdict;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
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
    /** How often a change is thought through again because others made theirs at the same time. */
    private static final int TRIES = 20;
    /** The newest first. */
    private static final Comparator<Proposal> ORDER = Comparator.comparing(Proposal::at).thenComparing(Proposal::id)
            .reversed();

    private final ProposalStore store;
    private final ContentRules rules;
    private final InstantSource clock;
    private final Consumer<List<Proposal>> hearer;
    private @Nullable String generation;

    /** A change, thought through for what was kept at one time. */
    private record Change(Proposal proposal, Collection<String> forgotten) {}

    /**
     * Works on that store; knows nothing before the first {@link #refresh}.
     *
     * @param hearer takes up all published versions, oldest first; called by {@link #refresh} after a
     *            change, again and again while it fails
     */
    public Contents(ProposalStore store, ContentRules rules, InstantSource clock, Consumer<List<Proposal>> hearer) {
        this.store = store;
        this.rules = rules;
        this.clock = clock;
        this.hearer = hearer;
    }

    /** Takes up what was published since; may block. */
    public synchronized void refresh() {
        if (!store.generation().equals(generation)) {
            ProposalStore.Kept kept = store.read();
            hearer.accept(published(kept.all()));
            generation = kept.generation();
        }
    }

    /** Has the next {@link #refresh} take up everything, whether or not it has changed. */
    public synchronized void again() {
        generation = null;
    }

    private static List<Proposal> published(List<Proposal> all) {
        return all.stream().filter(Proposal::isApproved).sorted(Comparator.comparingInt(p -> p.verdict().version()))
                .toList();
    }

    /** All proposals, the newest first. */
    public List<Proposal> all() {
        return store.read().all().stream().sorted(ORDER).toList();
    }

    /** One of them. */
    public Optional<Proposal> find(String id) {
        return find(store.read().all(), id);
    }

    private static Optional<Proposal> find(List<Proposal> all, String id) {
        return all.stream().filter(each -> each.id().equals(id)).findFirst();
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
        if (text != null) {
            check(of, text);
        }
        Instant now = now();
        String[] id = new String[1];
        return changed(all -> {
            Proposal holding = latest(all).get(of);
            if (text == null && (holding == null || holding.text() == null)) {
                throw new IllegalStateException("nothing is published as " + of + " that could be taken back");
            }
            List<Proposal> open = all.stream().filter(Proposal::isOpen).toList();
            if (open.stream().anyMatch(each -> each.of().equals(of))) {
                throw new IllegalStateException("another proposal for " + of + " waits, decide on that one first");
            }
            if (open.size() >= MOST_OPEN) {
                throw new IllegalStateException(open.size() + " proposals wait, decide on some first");
            }
            Collection<String> forgotten = old(all);
            if (all.size() - forgotten.size() >= ProposalStore.MOST) {
                throw new IllegalStateException("there are " + ProposalStore.MOST + " contents, expected fewer");
            }
            id[0] = Objects.requireNonNullElseGet(id[0], () -> "p" + store.next("id"));
            return new Change(new Proposal(id[0], of, text, reason, author, now, Verdict.NONE), forgotten);
        });
    }

    /**
     * Those that are to be forgotten: what was not approved goes first, then versions that no longer
     * hold.
     */
    private static List<String> old(List<Proposal> all) {
        Set<String> kept = new HashSet<>();
        latest(all).values().forEach(each -> kept.add(each.id()));
        return all.stream().filter(each -> !each.isOpen() && !kept.contains(each.id()))
                .sorted(Comparator.comparing(Proposal::isApproved).thenComparing(Proposal::at))
                .limit(Math.max(0, all.size() - MANY)).map(Proposal::id).toList();
    }

    /**
     * Publishes a proposal; it holds on this node when this returns.
     *
     * @param seen what that person saw: what is approved, and what it was compared with
     * @param by anybody but its author
     * @throws BadContentException when it can no longer be published
     * @throws IllegalStateException when it does not wait, its author would approve it, or something
     *             else was seen than what is there now
     */
    public Proposal approve(Proposal proposal, Seen seen, String by, String note) {
        other(proposal, by);
        String text = proposal.text();
        if (!Objects.equals(seen.sha256(), text == null ? null : proposal.sha256())) {
            throw new IllegalStateException("got an approval of sha256 " + seen.sha256() + ", expected one of "
                    + (text == null ? "null, as it takes something back" : proposal.sha256()));
        }
        if (text != null) {
            check(proposal.of(), text);
        }
        Instant now = now();
        long[] version = new long[1];
        Proposal decided = changed(all -> {
            waiting(all, proposal);
            Proposal holding = latest(all).get(proposal.of());
            int holds = holding == null ? 0 : holding.verdict().version();
            if (holds != seen.version()) {
                throw new IllegalStateException("it was compared with version " + seen.version()
                        + ", expected a comparison with version " + holds + ", which holds now");
            }
            version[0] = version[0] == 0 ? store.next(proposal.of().toString()) : version[0];
            return new Change(proposal.with(new Verdict(State.APPROVED, by, now, note, (int) version[0])), List.of());
        });
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
        return dropped(proposal, State.REFUSED, by, note);
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
        return dropped(proposal, State.RETRACTED, by, "");
    }

    private static void other(Proposal proposal, String by) {
        if (proposal.author().equals(by)) {
            throw new IllegalStateException("it takes another person than " + by + ", who proposed it");
        }
    }

    private Proposal dropped(Proposal proposal, State state, String by, String note) {
        Verdict verdict = new Verdict(state, by, now(), note, 0);
        return changed(all -> {
            waiting(all, proposal);
            return new Change(proposal.with(verdict), List.of());
        });
    }

    private static void waiting(List<Proposal> all, Proposal proposal) {
        if (find(all, proposal.id()).filter(proposal::equals).filter(Proposal::isOpen).isEmpty()) {
            throw new IllegalStateException("it was decided on already");
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Makes a change on top of exactly what it was thought through for, so that of two at the same time
     * the second sees the first.
     */
    private Proposal changed(Function<List<Proposal>, Change> thought) {
        Proposal tried = null;
        for (int i = 0; i < TRIES; i++) {
            ProposalStore.Kept kept = store.read();
            if (tried != null && kept.all().contains(tried)) {
                // It was put, and the answer did not come.
                return tried;
            }
            Change change = thought.apply(kept.all());
            tried = change.proposal();
            if (store.put(tried, change.forgotten(), kept.generation())) {
                return tried;
            }
        }
        throw new IllegalStateException("others change contents at the same time, try again");
    }
}

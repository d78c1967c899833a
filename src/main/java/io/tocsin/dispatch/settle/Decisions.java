package io.tocsin.dispatch.settle;

import io.tocsin.dispatch.ported.Porting;
import io.tocsin.plan.AmbiguousRule;
import io.tocsin.plan.Decision;
import io.tocsin.plan.Planner;
import io.tocsin.plan.Playbook;
import io.tocsin.plan.Ruling;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Lane;
import io.tocsin.warning.MessageRef;
import io.tocsin.warning.Note;
import io.tocsin.warning.Standing;
import io.tocsin.warning.Transition;
import io.tocsin.warning.Warning;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns ends of attempts into changes for the store, by the plan, the warning's playbook and the
 * carrier's rule. Safe for use by several threads.
 */
public final class Decisions {
    private final Playbooks playbooks;
    private final Map<String, AmbiguousRule> rules;
    private final AmbiguousRule usual;
    private final Porting porting;
    private final InstantSource clock;
    private final long seed;
    private volatile Alternatives alternatives = Alternatives.NONE;

    /**
     * Decisions by these rules.
     *
     * @param rules of carriers by name
     * @param usual rule of carriers that are no longer configured
     * @param porting whose network numbers are on by now
     * @param seed spreads retries; the same seed spreads the same way
     */
    public Decisions(Playbooks playbooks, Map<String, AmbiguousRule> rules, AmbiguousRule usual, Porting porting,
            InstantSource clock, long seed) {
        this.playbooks = playbooks;
        this.rules = Map.copyOf(rules);
        this.usual = usual;
        this.porting = porting;
        this.clock = clock;
        this.seed = seed;
    }

    /** Decisions about numbers that never change their operator. */
    public Decisions(Playbooks playbooks, Map<String, AmbiguousRule> rules, AmbiguousRule usual, InstantSource clock,
            long seed) {
        this(playbooks, rules, usual, Porting.NONE, clock, seed);
    }

    /** Says what other carriers there are; until then none. */
    public void besides(Alternatives others) {
        alternatives = others;
    }

    /**
     * What a receipt, or anything else that is not the answer to an attempt, comes to now.
     *
     * @param carrier name of the carrier of the latest attempt
     */
    public Transition decide(Standing standing, AttemptEnd end, String carrier) {
        return decide(standing, end, carrier, List.of(), clock.instant());
    }

    /**
     * What a carrier's answer to a call comes to: its timeline tells the end of a call, where that of a
     * text tells of submits and receipts.
     */
    public Transition ended(Standing standing, AttemptEnd end, String carrier, Instant now) {
        Transition made = decide(standing, end, carrier, List.of(), now);
        Note note = made.note();
        if (note == null || (note.kind() != Note.Kind.RECEIPT && note.kind() != Note.Kind.SUBMIT_FAILED)) {
            return made;
        }
        boolean never = end instanceof AttemptEnd.Failed(var cause)
                && (cause.type() == CauseClass.NETWORK || cause.type() == CauseClass.CONFIG);
        return made.with(new Note(never ? Note.Kind.CALL_FAILED : Note.Kind.CALL_ENDED, note.text()));
    }

    /**
     * What an answer comes to.
     *
     * @param messages ids under which receipts will come
     */
    public Transition decide(Standing standing, AttemptEnd end, String carrier, List<MessageRef> messages,
            Instant now) {
        boolean moved = end instanceof AttemptEnd.Failed(var why)
                && porting.moved(standing.warning(), carrier, why).isPresent();
        Warning warning = porting.now(standing.warning());
        boolean isClosed = end instanceof AttemptEnd.Failed(var cause)
                && (cause.type() == CauseClass.QUOTA || cause.type() == CauseClass.TIME_WINDOW);
        Planner.Question q = new Planner.Question(warning, standing.progress(), playbook(warning), rule(carrier), now,
                spread(standing), isClosed
                        ? alternatives.opens(carrier, lane(standing), standing.progress().refusers(), now)
                        : List.of());
        return transition(standing, moved && end instanceof AttemptEnd.Failed(var code)
                ? Planner.moved(q, code)
                : Planner.decide(q, end), messages);
    }

    /** The change that a ruling makes. */
    public static Transition transition(Standing standing, Ruling ruling, List<MessageRef> messages) {
        @Nullable
        Lane lane = null;
        long dueAt = 0;
        switch (ruling.decision()) {
            case Decision.Retry(var where, var at) -> {
                lane = where;
                dueAt = at.toEpochMilli();
            }
            case Decision.NextStep(var step, var where, var at) -> {
                lane = where;
                dueAt = at.toEpochMilli();
            }
            case Decision.Defer(var where, var at) -> {
                lane = where;
                dueAt = at.toEpochMilli();
            }
            case Decision.BackToLane(var where) -> lane = where;
            case Decision.Await ignored -> {
            }
            case Decision.Finish ignored -> {
            }
            case Decision.Ignore ignored -> {
            }
        }
        return new Transition(standing.warning().id(), standing.progress(), ruling.to(), lane, dueAt, messages,
                messages.isEmpty() ? ruling.note() : named(ruling.note(), messages));
    }

    /** The note with the ids that the carrier gave the message, or the segments of it that it took. */
    private static Note named(Note note, List<MessageRef> messages) {
        String ids = Note.text(messages);
        return new Note(note.kind(), note.text().isEmpty() ? ids : note.text() + " (took " + ids + ")");
    }

    /** A line in the timeline and no change. */
    public static Transition remark(Standing standing, Note note) {
        return new Transition(standing.warning().id(), standing.progress(), standing.progress(), null, 0, List.of(),
                note);
    }

    /** The warning's playbook. */
    public Playbook playbook(Warning warning) {
        return playbooks.of(warning.playbook());
    }

    /** The carrier's rule for ambiguous attempts. */
    public AmbiguousRule rule(String carrier) {
        AmbiguousRule rule = rules.get(carrier);
        return rule == null ? usual : rule;
    }

    /** The shortest wait of any carrier's rule, in seconds. */
    public long shortestWait() {
        long shortest = usual.waitFor().toSeconds();
        for (AmbiguousRule rule : rules.values()) {
            shortest = Math.min(shortest, rule.waitFor().toSeconds());
        }
        return shortest;
    }

    /** Where the warning waits, or would wait by what is known of its number now. */
    public Lane lane(Standing standing) {
        Warning warning = standing.warning();
        return new Lane(playbook(warning).step(standing.progress().step()).channel(), porting.operator(warning),
                warning.grade());
    }

    /** From 0 to 1 by warning and attempt, without a shared generator that threads would wait for. */
    private double spread(Standing standing) {
        long z = standing.warning().id().packed() * 0x9e3779b97f4a7c15L
                + standing.progress().fence() * 0xbf58476d1ce4e5b9L
                + seed;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return ((z ^ z >>> 31) >>> 11) * 0x1.0p-53;
    }
}

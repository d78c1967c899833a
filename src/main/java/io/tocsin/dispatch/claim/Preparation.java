package io.tocsin.dispatch.claim;

import io.tocsin.dispatch.ContactStore;
import io.tocsin.dispatch.ContactStore.Ring;
import io.tocsin.dispatch.DispatchListener;
import io.tocsin.dispatch.WorkStore.Claimed;
import io.tocsin.dispatch.line.Flight;
import io.tocsin.dispatch.line.Line;
import io.tocsin.dispatch.text.Texts;
import io.tocsin.dispatch.loop.Clocks;
import io.tocsin.dispatch.settle.Decided;
import io.tocsin.dispatch.settle.Decisions;
import io.tocsin.dispatch.settle.Settling;
import io.tocsin.plan.Planner;
import io.tocsin.plan.Ruling;
import io.tocsin.plan.Step;
import io.tocsin.plan.Suppression;
import io.tocsin.plan.Suppression.Verdict;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Cause;
import io.tocsin.warning.Channel;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Lane;
import io.tocsin.warning.Note;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Standing;
import io.tocsin.warning.Transition;
import io.tocsin.warning.Warning;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Makes attempts of claimed warnings: asks the rules once more, counts the contact, renders the
 * text. Blocks where the frequency cap needs the store.
 */
public final class Preparation {
    private static final String EXPIRY = "expiry";
    private static final Note RUNG = new Note(Note.Kind.BYPASSED, Suppression.CALL_GAP);

    private final Suppression rules;
    private final Texts texts;
    private final Decisions decisions;
    private final ContactStore contacts;
    private final Clocks clocks;
    private final DispatchListener listener;

    /** Preparation by these rules. */
    public Preparation(Suppression rules, Texts texts, Decisions decisions, ContactStore contacts, Clocks clocks,
            DispatchListener listener) {
        this.rules = rules;
        this.texts = texts;
        this.decisions = decisions;
        this.contacts = contacts;
        this.clocks = clocks;
        this.listener = listener;
    }

    /** Grades that may not be claimed at that time are those that obey while it is quiet. */
    Suppression rules() {
        return rules;
    }

    /** What came of the claimed ones: attempts to send, and changes that keep the others from it. */
    record Prepared(List<Flight> flights, List<Settling> settled) {}

    Prepared prepare(int partition, Line line, List<Claimed> claimed) {
        Instant now = clocks.now();
        boolean quiet = rules.isQuiet(now);
        Prepared prepared = new Prepared(new ArrayList<>(claimed.size()), new ArrayList<>());
        List<Claimed> allowed = new ArrayList<>(claimed.size());
        for (Claimed one : claimed) {
            if (passes(one, line, quiet, now, prepared)) {
                allowed.add(one);
            }
        }
        if (line.channel() == Channel.VOICE && rules.callGap() != null && !allowed.isEmpty()) {
            allowed = apart(partition, allowed, rules.callGap(), now, prepared);
        }
        BitSet counted = admit(partition, allowed, prepared);
        long at = clocks.nanos();
        for (int i = 0; i < allowed.size(); i++) {
            Claimed one = allowed.get(i);
            boolean contact = counted.get(i);
            if (contact || !isCapped(one.standing())) {
                board(one, line, contact, at, prepared);
            }
        }
        return prepared;
    }

    private boolean passes(Claimed one, Line line, boolean quiet, Instant now, Prepared prepared) {
        Standing standing = one.standing();
        Lane lane = decisions.lane(standing);
        if (!line.serves(lane.operator())) {
            // Known since it was put into this lane.
            prepared.settled().add(decided(standing, decisions.decide(standing,
                    new AttemptEnd.NeverSent("number moved to " + lane.operator().code()), line.name())));
            return false;
        }
        if (Planner.isHandedOver(standing.progress(), lane.channel())) {
            prepared.settled().add(decided(standing,
                    Decisions.transition(standing, Planner.handedOver(standing.progress()), List.of())));
            return false;
        }
        Verdict verdict = rules.check(standing.warning(), standing.progress(), lane, one.stopped(), quiet, now);
        return switch (verdict) {
            case Verdict.Send() -> true;
            case Verdict.Bypass(var which) -> {
                prepared.settled()
                        .add(decided(standing, Decisions.remark(standing, new Note(Note.Kind.BYPASSED, which))));
                yield true;
            }
            case Verdict.Keep(var ruling) -> {
                keep(standing, ruling, prepared);
                yield false;
            }
        };
    }

    /** Those whose numbers were not rung for another warning within the gap; the others wait. */
    private List<Claimed> apart(int partition, List<Claimed> allowed, Suppression.Gap gap, Instant now,
            Prepared prepared) {
        List<Ring> rings = allowed.stream().map(each -> each.standing().warning())
                .map(each -> new Ring(each.id(), each.phone(), !rules.obeys(each.grade()))).toList();
        List<Duration> waits = contacts.ring(partition, rings, gap.length());
        List<Claimed> apart = new ArrayList<>(allowed.size());
        for (int i = 0; i < allowed.size(); i++) {
            Standing standing = allowed.get(i).standing();
            Duration wait = waits.get(i);
            if (!wait.isZero() && !rings.get(i).anyway()) {
                keep(standing, Suppression.deferred(standing.progress(), decisions.lane(standing), gap,
                        now.plus(wait)), prepared);
                continue;
            }
            if (!wait.isZero()) {
                prepared.settled().add(decided(standing, Decisions.remark(standing, RUNG)));
            }
            apart.add(allowed.get(i));
        }
        return apart;
    }

    private void keep(Standing standing, Ruling ruling, Prepared prepared) {
        Note note = ruling.note();
        listener.suppressed(switch (note.kind()) {
            case EXPIRED -> EXPIRY;
            case DEFERRED ->
                note.text().startsWith(Suppression.CALL_GAP) ? Suppression.CALL_GAP : Suppression.QUIET_HOURS;
            default -> note.text();
        }, 1);
        prepared.settled().add(decided(standing, Decisions.transition(standing, ruling, List.of())));
    }

    private boolean isCapped(Standing standing) {
        return rules.isCapped(standing.warning().grade(), standing.progress());
    }

    /** Counts contacts; a bit for each that was counted. Those over the cap are settled. */
    private BitSet admit(int partition, List<Claimed> allowed, Prepared prepared) {
        BitSet counted = new BitSet();
        Suppression.Cap cap = rules.cap();
        if (cap == null) {
            return counted;
        }
        List<Phone> phones = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < allowed.size(); i++) {
            if (isCapped(allowed.get(i).standing())) {
                phones.add(allowed.get(i).standing().warning().phone());
                places.add(i);
            }
        }
        if (!phones.isEmpty()) {
            BitSet admitted = contacts.admit(partition, phones, cap.most(), cap.within());
            for (int i = 0; i < places.size(); i++) {
                Standing standing = allowed.get(places.get(i)).standing();
                if (admitted.get(i)) {
                    counted.set(places.get(i));
                } else {
                    keep(standing, Suppression.suppressed(standing.progress(), CauseClass.FREQUENCY_CAP), prepared);
                }
            }
        }
        return counted;
    }

    private void board(Claimed one, Line line, boolean contact, long at, Prepared prepared) {
        Standing standing = one.standing();
        Warning warning = standing.warning();
        Step step = decisions.playbook(warning).step(standing.progress().step());
        String text = texts.of(step, warning, line.signature());
        if (text == null) {
            prepared.settled().add(failed(standing, line, "no-template:" + step.template()));
            return;
        }
        int cost;
        try {
            cost = line.cost(text);
        } catch (RuntimeException e) {
            prepared.settled().add(failed(standing, line, "text:" + e.getMessage()));
            return;
        }
        if (decisions.lane(standing).operator() != warning.operator()) {
            listener.ported(1);
        }
        prepared.flights().add(new Flight(standing, line, text, cost, contact, at, one.before().carrier()));
    }

    /** A warning whose text cannot be made will never be sent this way. */
    private Decided failed(Standing standing, Line line, String why) {
        AttemptEnd end = new AttemptEnd.Failed(new Cause(CauseClass.PERMANENT, why));
        return decided(standing, decisions.decide(standing, end, line.name()));
    }

    private static Decided decided(Standing standing, Transition made) {
        return new Decided(made, standing.warning().grade());
    }
}

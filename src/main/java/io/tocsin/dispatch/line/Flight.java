package io.tocsin.dispatch.line;

import io.tocsin.dispatch.contract.keeping.DayQuota;
import io.tocsin.dispatch.settle.Contact;
import io.tocsin.dispatch.settle.Decisions;
import io.tocsin.send.Answer;
import io.tocsin.send.Outgoing;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.AttemptId;
import io.tocsin.warning.Cause;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.MessageRef;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Standing;
import io.tocsin.warning.Transition;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One fenced attempt from claim to settle; the tag that the carrier hands back. Handed from thread
 * to thread through queues, changed by one at a time.
 */
public final class Flight implements Contact {
    private static final AttemptEnd NEVER_SENT = new AttemptEnd.NeverSent();

    private final Standing standing;
    private final Line line;
    private final Outgoing outgoing;
    private final int cost;
    private final boolean contact;
    private final long claimedAt;
    private final int before;
    private AttemptEnd end = NEVER_SENT;
    private List<MessageRef> messages = List.of();
    private boolean written;
    /** The ticker; 0 when another node wrote it, or nobody told. */
    private long writtenAt;
    private long quotaDay = -1;
    private @Nullable Instant later;

    /**
     * An attempt that was fenced.
     *
     * @param cost segments, or 1 for a call
     * @param contact whether it was counted as a contact of the phone
     * @param claimedAt the ticker
     * @param before number of the carrier of the attempt before, 0 for none
     */
    public Flight(Standing standing, Line line, String text, int cost, boolean contact, long claimedAt, int before) {
        this.standing = standing;
        this.line = line;
        this.outgoing = new Outgoing(this, standing.warning().phone(), text, attempt(), standing.warning().grade());
        this.cost = cost;
        this.contact = contact;
        this.claimedAt = claimedAt;
        this.before = before;
    }

    /**
     * An attempt that another node began, and wrote if it was written at all. Whether it was counted as
     * a contact is not known.
     */
    public static Flight adopted(Standing standing, Line line, long now) {
        Flight flight = new Flight(standing, line, "", 1, false, now, 0);
        flight.written = true;
        return flight;
    }

    @Override
    public int partition() {
        return standing.warning().id().partition();
    }

    @Override
    public Grade grade() {
        return standing.warning().grade();
    }

    @Override
    public Transition transition(Decisions decisions, Instant now) {
        return answered(decisions, end, messages, now);
    }

    /** What an answer to it comes to. */
    Transition answered(Decisions decisions, AttemptEnd answer, List<MessageRef> ids, Instant now) {
        Transition made = line.channel() == Channel.VOICE
                ? decisions.ended(standing, answer, line.name(), now)
                : decisions.decide(standing, answer, line.name(), ids, now);
        // What another line failed at stays known to all nodes, although this one had it meanwhile.
        Transition known = answer instanceof AttemptEnd.NeverSent && before != 0 && !made.to().state().isFinal()
                ? made.by(before)
                : made;
        return later == null ? known : known.later(later);
    }

    @Override
    public boolean givesBack(Transition made) {
        return contact && made.to().attempts() == 0;
    }

    @Override
    public Phone phone() {
        return outgoing.phone();
    }

    /** The warning as it was fenced. */
    public Standing standing() {
        return standing;
    }

    Line line() {
        return line;
    }

    AttemptId attempt() {
        return new AttemptId(standing.warning().id(), standing.progress().fence());
    }

    Outgoing outgoing() {
        return outgoing;
    }

    int cost() {
        return cost;
    }

    long claimedAt() {
        return claimedAt;
    }

    /** Takes what it costs from the day's quota; false when there is not enough. */
    boolean draw(DayQuota quota, long now) {
        quotaDay = quota.tryTake(cost, now);
        return quotaDay >= 0;
    }

    /** Gives some of that back, once. */
    void giveBack(int segments) {
        if (quotaDay >= 0 && segments > 0) {
            line.contract().quota().giveBack(segments, quotaDay);
        }
        quotaDay = -1;
    }

    /**
     * Gives back what the carrier did not take; a call that was tried was taken, whatever it came to.
     */
    private void giveBackUntaken() {
        giveBack(switch (end) {
            case AttemptEnd.NeverSent _ -> cost;
            case AttemptEnd.Failed _ when line.channel() == Channel.VOICE -> 0;
            case AttemptEnd.Failed _,AttemptEnd.FlowControlled _ -> Math.max(0, cost - messages.size());
            default -> 0;
        });
    }

    /** What became of it so far. */
    AttemptEnd end() {
        return end;
    }

    /** It was handed back before it was given to the carrier. */
    Flight unsent(String why) {
        end = new AttemptEnd.NeverSent(why);
        return this;
    }

    /** The same, and it is not to be claimed again before that time. */
    Flight unsent(String why, Instant until) {
        later = until;
        return unsent(why);
    }

    /** The carrier's flow control is about this one, not the account. */
    void refusedAlone(Cause cause) {
        end = new AttemptEnd.FlowControlled(cause, true);
    }

    /** Takes the carrier's answer. */
    void answered(Answer answer) {
        end = answer.end();
        messages = answer.messages();
        giveBackUntaken();
    }

    /** Marks it as written at that time of the ticker; true the first time. */
    boolean markWritten(long at) {
        boolean first = !written;
        if (first) {
            written = true;
            writtenAt = at;
        }
        return first;
    }

    /** How long ago it was written by this node; empty when that is not known. */
    OptionalLong since(long now) {
        return writtenAt == 0 || now < writtenAt ? OptionalLong.empty() : OptionalLong.of(now - writtenAt);
    }
}

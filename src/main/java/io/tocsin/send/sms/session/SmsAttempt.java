package io.tocsin.send.sms.session;

import io.tocsin.send.Answer;
import io.tocsin.send.sms.text.EncodedText;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.MessageRef;
import io.tocsin.warning.Phone;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One SMS on its way: which of its segments were written and what became of them. The session's
 * event loop owns it from the moment it was handed over.
 *
 * <p>
 * It has one end. A refused segment decides, the least repairable one of several: the message
 * cannot be put together any more, whatever else arrived. Flow control comes next, then segments
 * that never left, then what is unknown; it is accepted when every segment was. What was accepted
 * of a message that failed shows in the answer's messages.
 */
public final class SmsAttempt {
    /** No byte of it left. */
    static final AttemptEnd NEVER_SENT = new AttemptEnd.NeverSent();
    /** Only some segments left before the session ended. */
    private static final AttemptEnd CUT_OFF = new AttemptEnd.Failed(new Cause(CauseClass.NETWORK, "cut-off"));
    private static final AttemptEnd ACCEPTED = new AttemptEnd.Accepted();

    private final Object tag;
    private final Phone phone;
    private final EncodedText text;
    private final List<MessageRef> messages;
    private int written;
    private int settled;
    private int neverSent;
    private AttemptEnd.@Nullable Failed failed;
    private AttemptEnd.@Nullable FlowControlled flowControlled;
    private AttemptEnd.@Nullable Unknown unknown;
    private int unknowns;

    /**
     * An attempt of which nothing was written.
     *
     * @param tag handed back with the answer
     */
    public SmsAttempt(Object tag, Phone phone, EncodedText text) {
        this.tag = tag;
        this.phone = phone;
        this.text = text;
        this.messages = new ArrayList<>(parts());
    }

    Object tag() {
        return tag;
    }

    Phone phone() {
        return phone;
    }

    EncodedText text() {
        return text;
    }

    /** How many segments it has. */
    public int parts() {
        return text.parts().size();
    }

    /** Whether there are segments to write; a refused one makes the rest pointless. */
    boolean hasMore() {
        return written < parts() && failed == null && flowControlled == null;
    }

    /** Takes the next segment to write. */
    int nextPart() {
        return written++;
    }

    /** How many segments will never be written; they count as settled from now on. */
    int abandon() {
        int rest = parts() - written;
        neverSent += rest;
        settled += rest;
        written = parts();
        return rest;
    }

    /** Notes what became of a segment. */
    void settle(int part, AttemptEnd end, String messageId) {
        settled++;
        switch (end) {
            case AttemptEnd.Accepted _ -> messages.add(new MessageRef(messageId, part, parts()));
            case AttemptEnd.Failed f -> failed = failed == null || weight(f) > weight(failed) ? f : failed;
            case AttemptEnd.FlowControlled f -> flowControlled = f;
            case AttemptEnd.Unknown u -> {
                unknown = u;
                unknowns++;
            }
            case AttemptEnd.NeverSent _ -> neverSent++;
            case AttemptEnd.Delivered _,AttemptEnd.WaitOver _,AttemptEnd.NoReceipt _ ->
                throw new IllegalArgumentException(
                        "expected the end of a submit, got " + end);
        }
    }

    /** Notes what became of a segment that was settled as unknown. */
    void revise(int part, AttemptEnd end, String messageId) {
        settled--;
        unknowns--;
        settle(part, end, messageId);
    }

    /** Whether every segment is settled. */
    boolean isSettled() {
        return settled == parts();
    }

    /** The answer for all segments together. */
    Answer answer() {
        return new Answer(tag, end(), List.copyOf(messages));
    }

    private AttemptEnd end() {
        if (failed != null) {
            return failed;
        }
        if (flowControlled != null) {
            return flowControlled;
        }
        if (neverSent > 0) {
            return neverSent == parts() ? NEVER_SENT : CUT_OFF;
        }
        return unknown != null && unknowns > 0 ? unknown : ACCEPTED;
    }

    private static int weight(AttemptEnd.Failed failed) {
        return switch (failed.cause().type()) {
            case PERMANENT -> 4;
            case CONFIG -> 3;
            case QUOTA -> 2;
            case TIME_WINDOW -> 1;
            case NONE, REACHED, BUSY, NO_ANSWER, POWERED_OFF, UNREACHABLE, REJECTED, NETWORK, AMBIGUOUS, STOP_LIST,
                    FREQUENCY_CAP, SAFETY ->
                0;
        };
    }
}

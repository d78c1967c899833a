package io.tocsin.send.voice;

import io.tocsin.send.Outgoing;
import io.tocsin.send.voice.ami.AmiMessage;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.AttemptId;
import io.tocsin.warning.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has been heard of one call, in whatever order and however often it came, and what follows
 * from it. It is over when its Hangup and its OriginateResponse are both in, or one of them and the
 * other did not come in its time. Owned by the event loop of the Asterisk's session.
 */
final class Call {
    /** The events that say something about a call. */
    static final Set<String> EVENTS = Set.of("OriginateResponse", "Newchannel", "Newstate", "DialState", "DialEnd",
            "Hangup", "UserEvent");

    /** The only user event of the dialplan that is listened to: a person took the call. */
    static final String TRANSFERRED = "TocsinTransferred";

    /** Hangup and OriginateResponse were never seen further apart than 10 ms (Asterisk 22.10). */
    private static final Duration SETTLE = Duration.ofSeconds(2);
    /** Beyond what we told Asterisk to wait, and for a hang-up to be obeyed. */
    private static final Duration MARGIN = Duration.ofSeconds(5);
    /**
     * After that long an Asterisk that cannot be reached any more is taken for dead. Had only the
     * network between broken, the recorded warning is over by then.
     */
    private static final Duration DEAD = Duration.ofMinutes(1);
    private static final String RINGING = "5";
    private static final String UP = "6";
    /** OriginateResponse's Reason when Asterisk gave up ringing by our time-out. */
    private static final String OWN_TIMEOUT = "3";
    /**
     * Where the dialplan says a recorded warning because no dialog could be held, or not to its end.
     */
    private static final String STATIC = "tocsin-static";
    private static final int MOST_RAW = 32;

    private final Outgoing outgoing;
    private final AttemptId attempt;
    private final Trunk trunk;
    private final String id;
    private String boot = "";
    private String refusal = "";
    private String hungUp = "";
    private boolean begunHere;
    private boolean orphaned;
    private long orphanedAt;
    private boolean known;
    private boolean rung;
    private boolean up;
    private boolean originated;
    private boolean failed;
    private boolean timedOut;
    private boolean cancelled;
    private boolean unsure;
    private boolean absent;
    private boolean recorded;
    private boolean taken;
    private @Nullable AttemptEnd handedOver;
    private boolean settling;
    private long deadline;
    /**
     * When it is over whatever happened: it rang, was talked in, and was hung up, each for its longest.
     */
    private final long latest;
    /** Asked for under the same id: one call answers all of them. */
    private final List<Call> twins = new ArrayList<>(0);

    /**
     * A call that is to be begun, or was by another process.
     *
     * @param attempt what becomes the channel's id
     */
    Call(Outgoing outgoing, AttemptId attempt, Trunk trunk, long now) {
        this.outgoing = outgoing;
        this.attempt = attempt;
        this.trunk = trunk;
        this.id = attempt.toString();
        wait(now, trunk.config().ringTimeout());
        latest = deadline + trunk.config().longest().plus(MARGIN).toNanos();
    }

    String id() {
        return id;
    }

    /** Another that was asked for under its id, which is not rung: it ends as this one does. */
    void twin(Call other) {
        twins.add(other);
    }

    List<Call> twins() {
        return twins;
    }

    Outgoing outgoing() {
        return outgoing;
    }

    Trunk trunk() {
        return trunk;
    }

    /** This node begins it, in an Asterisk that started then. */
    void begunHere(String pbxBoot) {
        begunHere = true;
        begunIn(pbxBoot);
    }

    /** It was begun in an Asterisk that started then; empty when that is not known. */
    void begunIn(String pbxBoot) {
        boot = pbxBoot;
    }

    boolean diedWith(String newBoot) {
        return !boot.isEmpty() && !boot.equals(newBoot);
    }

    /** Whether it is up is not known: the session was lost, or another process began the call. */
    void doubt() {
        unsure = true;
    }

    boolean isUnsure() {
        return unsure;
    }

    /**
     * The Asterisk was asked, and this is no call of its: one that was there has ended unheard, and
     * keeps its line no longer; of another, which no dialog was held in, the Originate may still be on
     * its way.
     */
    void missing(DialogResults dialogs, long now) {
        unsure = false;
        orphaned = false;
        absent = true;
        if (known || dialogs.of(attempt).isPresent()) {
            wait(now, Duration.ZERO);
        }
    }

    /**
     * Takes note of a dialog that is being held: the call was answered, though AMI could not tell.
     *
     * @return whether that is news
     */
    boolean isFoundTalking(DialogResults dialogs, long now) {
        boolean news = !up && dialogs.isHeld(attempt);
        if (news) {
            up(true, now);
        }
        return news;
    }

    AttemptId attempt() {
        return attempt;
    }

    /** Whether a person has taken it, whom the dialog had called. */
    boolean isTaken() {
        return taken;
    }

    /** What its attempt came to, and was answered with, although the call goes on. */
    void handOver(AttemptEnd end) {
        handedOver = end;
    }

    boolean isHandedOver() {
        return handedOver != null;
    }

    AttemptEnd handedOver() {
        return Objects.requireNonNull(handedOver, "not handed over");
    }

    /** Whether its dialog is being held. */
    boolean isTalking(DialogResults dialogs) {
        return dialogs.isHeld(attempt);
    }

    /** Whether telling Asterisk to hang up makes sense. */
    boolean canBeCancelled() {
        return !cancelled && !absent && !unsure && hungUp.isEmpty() && !failed;
    }

    /** We hang up. */
    void cancel(long now) {
        cancelled = true;
        wait(now, Duration.ZERO);
    }

    private void wait(long now, Duration expected) {
        deadline = now + expected.plus(MARGIN).toNanos();
    }

    boolean isDue(long now) {
        return now - deadline >= 0;
    }

    /**
     * Whether no word of the Asterisk can change what is known: all of it has been heard, or so much
     * time has passed that the call cannot be up any more.
     */
    boolean isSettled(DialogResults dialogs, long now) {
        return settling || now - latest >= 0 || dialogs.of(attempt).isPresent();
    }

    /**
     * Whether its Asterisk seems to be dead: the session is lost, and for a minute by now its line has
     * been broken off too, or it has rung for as long as it may and nobody has asked for its dialog.
     * Only of a call that this node began it is known that its dialog would be asked for here.
     */
    boolean isOrphan(DialogResults dialogs, long now) {
        boolean alone = unsure && (dialogs.isBroken(attempt) || (begunHere && !up && isDue(now) && !isTalking(dialogs)
                && dialogs.of(attempt).isEmpty()));
        if (alone && !orphaned) {
            orphanedAt = now;
        }
        orphaned = alone;
        return orphaned && now - orphanedAt >= DEAD.toNanos();
    }

    /** The response to its Originate. */
    void responded(AmiMessage response) {
        if (!response.get("Response").equals("Success")) {
            String why = response.get("Message").replaceAll("[^!-~]+", "-");
            refusal = "not-originated:" + why;
        }
    }

    /** An event of {@link #EVENTS} about it, or its line of CoreShowChannels. */
    void hear(AmiMessage event, long now) {
        unsure = false;
        orphaned = false;
        switch (event.event()) {
            case "OriginateResponse" -> {
                originated = true;
                failed = !event.get("Response").equals("Success");
                timedOut = event.get("Reason").equals(OWN_TIMEOUT);
                up(!failed, now);
            }
            case "Hangup" -> {
                known = true;
                // Of a call that another node began, this may be the first thing that is heard.
                rung |= event.get("ChannelState").equals(RINGING);
                up(event.get("ChannelState").equals(UP), now);
                recorded = event.get("Context").equals(STATIC);
                String sip = event.get("TechCause");
                hungUp = number(event.get("Cause"), "0") + "/" + number(sip, "-");
            }
            // Not PROCEEDING: a trunk that says no more than 100 Trying rings nobody.
            case "DialState" -> rung |= !event.get("DialStatus").equals("PROCEEDING");
            case "DialEnd" -> up(event.get("DialStatus").equals("ANSWER"), now);
            case "UserEvent" -> {
                taken = true;
                up(true, now);
            }
            default -> {
                known = true;
                absent = false;
                rung |= event.get("ChannelState").equals(RINGING);
                up(event.get("ChannelState").equals(UP), now);
            }
        }
        if (!settling && (!hungUp.isEmpty() || failed)) {
            settling = true;
            deadline = now + SETTLE.toNanos();
        }
    }

    private void up(boolean is, long now) {
        if (is && !up) {
            up = true;
            if (!settling && !cancelled) {
                wait(now, trunk.config().longest());
            }
        }
    }

    private static String number(String text, String otherwise) {
        return text.matches("[0-9]{1,3}") ? text : otherwise;
    }

    /** Whether all is in that will come. */
    boolean isOver() {
        return !refusal.isEmpty() || (!hungUp.isEmpty() && (up || originated));
    }

    /**
     * Whether its dialog may have been asked for and not have begun: it was answered and hung up, and
     * nothing is known of a dialog. That is waited for as one of its last two events would be.
     */
    boolean mayBeAskedFor(DialogResults dialogs) {
        return up && refusal.isEmpty() && !taken && !recorded && handedOver == null && dialogs.of(attempt).isEmpty();
    }

    /** What it came to, by what was heard of it. */
    AttemptEnd end(DialogResults dialogs) {
        return end(raw(dialogs));
    }

    /**
     * What it came to when the Asterisk that held it has died: as its dialog says, if that had come to
     * its end before. When the line broke off with Asterisk, the person has not hung up, and only what
     * was reached by then counts.
     */
    AttemptEnd died(DialogResults dialogs) {
        if (taken) {
            return end(dialogs);
        }
        Optional<AttemptEnd> talked = dialogs.of(attempt).map(outcome -> end(outcome.code() + ":lost"))
                .filter(end -> end instanceof AttemptEnd.Delivered || !dialogs.isBroken(attempt));
        return talked.orElseGet(() -> end("pbx-restarted:-"));
    }

    /** What it came to, by a word of ours. */
    AttemptEnd end(String raw) {
        return trunk.causes().get().end(raw.length() <= MOST_RAW ? raw : raw.substring(0, MOST_RAW));
    }

    private String raw(DialogResults dialogs) {
        // A dialog proves the answer: AMI may have been away when that was said.
        Optional<String> outcome = dialogs.of(attempt).filter(each -> counts(each, dialogs.isCut(attempt)))
                .map(Outcome::code).or(this::withoutDialog);
        if (outcome.isEmpty() && !refusal.isEmpty()) {
            return refusal;
        }
        if (up || outcome.isPresent()) {
            return outcome.orElse("answered") + ":" + (hungUp.isEmpty() ? "lost" : hungUp);
        }
        if (!hungUp.isEmpty()) {
            return why() + hungUp;
        }
        if (failed && !known) {
            return timedOut ? "silent:-" : "no-channel:-";
        }
        return "lost:" + (rung ? "rang" : "-");
    }

    /**
     * Who was handed over has been reached. Who heard the recorded warning did not hang up on the
     * dialog; what they had said to it counts.
     */
    private boolean counts(Outcome outcome, boolean cut) {
        return switch (outcome) {
            case UNDERSTOOD, VICTIM_SUSPECTED, TRANSFERRED -> true;
            case REFUSED, WRONG_PERSON, NO_RESPONSE -> !taken && !(recorded && cut);
        };
    }

    private Optional<String> withoutDialog() {
        return taken ? Optional.of(Outcome.TRANSFERRED.code()) : recorded ? Optional.of("static") : Optional.empty();
    }

    private String why() {
        if (timedOut) {
            return rung ? "timeout:" : "silent:";
        }
        return cancelled ? "cancelled:" : "";
    }
}

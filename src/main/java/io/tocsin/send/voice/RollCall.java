package io.tocsin.send.voice;

import io.tocsin.send.voice.ami.Actions;
import io.tocsin.send.voice.ami.AmiMessage;
import io.tocsin.send.voice.ami.AmiSession;
import io.tocsin.warning.AttemptId;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks an Asterisk, once after each login and never while it runs, since when it runs and which
 * calls are up. Calls of an Asterisk that has died since are over; those that are up are taken up
 * again; those that are not have ended while nobody listened, and are given up within seconds, or,
 * when nothing was ever heard of them, wait out their deadline: their Originate may still be on its
 * way. (Polling CoreShowChannels can deadlock Asterisk's channel storage, asterisk/asterisk#1928.)
 */
final class RollCall {
    private static final Logger LOG = LoggerFactory.getLogger(RollCall.class);
    private static final String STATUS = "roll:status";
    private static final String CHANNELS = "roll:channels-";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AmiSession session;
    private final CallTable calls;
    private final DialogResults dialogs;
    private final Runnable done;
    private final Set<Call> missing = new LinkedHashSet<>();
    private boolean running;
    private long since;
    private int asked;
    private String boot = "";
    private final Map<String, String> seen = new HashMap<>();
    private final Strangers strangers;
    private final BiConsumer<String, String> gone;

    /**
     * A roll call.
     *
     * @param strangers learn which calls nobody follows here
     * @param gone hears of those that are no more: the attempt's id, and the channel
     * @param dialogs say what AMI did not
     * @param done all calls are accounted for
     */
    RollCall(AmiSession session, CallTable calls, Strangers strangers, BiConsumer<String, String> gone,
            DialogResults dialogs, Runnable done) {
        this.strangers = strangers;
        this.gone = gone;
        this.session = session;
        this.calls = calls;
        this.dialogs = dialogs;
        this.done = done;
    }

    /** Since when the Asterisk runs; empty while it was never heard. */
    String boot() {
        return boot;
    }

    /** The session came up. */
    void begin(long now) {
        running = true;
        since = now;
        session.write(Actions.status(STATUS));
        session.flush();
    }

    /** The session was lost. */
    void stop() {
        running = false;
        missing.clear();
    }

    /** Asks for the calls that are up, those among them that are unsure. */
    void ask(long now) {
        missing.clear();
        missing.addAll(calls.where(Call::isUnsure));
        running = true;
        since = now;
        asked++;
        seen.clear();
        session.write(Actions.channels(CHANNELS + asked));
        session.flush();
    }

    /** Gives the session up when there was no answer in time. */
    void tick(long now) {
        if (running && now - since >= PATIENCE.toNanos()) {
            running = false;
            session.renew("no answer to CoreStatus or CoreShowChannels");
        }
    }

    /** Takes a message if it is part of the roll call. */
    boolean takes(AmiMessage message, long now) {
        String id = message.get("ActionID");
        if (id.equals(STATUS)) {
            started(message, now);
            return true;
        }
        if (id.startsWith(CHANNELS)) {
            if (running && id.equals(CHANNELS + asked)) {
                shown(message, now);
            }
            return true;
        }
        return false;
    }

    private void started(AmiMessage status, long now) {
        String when = (status.get("CoreStartupDate") + " " + status.get("CoreStartupTime")).strip();
        if (when.isEmpty()) {
            session.renew("CoreStatus refused (" + status.get("Message") + "): manager.conf lacks write = reporting");
            return;
        }
        boot = when;
        calls.where(call -> call.diedWith(boot)).forEach(call -> calls.end(call, call.died(dialogs)));
        ask(now);
    }

    private void shown(AmiMessage message, long now) {
        switch (message.event()) {
            case "CoreShowChannel" -> {
                Call call = calls.find(message.get("Uniqueid"));
                if (call != null && missing.remove(call)) {
                    call.begunIn(boot);
                    call.hear(message, now);
                } else if (call == null && AttemptId.parse(message.get("Uniqueid")).isPresent()) {
                    seen.put(message.get("Uniqueid"), message.get("Channel"));
                }
            }
            case "CoreShowChannelsComplete" -> {
                running = false;
                missing.forEach(call -> call.missing(dialogs, now));
                missing.clear();
                strangers.are(seen).forEach(gone);
                if (!seen.isEmpty()) {
                    LOG.info("{} calls are up that this node does not follow: other nodes', or given up before",
                            seen.size());
                }
                done.run();
            }
            default -> {
                if (!message.get("Response").equals("Success")) {
                    session.renew("CoreShowChannels refused: " + message.get("Message"));
                }
            }
        }
    }
}

package io.tocsin.send.voice;

import io.tocsin.send.Answer;
import io.tocsin.send.Outgoing;
import io.tocsin.send.voice.ami.Actions;
import io.tocsin.send.voice.ami.AmiCounts;
import io.tocsin.send.voice.ami.AmiListener;
import io.tocsin.send.voice.ami.AmiMessage;
import io.tocsin.send.voice.ami.AmiSession;
import io.tocsin.send.voice.ami.AmiSettings;
import io.tocsin.send.voice.ami.AmiState;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.AttemptId;
import io.tocsin.warning.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Asterisk and this node's calls in it, of however many trunks. The event loop of its session
 * owns the calls; every one of them ends, at the latest by its deadline, and is told once.
 */
public final class Pbx {
    private static final Logger LOG = LoggerFactory.getLogger(Pbx.class);
    /** Where answered calls go in the dialplan. */
    private static final String CONTEXT = "tocsin-answered";
    private static final String EXTENSION = "s";

    private final String name;
    private final AmiSession.Environment environment;
    private final DialogResults dialogs;
    private final AmiSession session;
    private final CallTable calls = new CallTable();
    private final Strangers strangers = new Strangers();
    private final RollCall roll;
    private final Set<CallOwner> owners = new LinkedHashSet<>();
    private final AtomicLong strays = new AtomicLong();
    private final long tickMillis;
    private final String agi;
    private volatile boolean ready;
    private boolean unsure;
    private @Nullable Future<?> ticking;

    /** An Asterisk that asks where its dialplan says what to do with answered calls. */
    public Pbx(String name, AmiSettings settings, AmiSession.Environment environment, DialogResults dialogs) {
        this(name, settings, environment, dialogs, "");
    }

    /**
     * An Asterisk that is not connected to yet.
     *
     * @param name in the configuration
     * @param dialogs say what the dialogs of answered calls came to
     * @param agi where it asks what to do with an answered call, {@code host:port}; empty for where its
     *            dialplan says
     */
    public Pbx(String name, AmiSettings settings, AmiSession.Environment environment, DialogResults dialogs,
            String agi) {
        this.name = name;
        this.environment = environment;
        this.dialogs = dialogs;
        this.agi = agi;
        this.tickMillis = settings.patience().tick().toMillis();
        this.session = new AmiSession(name, settings, environment,
                event -> Call.EVENTS.contains(event) || event.startsWith("CoreShowChannel"), new Ears());
        this.roll = new RollCall(session, calls, strangers, this::gone, dialogs, this::accounted);
    }

    /** The name in the configuration. */
    public String name() {
        return name;
    }

    /** Whether calls can be begun: logged in, and the calls from before are accounted for. */
    boolean isReady() {
        return ready;
    }

    /** Where its session is. */
    public AmiState state() {
        return session.state();
    }

    /** How its session has fared. */
    public AmiCounts counts() {
        return session.counts();
    }

    /** Events about calls that were over already, or are none of this node's. */
    public long strays() {
        return strays.get();
    }

    /** Calls of attempts that are up and that nobody follows here, of that endpoint. */
    int strangers(String endpoint) {
        return strangers.count(endpoint);
    }

    /** The same of all endpoints. */
    int strangers() {
        return strangers.all();
    }

    long now() {
        return environment.ticker().nanoTime();
    }

    /** A trunk begins to use it. From any thread. */
    void join(CallOwner owner) {
        environment.loop().execute(() -> {
            owners.add(owner);
            if (ticking == null) {
                ticking = environment.loop().scheduleWithFixedDelay(this::tick, tickMillis, tickMillis,
                        TimeUnit.MILLISECONDS);
            }
        });
        session.start();
    }

    /** Begins calls. From any thread. */
    void begin(List<Call> begun) {
        environment.loop().execute(() -> {
            List<Call> written = new ArrayList<>(begun.size());
            for (Call call : begun) {
                if (!ready) {
                    calls.answer(call, new AttemptEnd.NeverSent());
                } else if (calls.add(call) && write(call)) {
                    written.add(call);
                }
            }
            session.flush();
            long now = now();
            written.forEach(call -> call.trunk().owner().written(call.outgoing().tag(), now));
            calls.deliver();
        });
    }

    /** Answers attempts for which there is no line, where answers come from. From any thread. */
    void refuse(List<Outgoing> beyond, Consumer<List<Answer>> to) {
        environment.loop().execute(() -> to.accept(
                beyond.stream().map(each -> new Answer(each.tag(), new AttemptEnd.NeverSent(), List.of())).toList()));
    }

    /** Takes up calls that another process began, if they are up. From any thread. */
    void adopt(List<Call> begunBefore) {
        environment.loop().execute(() -> {
            for (Call call : begunBefore) {
                strangers.remove(call.id());
                if (calls.add(call)) {
                    call.doubt();
                    unsure = true;
                }
            }
        });
    }

    /** A call that nobody follows here is over. Its attempt's line is of no use to it. */
    private void gone(String id, String channel) {
        List<AttemptId> ended = AttemptId.parse(id).stream().toList();
        if (calls.find(id) == null) {
            owners.stream().filter(owner -> Strangers.isOf(channel, owner.endpoint()))
                    .forEach(owner -> owner.gone(ended));
        }
    }

    private boolean write(Call call) {
        TrunkConfig trunk = call.trunk().config();
        try {
            Actions.Dial dial = new Actions.Dial(trunk.channel(call.outgoing().phone().national()), trunk.callerId(),
                    CONTEXT, EXTENSION, trunk.ringTimeout());
            Map<String, String> variables = new LinkedHashMap<>();
            variables.put("TOCSIN_ATTEMPT", call.id());
            variables.put("TOCSIN_DIALOG", call.outgoing().text());
            if (!agi.isEmpty()) {
                variables.put("TOCSIN_AGI", agi);
            }
            session.write(Actions.originate(call.id(), dial, variables));
            call.begunHere(roll.boot());
            return true;
        } catch (IllegalArgumentException e) {
            LOG.warn("Carrier {} cannot ask for a call: {}", trunk.name(), e.getMessage());
            calls.end(call, call.end("not-originated:unsendable"));
            return false;
        }
    }

    /**
     * A trunk leaves: its calls go on, and are left to whoever adopts them. The last one closes the
     * session. From any thread.
     */
    void leave(CallOwner owner, Runnable then) {
        environment.loop().execute(() -> {
            calls.where(call -> call.trunk().owner().equals(owner)).forEach(call -> {
                if (call.isTaken()) {
                    // They talk on without us, and what it came to is known. The line stays theirs.
                    calls.handOver(call, call.end(dialogs));
                }
                calls.leave(call);
            });
            calls.deliver();
            owners.remove(owner);
            if (owners.isEmpty()) {
                ready = false;
                session.close();
                if (ticking != null) {
                    ticking.cancel(false);
                }
            }
            then.run();
        });
    }

    private void onLoop(Runnable change) {
        if (!environment.loop().isShuttingDown()) {
            environment.loop().execute(() -> {
                change.run();
                calls.deliver();
            });
        }
    }

    private void accounted() {
        if (!ready) {
            ready = true;
            owners.forEach(CallOwner::changed);
        }
    }

    private void tick() {
        long now = now();
        roll.tick(now);
        if (unsure && ready) {
            // Once for all that were adopted since the last tick.
            unsure = false;
            roll.ask(now);
        }
        for (Call call : calls.where(call -> call.isDue(now))) {
            if (call.isFoundTalking(dialogs, now)) {
                continue;
            }
            if (ready && call.canBeCancelled()) {
                call.cancel(now);
                session.write(Actions.hangUp("cancel:" + call.id(), call.id()));
            } else if (!call.isTalking(dialogs) && (ready || call.isSettled(dialogs, now))) {
                // Otherwise it keeps its line until the Asterisk has been asked.
                calls.end(call, call.end(dialogs));
            }
        }
        if (!ready && !(session.state() instanceof AmiState.Up)) {
            calls.where(call -> call.isOrphan(dialogs, now)).forEach(call -> calls.end(call, call.died(dialogs)));
        }
        session.flush();
        calls.deliver();
    }

    /** Hears the session. */
    private final class Ears implements AmiListener {
        @Override
        public void up() {
            roll.begin(now());
        }

        @Override
        public void down() {
            ready = false;
            roll.stop();
            calls.where(_ -> true).forEach(Call::doubt);
            owners.forEach(CallOwner::changed);
        }

        @Override
        public void message(AmiMessage message) {
            if (roll.takes(message, now()) || isOfOthers(message)) {
                return;
            }
            Call call = calls.find(message.isResponse() ? message.get("ActionID") : subject(message));
            if (call == null) {
                strays.incrementAndGet();
                stray(message);
                return;
            }
            if (message.isResponse()) {
                call.responded(message);
            } else {
                call.hear(message, now());
            }
            if (message.event().equals("UserEvent") && !call.isHandedOver()) {
                dialogs.taken(call.attempt(), outcome -> onLoop(() -> taken(call, outcome)));
            }
            if (call.isOver()) {
                over(call);
            }
        }

        /** Of a call that another node began, or left talking: its line is free when it has ended. */
        private void stray(AmiMessage message) {
            if (message.event().equals("UserEvent")) {
                strangers.heard(message.get("Attempt"));
            } else if (message.event().equals("Hangup") && strangers.remove(message.get("Uniqueid"))) {
                gone(message.get("Uniqueid"), message.get("Channel"));
            }
        }

        /**
         * What it came to is made durable while they talk: this node, and all others, may be gone when they
         * hang up. Unless a site's own table says that a talk is no end.
         */
        private void taken(Call call, Outcome outcome) {
            if (call.end(outcome.code() + ":talking") instanceof AttemptEnd.Delivered delivered) {
                calls.handOver(call, delivered);
            }
        }

        /** Asterisk does not wait for the dialog of who hung up; its end is a matter of moments. */
        private void over(Call call) {
            if (call.isTalking(dialogs)) {
                dialogs.whenOver(call.attempt(), () -> onLoop(() -> calls.end(call, call.end(dialogs))));
            } else if (agi.isEmpty() || !call.mayBeAskedFor(dialogs)) {
                calls.end(call, call.end(dialogs));
            }
        }

        /** The dialplan says more by user events, about calls of ours too. */
        private boolean isOfOthers(AmiMessage message) {
            return message.event().equals("UserEvent") && !message.get("UserEvent").equals(Call.TRANSFERRED);
        }

        /** The channel that an event is about. */
        private String subject(AmiMessage event) {
            return switch (event.event()) {
                case "OriginateResponse" -> event.get("ActionID");
                case "DialState", "DialEnd" -> event.get("DestUniqueid");
                case "UserEvent" -> event.get("Attempt");
                default -> event.get("Uniqueid");
            };
        }

        @Override
        public void turn() {
            calls.deliver();
        }
    }
}

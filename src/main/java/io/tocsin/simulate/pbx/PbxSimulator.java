package io.tocsin.simulate.pbx;

import io.netty.channel.Channel;
import io.tocsin.net.LoopbackServer;
import io.tocsin.send.voice.ami.AmiDecoder;
import io.tocsin.send.voice.ami.AmiEncoder;
import io.tocsin.send.voice.ami.AmiMessage;
import io.tocsin.simulate.DelayWheel;
import io.tocsin.simulate.RateMeter;
import io.tocsin.simulate.SimulatorTime;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * An Asterisk 22 as its AMI shows it: login, asynchronous Originate, the events of calls in the
 * order and shapes that were measured, CoreShowChannels, CoreStatus, Ping and Hangup. What becomes
 * of a call says its number or its {@link PbxBehaviour}. One event loop owns everything; events go
 * to all who are logged in, and are lost while nobody is.
 */
public final class PbxSimulator implements AutoCloseable {
    private static final Duration TURN = Duration.ofMillis(2);
    /** Beyond so many, ids that come again are no longer noticed. */
    private static final int MOST_IDS = 2_000_000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Login login;
    private volatile PbxBehaviour behaviour;
    private final SimulatorTime time;
    private final DelayWheel<Runnable> wheel;
    private final Course course;
    private final Map<String, SimulatedCall> live = new LinkedHashMap<>();
    private final Set<String> numbers = new HashSet<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<Channel> connections = new LinkedHashSet<>();
    private final Set<Channel> listening = new LinkedHashSet<>();
    private final Set<Channel> muted = new HashSet<>();
    private final RateMeter rate = new RateMeter();
    private final LoopbackServer server;
    private volatile boolean refusing;
    private volatile String watchedNumber = "";
    private volatile long rangAt;
    private volatile PbxCounts counts = new PbxCounts(0, 0, 0, 0, 0, 0, 0, 0, 0);
    private LocalDateTime boot;
    private long logins;
    private long refused;
    private long originates;
    private long repeated;
    private long answered;
    private long events;
    private int mostLive;

    /**
     * Who may log in.
     *
     * @param account the account, empty for anyone
     * @param secret its secret, empty for any
     */
    public record Login(String account, String secret) {}

    private PbxSimulator(int port, Login login, PbxBehaviour behaviour, SimulatorTime time)
            throws InterruptedException {
        this.login = login;
        this.behaviour = behaviour;
        this.time = time;
        this.boot = time.startedAt();
        wheel = new DelayWheel<>(millis());
        server = new LoopbackServer(port,
                pipeline -> pipeline.addLast(AmiDecoder.server(), new AmiEncoder(), new PbxPeer(this)));
        course = new Course(wheel, this::broadcast, this::gone, server.loop());
        server.every(TURN, this::turn);
    }

    /**
     * Starts one on loopback.
     *
     * @param port 0 for any free one
     */
    public static PbxSimulator start(int port, Login login, PbxBehaviour behaviour, SimulatorTime time)
            throws InterruptedException {
        return new PbxSimulator(port, login, behaviour, time);
    }

    /** The port of its AMI. */
    public int port() {
        return server.port();
    }

    /** What it has seen so far; at most a few milliseconds old. */
    public PbxCounts counts() {
        return counts;
    }

    /** Behaves otherwise from now on. */
    public void behave(PbxBehaviour other) {
        behaviour = other;
    }

    /** From now on notes when that number rings, as dialled. */
    public void watch(String number) {
        rangAt = 0;
        watchedNumber = number;
    }

    /** When the watched number began to ring, by the ticker; 0 while it did not. */
    public long rangAt() {
        return rangAt;
    }

    /** Cuts all connections; calls go on. */
    public void cut() {
        server.loop().execute(() -> Set.copyOf(connections).forEach(PbxSimulator::close));
    }

    /** Refuses logins, or takes them again. */
    public void refuse(boolean is) {
        refusing = is;
    }

    /** The connections that there are stay open, and nothing is heard on them any more. */
    public void mute() {
        var _ = server.loop().submit(() -> {
            muted.addAll(connections);
            listening.removeAll(connections);
        }).syncUninterruptibly();
    }

    /** All calls are hung up. */
    public void hangUpAll() {
        server.loop().execute(() -> List.copyOf(live.values()).forEach(call -> course.hangUp(call, behaviour)));
    }

    /** Dies and starts again: all calls are gone without a word, connections are cut. */
    public void restart() {
        server.loop().execute(() -> {
            boot = boot.plusSeconds(1);
            List.copyOf(live.values()).forEach(call -> {
                call.over();
                gone(call);
            });
            Set.copyOf(connections).forEach(PbxSimulator::close);
        });
    }

    /** Dies and does not start again. */
    public void die() {
        server.stopListening();
        cut();
    }

    private static void close(Channel channel) {
        var _ = channel.close();
    }

    boolean isMute(Channel channel) {
        return muted.contains(channel);
    }

    PbxBehaviour behaviour() {
        return behaviour;
    }

    String bootDate() {
        return boot.toLocalDate().toString();
    }

    String bootTime() {
        return TIME.format(boot);
    }

    Collection<SimulatedCall> live() {
        return live.values();
    }

    boolean accepts(String account, String key, UnaryOperator<String> proof) {
        boolean right = !refusing && (login.account().isEmpty() || login.account().equals(account))
                && (login.secret().isEmpty() || proof.apply(login.secret()).equals(key));
        if (right) {
            logins++;
        } else {
            refused++;
        }
        return right;
    }

    CallFate fate(AmiMessage originate) {
        originates++;
        rate.mark(time.ticker().getAsLong());
        String id = originate.get("ChannelId");
        String number = SimulatedCall.number(originate.get("Channel"));
        if ((ids.size() < MOST_IDS && !ids.add(id)) || !numbers.add(number)) {
            repeated++;
        }
        CallFate fate = CallFate.of(behaviour.fates(), behaviour.seed(), behaviour.end(number), id);
        if (fate.kind() == CallFate.Kind.REFUSED || fate.kind() == CallFate.Kind.LOST) {
            numbers.remove(number);
        }
        return fate;
    }

    void begin(AmiMessage originate, CallFate fate) {
        String id = originate.get("ChannelId");
        SimulatedCall call = new SimulatedCall(originate, SimulatedCall.channel(originate.get("Channel"), originates),
                fate);
        if (fate.kind() != CallFate.Kind.NO_CHANNEL) {
            live.put(id, call);
            mostLive = Math.max(mostLive, live.size());
        }
        String timeout = originate.get("Timeout");
        course.run(call, behaviour, timeout.isEmpty() ? 30_000 : Integer.parseInt(timeout));
        if (call.isRinging() && call.number().equals(watchedNumber)) {
            watchedNumber = "";
            rangAt = time.ticker().getAsLong();
        }
    }

    boolean hangUp(String id) {
        SimulatedCall call = live.get(id);
        if (call != null) {
            course.hangUp(call, behaviour);
        }
        return call != null;
    }

    private void gone(SimulatedCall call) {
        live.remove(call.id());
        numbers.remove(call.number());
        if (call.isUp()) {
            answered++;
        }
    }

    private void broadcast(AmiMessage event) {
        for (Channel channel : listening) {
            events++;
            var _ = channel.write(event);
        }
    }

    void came(Channel channel) {
        connections.add(channel);
    }

    void loggedIn(Channel channel) {
        listening.add(channel);
    }

    void left(Channel channel) {
        connections.remove(channel);
        listening.remove(channel);
        muted.remove(channel);
    }

    private long millis() {
        return TimeUnit.NANOSECONDS.toMillis(time.ticker().getAsLong());
    }

    private void turn() {
        wheel.turn(millis(), Runnable::run);
        listening.forEach(Channel::flush);
        counts = new PbxCounts(logins, refused, originates, repeated, answered, live.size(), mostLive, rate.most(),
                events);
    }

    @Override
    public void close() {
        server.close(Duration.ofSeconds(2));
    }
}

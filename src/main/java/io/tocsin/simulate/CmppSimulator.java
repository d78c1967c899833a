package io.tocsin.simulate;

import io.netty.channel.Channel;
import io.tocsin.net.LoopbackServer;
import io.tocsin.send.sms.cmpp.Addresses;
import io.tocsin.send.sms.cmpp.CmppDecoder;
import io.tocsin.send.sms.cmpp.CmppEncoder;
import io.tocsin.send.sms.cmpp.CmppMessage;
import io.tocsin.send.sms.cmpp.CmppMsgId;
import io.tocsin.send.sms.cmpp.Origin;
import io.tocsin.send.sms.cmpp.Report;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A CMPP 2.0 and 3.0 gateway (ISMG) of a mobile operator that does to submits what its
 * {@link Behaviour} says. One event loop owns everything; receipts go to the connection of their
 * submit or, when that is gone, to any other, and wait while there is none.
 */
public final class CmppSimulator implements AutoCloseable {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyMMddHHmm");
    private static final Duration TURN = Duration.ofMillis(2);
    private static final int RESEND_MILLIS = 20;

    private final Login login;
    private volatile Behaviour behaviour;
    private final SimulatorTime time;
    private final Tally tally = new Tally();
    private final DelayWheel<Later> wheel;
    private final Map<Channel, CmppPeer> peers = new LinkedHashMap<>();
    private final Set<Channel> touched = new LinkedHashSet<>();
    private final LoopbackServer server;
    private volatile long watchedPhone;
    private volatile long watchedAt;
    private volatile int mostSessions;
    private long messages;
    private int deliveries;

    /**
     * Who may log in.
     *
     * @param account the account, empty for anyone
     * @param secret the shared secret, empty for any
     */
    public record Login(String account, String secret) {}

    /** Something to be done later. */
    sealed interface Later {}

    /** An answer that is late. */
    record Reply(Channel channel, CmppMessage answer) implements Later {}

    /** A receipt on its way. */
    record Delivery(Channel channel, long msgId, String stat, Addresses addresses) implements Later {}

    private CmppSimulator(int port, Login login, Behaviour behaviour, SimulatorTime time)
            throws InterruptedException {
        this.login = login;
        this.behaviour = behaviour;
        this.time = time;
        wheel = new DelayWheel<>(millis());
        server = new LoopbackServer(port, pipeline -> {
            CmppDecoder decoder = CmppDecoder.server();
            pipeline.addLast(decoder, new CmppEncoder(decoder::version), new CmppPeer(this));
        });
        server.every(TURN, this::turn);
    }

    /**
     * Starts one on loopback.
     *
     * @param port 0 for any free one
     * @param time what o'clock it is there
     */
    public static CmppSimulator start(int port, Login login, Behaviour behaviour, SimulatorTime time)
            throws InterruptedException {
        return new CmppSimulator(port, login, behaviour, time);
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** What it has seen so far; at most a few milliseconds old. */
    public SimulatorCounts counts() {
        return tally.shown();
    }

    /**
     * Notes when a number is next submitted to.
     *
     * @param phone its digits as submitted
     */
    public void watch(long phone) {
        watchedAt = 0;
        watchedPhone = phone;
    }

    /** When that number was submitted to, by the ticker; 0 while it was not. */
    public long watched() {
        return watchedAt;
    }

    void saw(String phone) {
        if (watchedPhone != 0 && phone.equals(Long.toString(watchedPhone))) {
            watchedPhone = 0;
            watchedAt = nanos();
        }
    }

    /** Behaves otherwise from now on: breaks, or heals. */
    public void behave(Behaviour other) {
        behaviour = other;
    }

    /** How often each of those numbers was submitted to, in their order; phones as submitted. */
    public List<Integer> submits(List<String> phones) {
        return server.loop().submit(() -> phones.stream().map(tally::submits).toList()).syncUninterruptibly().getNow();
    }

    /**
     * Sends receipts for messages that nobody submitted, while somebody is logged in.
     *
     * @param phones whom each says it is about
     */
    public void invent(List<String> phones) {
        server.loop().execute(() -> phones.forEach(phone -> wheel.add(0,
                new Delivery(server.listener(), nextMsgId(), "DELIVRD", Addresses.of("", phone)))));
    }

    /** Cuts all connections. */
    public void dropConnections() {
        server.loop().execute(() -> Set.copyOf(peers.keySet()).forEach(CmppSimulator::cut));
    }

    Login login() {
        return login;
    }

    Behaviour behaviour() {
        return behaviour;
    }

    Tally tally() {
        return tally;
    }

    long nanos() {
        return time.ticker().getAsLong();
    }

    long nextMsgId() {
        long n = messages++;
        // Sixteen bits of sequence and the seconds above them: unique for years of simulated traffic.
        return CmppMsgId.compose(time.startedAt().plusSeconds(n >>> 16), 1, (int) n);
    }

    void joined(Channel channel, CmppPeer peer) {
        peers.put(channel, peer);
        mostSessions = Math.max(mostSessions,
                (int) peers.values().stream().filter(CmppPeer::isLoggedIn).count());
    }

    /** The most sessions that were logged in at the same time. */
    public int mostSessions() {
        return mostSessions;
    }

    /** Sessions that are logged in now. */
    public int sessions() {
        return server.loop().submit(() -> (int) peers.values().stream().filter(CmppPeer::isLoggedIn).count())
                .syncUninterruptibly().getNow();
    }

    /** What a connection did not confirm before its end goes to another, as real gateways do. */
    void left(Channel channel) {
        CmppPeer peer = peers.remove(channel);
        touched.remove(channel);
        if (peer != null) {
            peer.unconfirmed().forEach(delivery -> wheel.add(RESEND_MILLIS, delivery));
        }
    }

    void later(int millis, Later later) {
        wheel.add(millis, later);
    }

    private static void cut(Channel channel) {
        var _ = channel.close();
    }

    private long millis() {
        return TimeUnit.NANOSECONDS.toMillis(time.ticker().getAsLong());
    }

    private void turn() {
        wheel.turn(millis(), this::due);
        touched.forEach(Channel::flush);
        touched.clear();
        tally.show();
    }

    private void due(Later later) {
        switch (later) {
            case Reply reply -> write(reply.channel(), reply.answer());
            case Delivery delivery -> deliver(delivery);
        }
    }

    private void deliver(Delivery delivery) {
        Channel own = delivery.channel();
        Channel channel = peers.containsKey(own) || peers.isEmpty() ? own : peers.keySet().iterator().next();
        CmppPeer peer = peers.get(channel);
        if (peer == null || !channel.isActive() || !channel.isWritable()) {
            wheel.add(RESEND_MILLIS, delivery);
            return;
        }
        Addresses to = delivery.addresses();
        String phone = to.destinations().getFirst();
        tally.receipts++;
        String minute = MINUTE.format(time.now());
        peer.sent(++deliveries, delivery);
        write(channel, new Report(deliveries, delivery.msgId(), new Origin(to.srcId(), "", phone, 0),
                new Report.Status(delivery.msgId(), delivery.stat(), minute, minute, phone, deliveries), ""));
    }

    private void write(Channel channel, CmppMessage message) {
        if (channel.isActive()) {
            var _ = channel.write(message);
            touched.add(channel);
        }
    }

    @Override
    public void close() {
        server.stopListening();
        server.loop().execute(() -> Set.copyOf(peers.keySet()).forEach(CmppSimulator::cut));
        server.close(Duration.ofSeconds(3));
    }
}

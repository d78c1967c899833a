package io.tocsin.simulate;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.tocsin.net.LoopbackServer;
import io.tocsin.send.sms.text.EncodedText;
import io.tocsin.send.sms.wire.Octets;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A carrier for text messages that does to submits what its {@link Behaviour} says, whatever its
 * protocol. One event loop owns everything; receipts go to the connection of their submit or, when
 * that is gone or does not receive, to any other, and wait while there is none.
 *
 * @param <M> root of the protocol's messages
 */
public abstract class SmsSimulator<M> implements AutoCloseable {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyMMddHHmm");
    private static final Duration TURN = Duration.ofMillis(2);
    private static final int RESEND_MILLIS = 20;

    private final Login login;
    private volatile Behaviour behaviour;
    private final SimulatorTime time;
    private final Tally tally = new Tally();
    private final DelayWheel<Later> wheel;
    private final Map<Channel, SmsPeer<M>> peers = new LinkedHashMap<>();
    private final Set<Channel> touched = new LinkedHashSet<>();
    private final LoopbackServer server;
    private volatile long watchedPhone;
    private volatile long watchedAt;
    private volatile int mostSessions;
    private volatile boolean away;
    private long messages;
    private int deliveries;
    private boolean closed;

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
    record Reply(Channel channel, Object answer) implements Later {}

    /** A receipt on its way. */
    record Delivery(Channel channel, Parcel parcel) implements Later {}

    /**
     * What a receipt is about, or who wrote.
     *
     * @param number of the message, from 0; with the protocol's id of it
     * @param id the message's id, as the protocol writes it
     * @param stat what became of it
     * @param source the access number
     * @param phone the person's number
     * @param said what he wrote; null for a receipt
     */
    record Parcel(long number, Object id, String stat, String source, String phone, @Nullable Said said) {}

    /**
     * A part of what a person wrote.
     *
     * @param text all of it
     * @param part which, from 0
     */
    record Said(EncodedText text, int part) {
        /** The part's octets, with their header if there are several. */
        Octets content() {
            return text.parts().get(part);
        }
    }

    /** What the constructors of all simulators take. */
    record Settings(int port, Login login, Behaviour behaviour, SimulatorTime time) {}

    SmsSimulator(Settings settings) throws InterruptedException {
        login = settings.login;
        behaviour = settings.behaviour;
        time = settings.time;
        wheel = new DelayWheel<>(millis());
        server = new LoopbackServer(settings.port, this::came);
        server.every(TURN, this::turn);
    }

    private void came(ChannelPipeline pipeline) {
        if (away) {
            cut(pipeline.channel());
        } else {
            connected(pipeline);
        }
    }

    /** Puts codec and peer into a new connection's pipeline. */
    abstract void connected(ChannelPipeline pipeline);

    /** The id of a new message. */
    abstract Object newId(long number);

    /**
     * A receipt as it is sent.
     *
     * @param sequence of the message that carries it
     * @param minute the time, YYMMDDhhmm
     */
    abstract M receipt(int sequence, Parcel parcel, String minute);

    /**
     * A person's message as it is sent.
     *
     * @param sequence of the message that carries it
     */
    abstract M message(int sequence, Parcel parcel, Said said);

    /** There is something to deliver, and no connection over which it may be. */
    void nobodyReceives(EventLoop loop) {
        // Somebody will log in.
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
        server.loop().execute(() -> phones.forEach(phone -> {
            long number = messages++;
            wheel.add(0,
                    new Delivery(server.listener(), new Parcel(number, newId(number), "DELIVRD", "", phone, null)));
        }));
    }

    /** Cuts all connections. */
    public void dropConnections() {
        server.loop().execute(() -> Set.copyOf(peers.keySet()).forEach(SmsSimulator::cut));
    }

    /**
     * Goes away, or comes back: while it is away every connection is cut as soon as it is made. What it
     * has accepted it remembers, and delivers the receipts when it is back.
     */
    public void away(boolean gone) {
        away = gone;
        if (gone) {
            dropConnections();
        }
    }

    /** Whether it is away. */
    public boolean isAway() {
        return away;
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

    SimulatorTime time() {
        return time;
    }

    long nanos() {
        return time.ticker().getAsLong();
    }

    long nextNumber() {
        return messages++;
    }

    void joined(Channel channel, SmsPeer<M> peer) {
        peers.put(channel, peer);
        mostSessions = Math.max(mostSessions, (int) peers.values().stream().filter(SmsPeer::isLoggedIn).count());
    }

    /** The most logged-in connections that there were at a time. */
    public int mostSessions() {
        return mostSessions;
    }

    /** Sessions that are logged in now. */
    public int sessions() {
        return server.loop().submit(() -> (int) peers.values().stream().filter(SmsPeer::isLoggedIn).count())
                .syncUninterruptibly().getNow();
    }

    /** The connection ended; receipts that it did not confirm go to another, as with real carriers. */
    void left(Channel channel) {
        SmsPeer<M> peer = peers.remove(channel);
        touched.remove(channel);
        if (peer != null) {
            peer.unconfirmed().forEach(parcel -> wheel.add(RESEND_MILLIS, new Delivery(channel, parcel)));
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
        Channel channel = receiver(delivery.channel());
        SmsPeer<M> peer = peers.get(channel);
        if (!away && (peer == null || !peer.receives())) {
            nobodyReceives(server.loop().next());
        }
        if (peer == null || !peer.receives() || !channel.isActive() || !channel.isWritable()) {
            wheel.add(RESEND_MILLIS, delivery);
            return;
        }
        int sequence = nextDelivery();
        Parcel parcel = delivery.parcel();
        Said said = parcel.said();
        peer.sent(sequence, parcel);
        if (said == null) {
            tally.receipts++;
            write(channel, receipt(sequence, parcel, MINUTE.format(time.now())));
        } else {
            tally.replies++;
            write(channel, message(sequence, parcel, said));
        }
    }

    /** Sequences of what it sends by itself, from 1 and within 31 bits. */
    private int nextDelivery() {
        deliveries = deliveries == Integer.MAX_VALUE ? 1 : deliveries + 1;
        return deliveries;
    }

    /** The connection of the submit, or any that receives. */
    private Channel receiver(Channel own) {
        SmsPeer<M> peer = peers.get(own);
        if (peer != null && peer.receives()) {
            return own;
        }
        for (Map.Entry<Channel, SmsPeer<M>> other : peers.entrySet()) {
            if (other.getValue().receives()) {
                return other.getKey();
            }
        }
        return own;
    }

    private void write(Channel channel, Object message) {
        if (channel.isActive()) {
            var _ = channel.write(message);
            touched.add(channel);
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        server.stopListening();
        server.loop().execute(() -> Set.copyOf(peers.keySet()).forEach(SmsSimulator::cut));
        server.close(Duration.ofSeconds(3));
    }
}

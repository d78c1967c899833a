package io.tocsin.send.sms.session;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Ticker;
import io.tocsin.net.door.GuardedListener;
import io.tocsin.send.sms.protocol.SmsProtocol;
import io.tocsin.send.sms.session.reception.Reception;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a carrier connects to us, to report and deliver. Its event loop owns its state; the public
 * methods may be called from any thread and return at once.
 *
 * @param <M> root of the protocol's messages
 */
public final class ListeningSession<M> implements Reception {
    private static final Logger LOG = LoggerFactory.getLogger(ListeningSession.class);
    /** More at a time no carrier needs. */
    private static final int MOST = 64;
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final String name;
    private final GuardedListener place;
    private final Supplier<SmsProtocol<M>> protocols;
    private final SessionSettings settings;
    private final EventLoop loop;
    private final Ticker ticker;
    private final SessionListener listener;
    private final Set<Connection<M>> connections = new LinkedHashSet<>();
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    private @Nullable Channel channel;
    private boolean closed;
    private volatile String detail = "not started";

    /**
     * What it stands on.
     *
     * @param place where it listens, and to whom
     * @param loop owns its state
     * @param ticker time that only passes
     */
    public record Place(GuardedListener place, EventLoop loop, Ticker ticker) {}

    /**
     * A listener that is not started.
     *
     * @param name of it, for logs
     * @param protocols makes one protocol per connection
     */
    public ListeningSession(String name, Place place, Supplier<SmsProtocol<M>> protocols, SessionSettings settings,
            SessionListener listener) {
        this.name = name;
        this.place = place.place;
        this.loop = place.loop;
        this.ticker = place.ticker;
        this.protocols = protocols;
        this.settings = settings;
        this.listener = listener;
    }

    @Override
    public void start() {
        loop.execute(this::open);
    }

    @Override
    public String detail() {
        return detail;
    }

    private void open() {
        if (closed) {
            return;
        }
        ChannelFuture opening = place.open(loop, new Ears());
        channel = opening.channel();
        var _ = opening.addListener((ChannelFutureListener) opened -> {
            if (opened.isSuccess()) {
                detail = "";
                LOG.info("{} listens on {}", name, opened.channel().localAddress());
            } else {
                detail = "cannot listen on " + place.bind() + ":" + place.port() + ": " + opened.cause().getMessage();
                LOG.warn("{} {}; it tries again in {} s", name, detail, AGAIN.toSeconds());
                var _ = loop.schedule(this::open, AGAIN.toSeconds(), TimeUnit.SECONDS);
            }
            listener.changed();
        });
    }

    @Override
    public CompletableFuture<@Nullable Void> close(Duration limit) {
        loop.execute(() -> {
            closed = true;
            detail = "closed";
            if (channel != null) {
                var _ = channel.close();
            }
            // What is not confirmed yet has its time; the carrier sends the rest again.
            List.copyOf(connections).forEach(Connection::drain);
            var _ = loop.schedule(() -> List.copyOf(connections).forEach(each -> each.close("closed")),
                    limit.toMillis(), TimeUnit.MILLISECONDS);
            tellEnd();
        });
        return ended.copy();
    }

    private void tellEnd() {
        if (closed && connections.isEmpty()) {
            ended.complete(null);
        }
    }

    /** Hears of connections, on the event loop. */
    private final class Ears implements GuardedListener.Ears {
        @Override
        public void connected(Channel opened) {
            if (closed || connections.size() >= MOST) {
                var _ = opened.close();
                return;
            }
            Desk desk = new Desk();
            Connection<M> connection = new Connection<>(protocols.get(), settings, ticker, listener, desk);
            desk.connection = connection;
            connections.add(connection);
            opened.pipeline().addLast(connection.decoder(), connection);
        }

        @Override
        public void refused(String address) {
            listener.unreadable("a connection from " + address + ", which may not connect");
        }
    }

    /** What a connection may ask; there is never anything to submit. */
    private final class Desk implements Connection.Owner {
        private final Queue<SmsAttempt> none = new ArrayDeque<>();
        private @Nullable Connection<M> connection;

        @Override
        public void opened() {
            // It says who it is, or is closed.
        }

        @Override
        public void loggedIn() {
            LOG.info("{} was logged in to", name);
        }

        @Override
        public Queue<SmsAttempt> waiting() {
            return none;
        }

        @Override
        public void released(int segments) {
            // Nothing is submitted.
        }

        @Override
        public void ended(String reason, boolean refused, boolean left) {
            if (refused) {
                LOG.warn("{}: {}", name, reason);
            }
            if (connection != null) {
                connections.remove(connection);
            }
            tellEnd();
        }
    }
}

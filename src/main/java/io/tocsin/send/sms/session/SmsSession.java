package io.tocsin.send.sms.session;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.util.concurrent.FutureListener;
import io.tocsin.send.sms.protocol.SmsProtocol;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session with a carrier that is kept up: it connects, logs in, sends, and after a loss
 * connects again. Its event loop owns its state, see {@link SessionState}; the public methods may
 * be called from any thread and return at once.
 *
 * @param <M> root of the protocol's messages
 */
public final class SmsSession<M> {
    private static final Logger LOG = LoggerFactory.getLogger(SmsSession.class);

    private final String name;
    private final Supplier<SmsProtocol<M>> protocols;
    private final SessionSettings settings;
    private final SessionEnvironment environment;
    private final SessionListener listener;
    private final Queue<SmsAttempt> waiting = new ArrayDeque<>();
    /** Window slots not promised to anyone; below zero by what waits beyond the window. */
    private final AtomicInteger free;
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    private volatile SessionState state = new SessionState.Waiting("not started", false);
    private @Nullable Connection<M> connection;
    private int failures;
    private long upSince;

    /**
     * A session that is not started.
     *
     * @param name of the session, for logs
     * @param protocols makes one protocol per connection
     */
    public SmsSession(String name, Supplier<SmsProtocol<M>> protocols, SessionSettings settings,
            SessionEnvironment environment, SessionListener listener) {
        this.name = name;
        this.protocols = protocols;
        this.settings = settings;
        this.environment = environment;
        this.listener = listener;
        this.free = new AtomicInteger(settings.window());
    }

    /** Begins to connect. */
    public void start() {
        environment.loop().execute(this::connect);
    }

    /** Where the session is. */
    public SessionState state() {
        return state;
    }

    /**
     * Window slots that are free; 0 or less when what was given waits, or when the session is not up.
     */
    public int free() {
        return state instanceof SessionState.Up ? free.get() : Integer.MIN_VALUE;
    }

    /** How many submits may be without an answer. */
    public int window() {
        return settings.window();
    }

    /** Submits without an answer, and those that wait to be written. */
    public int used() {
        return settings.window() - free.get();
    }

    /** Sends attempts, in order; they wait inside while the window is full. Each is answered once. */
    public void send(List<SmsAttempt> attempts) {
        int segments = 0;
        for (SmsAttempt attempt : attempts) {
            segments += attempt.parts();
        }
        free.addAndGet(-segments);
        environment.loop().execute(() -> enqueue(attempts));
    }

    /**
     * Takes no more work, waits for answers, ends the session and the connection.
     *
     * @param limit for all of it; then the connection is closed and what is open is unknown
     * @return completes when nothing is left
     */
    public CompletableFuture<@Nullable Void> close(Duration limit) {
        environment.loop().execute(() -> {
            if (state instanceof SessionState.Up up && connection != null) {
                state = up.drain();
                abandonWaiting();
                connection.drain();
                var _ = environment.loop().schedule(this::closeNow, limit.toMillis(), TimeUnit.MILLISECONDS);
            } else if (!(state instanceof SessionState.Draining)) {
                closeNow();
            }
        });
        return ended.copy();
    }

    private void closeNow() {
        state = new SessionState.Closed();
        // An open connection tells its end itself, after its submits were settled.
        boolean open = connection != null && connection.isOpen();
        if (connection != null) {
            connection.close("closed");
        }
        if (!open) {
            ended.complete(null);
        }
    }

    private void connect() {
        if (!(state instanceof SessionState.Waiting before)) {
            return;
        }
        state = before.connect();
        Connection<M> next = new Connection<>(protocols.get(), settings, environment.ticker(), listener, new Desk());
        connection = next;
        var _ = environment.connector().connect(environment.loop(), new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(next.decoder(), next);
            }
        }).addListener((FutureListener<Channel>) opened -> {
            if (!opened.isSuccess()) {
                lost("cannot connect: " + opened.cause().getMessage(), false);
            }
        });
    }

    private void enqueue(List<SmsAttempt> attempts) {
        waiting.addAll(attempts);
        if (state instanceof SessionState.Up && connection != null) {
            connection.endTurn();
        } else {
            abandonWaiting();
        }
    }

    /** Answers what waits as never sent; dispatch finds another session or carrier. */
    private void abandonWaiting() {
        Turn<M> turn = new Turn<>(listener, this::release, _ -> {
        });
        for (SmsAttempt attempt = waiting.poll(); attempt != null; attempt = waiting.poll()) {
            turn.abandon(attempt);
        }
        turn.deliver();
    }

    private void release(int segments) {
        int before = free.getAndAdd(segments);
        if (before <= 0 && before + segments > 0) {
            listener.changed();
        }
    }

    private void lost(String reason, boolean refused) {
        connection = null;
        abandonWaiting();
        boolean wasUp = state instanceof SessionState.Up;
        if (state instanceof SessionState.Closed || state instanceof SessionState.Draining) {
            state = new SessionState.Closed();
            ended.complete(null);
            listener.changed();
            return;
        }
        // A session that comes and goes at once is no better than one that does not come.
        boolean lasted = wasUp && environment.ticker().nanoTime() - upSince >= settings.reconnect().most().toNanos();
        failures = lasted ? 1 : failures + 1;
        Duration pause = (refused ? settings.refused() : settings.reconnect()).pause(failures, environment.random());
        state = new SessionState.Waiting(reason, refused);
        LOG.warn("Session {} is down: {}; it connects again in {} ms", name, reason, pause.toMillis());
        var _ = environment.loop().schedule(this::connect, pause.toMillis(), TimeUnit.MILLISECONDS);
        listener.changed();
    }

    /** What the connection may ask of its session. */
    private final class Desk implements Connection.Owner {
        @Override
        public void opened() {
            if (state instanceof SessionState.Connecting connecting) {
                state = connecting.opened();
            } else if (connection != null) {
                connection.close("closed");
            }
        }

        @Override
        public void loggedIn() {
            if (state instanceof SessionState.LoggingIn loggingIn) {
                state = loggingIn.accepted();
                upSince = environment.ticker().nanoTime();
                LOG.info("Session {} is up", name);
                listener.changed();
            }
        }

        @Override
        public Queue<SmsAttempt> waiting() {
            return waiting;
        }

        @Override
        public void released(int segments) {
            release(segments);
        }

        @Override
        public void ended(String reason, boolean refused) {
            lost(reason, refused);
        }
    }
}

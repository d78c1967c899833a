package io.tocsin.send.sms.session;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.util.concurrent.FutureListener;
import io.tocsin.net.Reconnects;
import io.tocsin.send.sms.protocol.SmsProtocol;
import io.tocsin.send.sms.session.reception.Reception;
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
public final class SmsSession<M> implements Reception {
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
    private volatile SessionState state = new SessionState.Resting("not started");
    private volatile boolean held;
    /** Whether it connects because something waits that was taken while it was dormant. */
    private volatile boolean waking;
    private @Nullable Connection<M> connection;
    private final Reconnects reconnects;

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
        this.reconnects = new Reconnects(settings.reconnect(), settings.refused());
    }

    /** Begins to connect, if it is at rest. Not to be called while {@link #isHeld}. */
    @Override
    public void start() {
        held = true;
        environment.loop().execute(() -> {
            if (state instanceof SessionState.Resting resting) {
                reconnects.reset();
                state = resting.start();
                connect();
            } else {
                held = connection != null;
            }
        });
    }

    /**
     * Takes no more work, waits for answers and ends the connection; it can be started again.
     *
     * @param why it rests
     * @param limit for all of it; then the connection is closed and what is open is unknown
     */
    public void rest(String why, Duration limit) {
        environment.loop().execute(() -> {
            switch (state) {
                case SessionState.Up up -> {
                    state = up.drain(why, false);
                    drain();
                    within(limit, () -> end(why));
                }
                case SessionState.Draining _ -> within(limit, () -> end(why));
                case SessionState.Waiting _,SessionState.Dormant _ -> settle(new SessionState.Resting(why));
                case SessionState.Connecting _,SessionState.LoggingIn _ -> {
                    state = new SessionState.Draining(why, false);
                    end(why);
                }
                case SessionState.Resting _,SessionState.Closed _ -> {
                    // There is no connection.
                }
            }
        });
    }

    private void drain() {
        abandonWaiting();
        if (connection != null) {
            connection.drain();
        }
    }

    /** Runs something at the end of the time, if there still is the same connection. */
    private void within(Duration limit, Runnable then) {
        Connection<M> ending = connection;
        var _ = environment.loop().schedule(() -> {
            if (ending != null && ending.equals(connection)) {
                then.run();
            }
        }, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends the connection of a session that is about to rest, if that has not happened yet. */
    private void end(String why) {
        if (state instanceof SessionState.Draining && connection != null) {
            connection.close(why);
        }
    }

    /** It has no connection any more, and will have none. */
    private void settle(SessionState last) {
        state = last;
        held = false;
        listener.changed();
    }

    /**
     * Whether it has a connection, or may have one at any moment. Turns true in {@link #start} itself,
     * and false when the last connection is closed.
     */
    public boolean isHeld() {
        return held;
    }

    /** Whether it takes work: it is logged in, or will be as soon as there is some. */
    public boolean isUp() {
        return state instanceof SessionState.Up || state instanceof SessionState.Dormant || waking;
    }

    @Override
    public String detail() {
        return state.detail();
    }

    /** Where the session is. */
    public SessionState state() {
        return state;
    }

    /**
     * Window slots that are free; 0 or less when what was given waits, or when the session is not up.
     */
    public int free() {
        return isUp() ? free.get() : Integer.MIN_VALUE;
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
    @Override
    public CompletableFuture<@Nullable Void> close(Duration limit) {
        environment.loop().execute(() -> {
            switch (state) {
                case SessionState.Up up -> {
                    state = up.drain("closing", true);
                    drain();
                    within(limit, this::closeNow);
                }
                case SessionState.Draining(var why, var forGood) when !forGood -> {
                    state = new SessionState.Draining(why, true);
                    within(limit, this::closeNow);
                }
                case SessionState.Draining _ -> {
                    // It is closing already.
                }
                case SessionState.Resting _,SessionState.Waiting _,SessionState.Connecting _,SessionState.LoggingIn _,SessionState.Dormant _,SessionState.Closed _ ->
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
            held = false;
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
                environment.connector().secure(channel.pipeline());
                if (!(state instanceof SessionState.Connecting)) {
                    // While the host's name was looked up it was told to go.
                    var _ = channel.close();
                }
            }
        }).addListener((FutureListener<Channel>) opened -> {
            if (!opened.isSuccess()) {
                lost("cannot connect: " + opened.cause().getMessage(), false, false);
            }
        });
    }

    private void enqueue(List<SmsAttempt> attempts) {
        waiting.addAll(attempts);
        switch (state) {
            case SessionState.Up _ when connection != null -> connection.endTurn();
            case SessionState.Dormant dormant -> wake(dormant);
            case SessionState.Connecting _,SessionState.LoggingIn _ when waking -> {
                // It is on its way.
            }
            default -> abandonWaiting();
        }
    }

    private void wake(SessionState.Dormant dormant) {
        waking = true;
        state = dormant.wake();
        connect();
    }

    /** Answers what waits as never sent; dispatch finds another session or carrier. */
    private void abandonWaiting() {
        Turn<M> turn = new Turn<>(listener, this::release, (_, _) -> {
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

    private void lost(String reason, boolean refused, boolean left) {
        connection = null;
        if (state instanceof SessionState.Up && settings.keepAlive().leaves() && (left || used() == 0)) {
            SessionState.Dormant dormant = new SessionState.Dormant();
            state = dormant;
            if (!waiting.isEmpty()) {
                wake(dormant);
            }
            return;
        }
        waking = false;
        abandonWaiting();
        if (state instanceof SessionState.Draining(var why, var forGood) && !forGood) {
            settle(new SessionState.Resting(why));
            return;
        }
        if (state instanceof SessionState.Closed || state instanceof SessionState.Draining) {
            settle(new SessionState.Closed());
            ended.complete(null);
            return;
        }
        Duration pause = reconnects.pause(refused, environment.ticker().nanoTime(), environment.random());
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
                waking = false;
                reconnects.up(environment.ticker().nanoTime());
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
        public void ended(String reason, boolean refused, boolean left) {
            lost(reason, refused, left);
        }
    }
}

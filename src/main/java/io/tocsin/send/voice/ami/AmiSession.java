package io.tocsin.send.voice.ami;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FutureListener;
import io.netty.util.concurrent.Ticker;
import io.tocsin.net.Connector;
import io.tocsin.net.Reconnects;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session with an Asterisk that is kept up: it connects, logs in, and after a loss does so again,
 * ever more slowly. Its event loop owns its state, see {@link AmiState}, and calls its listener.
 */
public final class AmiSession {
    private static final Logger LOG = LoggerFactory.getLogger(AmiSession.class);

    private final String name;
    private final AmiSettings settings;
    private final Environment environment;
    private final Predicate<String> wanted;
    private final AmiListener listener;
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong logins = new AtomicLong();
    private final AtomicLong refusals = new AtomicLong();
    private final AtomicLong losses = new AtomicLong();
    private volatile int mostInOneTurn;
    private volatile long lag;
    private volatile long mostLag;
    private volatile AmiState state = new AmiState.Resting();
    private @Nullable AmiConnection connection;
    private final Reconnects reconnects;

    /**
     * What a session stands on.
     *
     * @param loop owns the session
     * @param ticker time that only passes
     * @param random spreads its pauses
     */
    public record Environment(EventLoop loop, Ticker ticker, RandomGenerator random) {}

    /**
     * A session that is not started.
     *
     * @param name of the Asterisk, for logs
     * @param wanted the events that the listener wants, by name; FullyBooted comes by itself
     */
    public AmiSession(String name, AmiSettings settings, Environment environment, Predicate<String> wanted,
            AmiListener listener) {
        this.name = name;
        this.settings = settings;
        this.environment = environment;
        this.wanted = wanted;
        this.listener = listener;
        this.reconnects = new Reconnects(settings.reconnect(), settings.refused());
    }

    /** Begins to connect; later calls do nothing. From any thread. */
    public void start() {
        environment.loop().execute(() -> {
            if (state instanceof AmiState.Resting resting) {
                connect(resting.detail());
            }
        });
    }

    /** Where the session is. From any thread. */
    public AmiState state() {
        return state;
    }

    /** How it has fared. From any thread. */
    public AmiCounts counts() {
        return new AmiCounts(messages.get(), mostInOneTurn, millis(lag), millis(mostLag), logins.get(),
                refusals.get(), losses.get());
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    /** Sends an action at the end of the turn. On the event loop. */
    public void write(AmiMessage action) {
        if (connection != null) {
            connection.write(action);
        }
    }

    /** Sends now what was written. On the event loop. */
    public void flush() {
        if (connection != null) {
            connection.flush();
        }
    }

    /** Gives the connection up and makes another. On the event loop. */
    public void renew(String why) {
        if (connection != null) {
            connection.close(why);
        }
    }

    /** Ends the session for good. From any thread. */
    public void close() {
        environment.loop().execute(() -> {
            boolean up = state instanceof AmiState.Up;
            state = new AmiState.Closed();
            if (connection != null) {
                if (up) {
                    connection.write(Actions.logoff("tocsin:logoff"));
                    connection.flush();
                }
                connection.close("closed");
            }
        });
    }

    private void connect(String before) {
        state = new AmiState.Connecting(before);
        AmiConnection next = new AmiConnection(settings, environment.ticker(), new Desk());
        connection = next;
        var _ = new Connector(settings.host(), settings.port(), settings.patience().connect())
                .connect(environment.loop(), new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(
                                AmiDecoder.client(event -> event.equals("FullyBooted") || wanted.test(event)),
                                new AmiEncoder(), next);
                    }
                }).addListener((FutureListener<Channel>) opened -> {
                    if (!opened.isSuccess()) {
                        lost("cannot connect: " + opened.cause().getMessage(), false);
                    }
                });
    }

    private void lost(String why, boolean refused) {
        connection = null;
        boolean wasUp = state instanceof AmiState.Up;
        if (!(state instanceof AmiState.Closed)) {
            Duration pause = reconnects.pause(refused, environment.ticker().nanoTime(), environment.random());
            state = new AmiState.Waiting(why, refused);
            if (refused) {
                refusals.incrementAndGet();
            }
            LOG.warn("Asterisk {} is out of reach: {}; next try in {} ms", name, why, pause.toMillis());
            var _ = environment.loop().schedule(() -> {
                if (state instanceof AmiState.Waiting) {
                    connect(why);
                }
            }, pause.toMillis(), TimeUnit.MILLISECONDS);
        }
        if (wasUp) {
            losses.incrementAndGet();
            listener.down();
        }
    }

    /** What the connection may ask of its session. */
    private final class Desk implements AmiConnection.Owner {
        @Override
        public void opened() {
            if (state instanceof AmiState.Connecting(var before)) {
                state = new AmiState.LoggingIn(before);
            } else if (connection != null) {
                connection.close("closed");
            }
        }

        @Override
        public void loggedIn() {
            if (state instanceof AmiState.LoggingIn) {
                state = new AmiState.Up();
                reconnects.up(environment.ticker().nanoTime());
                logins.incrementAndGet();
                LOG.info("Asterisk {} is in reach", name);
                listener.up();
            }
        }

        @Override
        public void message(AmiMessage message) {
            listener.message(message);
        }

        @Override
        public void turn(int read) {
            messages.addAndGet(read);
            mostInOneTurn = Math.max(mostInOneTurn, read);
            if (state instanceof AmiState.Up) {
                listener.turn();
            }
        }

        @Override
        public void lag(long nanos, boolean answered) {
            lag = answered ? nanos : Math.max(lag, nanos);
            mostLag = Math.max(mostLag, nanos);
        }

        @Override
        public void ended(String why, boolean refusedLogin) {
            lost(why, refusedLogin);
        }
    }
}

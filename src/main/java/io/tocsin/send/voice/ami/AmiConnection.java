package io.tocsin.send.voice.ami;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Ticker;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection to an Asterisk, from the greeting to its end: login, pings, silence. All of it
 * runs on the connection's event loop.
 */
final class AmiConnection extends SimpleChannelInboundHandler<AmiMessage> {
    private static final String OWN = "tocsin:";
    private static final String CHALLENGE = OWN + "challenge";
    private static final String LOGIN = OWN + "login";
    private static final String PING = OWN + "ping-";

    private final AmiSettings settings;
    private final Ticker ticker;
    private final Owner owner;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Future<?> ticking;
    private long since;
    private long heardAt;
    private long pingedAt;
    private int pings;
    private boolean pinging;
    private boolean accepted;
    private boolean up;
    private boolean refused;
    private int inTurn;
    private String reason = "the Asterisk closed the connection";

    /** The session that the connection serves. */
    interface Owner {
        /** The connection is open. */
        void opened();

        /** Logged in and fully booted. */
        void loggedIn();

        /** Something for the listener. */
        void message(AmiMessage message);

        /** The end of a read that brought so many messages, or of a tick. */
        void turn(int messages);

        /** A ping took, or has taken so far, that long. */
        void lag(long nanos, boolean answered);

        /** The connection is no more. */
        void ended(String why, boolean refusedLogin);
    }

    AmiConnection(AmiSettings settings, Ticker ticker, Owner owner) {
        super(AmiMessage.class);
        this.settings = settings;
        this.ticker = ticker;
        this.owner = owner;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        since = ticker.nanoTime();
        heardAt = since;
        pingedAt = since;
        long tick = settings.patience().tick().toMillis();
        ticking = active.executor().scheduleWithFixedDelay(this::tick, tick, tick, TimeUnit.MILLISECONDS);
        owner.opened();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext from, AmiMessage message) {
        inTurn++;
        String id = message.get("ActionID");
        if (id.startsWith(OWN)) {
            answered(id, message);
        } else if (!up && !message.get(AmiDecoder.GREETING).isEmpty()) {
            say(Actions.challenge(CHALLENGE));
        } else if (!up && accepted && message.event().equals("FullyBooted")) {
            up = true;
            owner.loggedIn();
        } else if (up) {
            owner.message(message);
        }
    }

    private void answered(String id, AmiMessage message) {
        boolean good = message.get("Response").equals("Success");
        if (id.startsWith(PING)) {
            if (pinging && id.equals(PING + pings)) {
                pinging = false;
                owner.lag(ticker.nanoTime() - pingedAt, true);
            }
        } else if (!good) {
            refused = true;
            close("login refused: " + message.get("Message"));
        } else if (id.equals(CHALLENGE)) {
            say(Actions.login(LOGIN, settings.account(), settings.secret().reveal(), message.get("Challenge")));
        } else {
            accepted = true;
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext from) {
        heardAt = ticker.nanoTime();
        int messages = inTurn;
        inTurn = 0;
        owner.turn(messages);
        from.flush();
    }

    private void tick() {
        long now = ticker.nanoTime();
        AmiSettings.Patience patience = settings.patience();
        if (!up) {
            if (now - since >= patience.login().toNanos()) {
                close(accepted
                        ? "no FullyBooted: the Asterisk does not get up, or its manager.conf lacks read = system"
                        : "no answer to the login");
            }
            return;
        }
        if (now - heardAt >= patience.silence().toNanos()) {
            close("nothing heard for " + patience.silence().toMillis() + " ms");
            return;
        }
        if (pinging) {
            owner.lag(now - pingedAt, false);
        } else if (now - pingedAt >= patience.ping().toNanos()) {
            pinging = true;
            pingedAt = now;
            pings++;
            say(Actions.ping(PING + pings));
        }
        owner.turn(0);
        if (context != null) {
            context.flush();
        }
    }

    /** Sends an action with the next flush, at the latest at the end of the turn. */
    void write(AmiMessage action) {
        if (context != null) {
            var _ = context.write(action);
        }
    }

    void flush() {
        if (context != null) {
            context.flush();
        }
    }

    private void say(AmiMessage action) {
        write(action);
        flush();
    }

    /** Ends the connection; its first reason is kept. */
    void close(String why) {
        if (context != null && context.channel().isOpen()) {
            reason = why;
            var _ = context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
        close(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
    }

    @Override
    public void channelInactive(ChannelHandlerContext gone) {
        if (ticking != null) {
            ticking.cancel(false);
        }
        up = false;
        owner.ended(reason, refused);
    }
}

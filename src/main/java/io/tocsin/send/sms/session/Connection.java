package io.tocsin.send.sms.session;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Ticker;
import io.tocsin.net.ClientTls;
import io.tocsin.send.sms.protocol.Incoming;
import io.tocsin.send.sms.protocol.SmsProtocol;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Receipt;
import io.tocsin.warning.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a carrier, from its login to its end: the window, the deadlines and the
 * conversation. Every submit leaves the window through one of four exits: its answer, its deadline,
 * a failed write, the connection's end. All of it runs on the connection's event loop.
 *
 * @param <M> root of the protocol's messages
 */
final class Connection<M> extends ChannelInboundHandlerAdapter implements Incoming<M> {
    /** The session that the connection serves. */
    interface Owner {
        /** The connection is open. */
        void opened();

        /** The login was accepted. */
        void loggedIn();

        /** Attempts that wait to be written, oldest first. */
        Queue<SmsAttempt> waiting();

        /** So many segments were settled. */
        void released(int segments);

        /**
         * The connection is no more.
         *
         * @param left whether we had asked for its end
         */
        void ended(String reason, boolean refused, boolean left);
    }

    /** From here on a carrier is about to refuse (SMPP 5.0, 4.8.4.18: 90 to 99 nears congestion). */
    private static final int BUSY = 90;

    private final SmsProtocol<M> protocol;
    private final SessionSettings settings;
    private final Ticker ticker;
    private final SessionListener listener;
    private final Owner owner;
    private final Window window;
    private final Overdue overdue;
    private final KeepAlive keepAlive;
    private final Turn<M> turn;
    /** Attempts whose last segment goes with the next flush. */
    private final List<SmsAttempt> flushing = new ArrayList<>();
    private @Nullable ChannelHandlerContext context;
    private @Nullable Outbox<M> outbox;
    private @Nullable Future<?> ticking;
    private long since;
    private final Sequences sequences = new Sequences();
    private int unconfirmed;
    private boolean loggedIn;
    private boolean draining;
    private boolean terminating;
    private boolean closing;
    private boolean refused;
    private String reason = "the carrier closed the connection";

    Connection(SmsProtocol<M> protocol, SessionSettings settings, Ticker ticker, SessionListener listener,
            Owner owner) {
        this.protocol = protocol;
        this.settings = settings;
        this.ticker = ticker;
        this.listener = listener;
        this.owner = owner;
        this.window = new Window(settings.window());
        this.overdue = new Overdue(settings.window());
        this.since = ticker.nanoTime();
        this.keepAlive = new KeepAlive(settings.keepAlive(), since);
        this.turn = new Turn<>(listener, owner::released, this::settled);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        outbox = new Outbox<>(protocol, added, this::writeFailed);
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        since = ticker.nanoTime();
        owner.opened();
        if (closing) {
            return;
        }
        M login = protocol.login(sequences.take());
        if (login != null) {
            say(login);
        }
        long tick = settings.tick().toMillis();
        ticking = active.executor().scheduleWithFixedDelay(this::tick, tick, tick, TimeUnit.MILLISECONDS);
        endTurn();
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        protocol.interpret(protocol.messages().cast(message), this);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext from) {
        keepAlive.heard(ticker.nanoTime());
        endTurn();
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
        closing = true;
        // Bytes not handed over yet fail here, and their submits leave the window as never sent.
        outbox().flush(sequences.next());
        for (Window.Slot slot = window.removeOldest(); slot != null; slot = window.removeOldest()) {
            settle(slot, unknown("session-closed"), "");
        }
        turn.deliver();
        owner.ended(reason, refused, terminating);
    }

    /** Writes waiting attempts as far as the window has room, flushes once, and tells the listener. */
    void endTurn() {
        long now = ticker.nanoTime();
        while (loggedIn && !terminating && !closing && !window.isFull()) {
            SmsAttempt attempt = owner.waiting().peek();
            if (attempt == null) {
                break;
            }
            if (attempt.hasMore()) {
                submit(attempt, attempt.nextPart(), now);
            }
            if (!attempt.hasMore()) {
                owner.waiting().remove();
                turn.abandon(attempt);
                flushing.add(attempt);
            }
        }
        if (draining && !terminating && window.isEmpty() && unconfirmed == 0) {
            terminating = true;
            since = now;
            say(protocol.terminate(sequences.take()));
        }
        outbox().flush(sequences.next());
        tellWritten();
        turn.deliver();
        if (closing) {
            var _ = context().close();
        }
    }

    private void tellWritten() {
        if (!flushing.isEmpty()) {
            long now = ticker.nanoTime();
            for (SmsAttempt attempt : flushing) {
                listener.written(attempt.tag(), now);
            }
            flushing.clear();
        }
    }

    /** Takes no more work; ends the session when all is answered. */
    void drain() {
        draining = true;
        endTurn();
    }

    /** Ends the connection; its first reason is kept. */
    void close(String why) {
        if (!closing) {
            closing = true;
            reason = why;
        }
        if (context != null) {
            var _ = context.close();
        }
    }

    ChannelHandler decoder() {
        return protocol.decoder();
    }

    /** Whether there is a connection that will end, and say so. */
    boolean isOpen() {
        return context != null && context.channel().isActive();
    }

    private void tick() {
        long now = ticker.nanoTime();
        long late = settings.responseTimeout().toNanos();
        for (Window.Slot slot = window.removeLate(now, late); slot != null; slot = window.removeLate(now, late)) {
            settle(slot, unknown("no-response"), "");
            overdue.add(slot);
        }
        if (!context().channel().config().isAutoRead()) {
            // We do not listen, so silence says nothing.
            keepAlive.heard(now);
        }
        if (!loggedIn || terminating) {
            if (now - since >= settings.loginTimeout().toNanos()) {
                close(terminating ? "closed" : "no answer to the login");
            }
        } else {
            switch (keepAlive.tick(now)) {
                case ASK -> say(protocol.keepAlive(sequences.take()));
                case GIVE_UP -> close("no answer to " + settings.keepAlive().tries() + " keep-alives");
                // What came in this very moment keeps it.
                case LEAVE -> draining |= window.isEmpty() && owner.waiting().isEmpty();
                case NOTHING -> {
                }
            }
        }
        endTurn();
    }

    private void submit(SmsAttempt attempt, int part, long now) {
        int used = sequences.take();
        try {
            int offset = outbox().add(protocol.submit(used, attempt.phone(), attempt.text(), part), used);
            window.add(used, attempt, part, offset, now);
        } catch (IllegalArgumentException e) {
            // A phone number and a segment always fit, so it is something about the account.
            Cause cause = new Cause(CauseClass.CONFIG, "unsendable: " + e.getMessage());
            turn.settle(attempt, part, new AttemptEnd.Failed(cause), "");
        }
    }

    private void say(M message) {
        outbox().add(message, sequences.next());
    }

    private void writeFailed(int first, int next, int left, Throwable cause) {
        for (int failed = first; failed != next; failed = Sequences.after(failed)) {
            Window.Slot slot = window.remove(failed);
            if (slot != null) {
                settle(slot, slot.offset() >= left ? SmsAttempt.NEVER_SENT : unknown("write-failed"), "");
            }
        }
        // A handshake that fails is first seen here.
        close(ClientTls.failure(cause).orElse("cannot write"));
        turn.deliver();
    }

    private void settle(Window.Slot slot, AttemptEnd end, String messageId) {
        turn.settle(slot.attempt(), slot.part(), end, messageId);
    }

    private static AttemptEnd unknown(String what) {
        return new AttemptEnd.Unknown(new Cause(CauseClass.AMBIGUOUS, what));
    }

    /** Called from any thread. */
    private void settled(int count, List<M> confirmations) {
        if (!isOpen()) {
            // The carrier sends them again to the next session.
            return;
        }
        context().executor().execute(() -> {
            unconfirmed -= count;
            confirmations.forEach(this::say);
            if (unconfirmed <= settings.maxReceipts() / 2) {
                context().channel().config().setAutoRead(true);
            }
            endTurn();
        });
    }

    @Override
    public void loginAccepted() {
        if (!loggedIn) {
            loggedIn = true;
            owner.loggedIn();
        }
    }

    @Override
    public void loginRefused(String why) {
        refused = true;
        close("login refused: " + why);
    }

    @Override
    public void loginDenied(M reply, String why) {
        refused = true;
        end(reply, "login denied: " + why);
    }

    @Override
    public void submitAnswered(int answered, AttemptEnd end, String messageId) {
        Window.Slot slot = window.remove(answered);
        if (slot != null) {
            settle(slot, end, messageId);
            return;
        }
        Window.Slot late = overdue.remove(answered);
        if (late == null) {
            listener.stray();
        } else {
            turn.late(late.attempt(), late.part(), end, messageId);
        }
    }

    @Override
    public void congested(int percent) {
        if (percent >= BUSY) {
            listener.congested(Math.min(percent, 100));
        }
    }

    @Override
    public void receipt(Receipt receipt, M reply) {
        turn.receipt(receipt, reply);
        await();
    }

    @Override
    public void message(Reply message, M reply) {
        turn.message(message, reply);
        await();
    }

    /** One more is to be confirmed when it is safe; with too many of them nothing more is read. */
    private void await() {
        if (++unconfirmed >= settings.maxReceipts()) {
            context().channel().config().setAutoRead(false);
        }
    }

    @Override
    public void reply(M reply) {
        say(reply);
    }

    @Override
    public void nothing() {
        // Any message has told the keep-alive already.
    }

    @Override
    public void terminated(M reply) {
        end(reply, "the carrier ended the session");
    }

    /** Closes when the reply is written. */
    private void end(M reply, String why) {
        say(reply);
        if (!closing) {
            closing = true;
            reason = why;
        }
    }

    @Override
    public void terminateAnswered() {
        close("closed");
    }

    @Override
    public void unreadable(String problem) {
        listener.unreadable(problem);
    }

    private ChannelHandlerContext context() {
        if (context == null) {
            throw new IllegalStateException("expected to be in a pipeline");
        }
        return context;
    }

    private Outbox<M> outbox() {
        if (outbox == null) {
            throw new IllegalStateException("expected to be in a pipeline");
        }
        return outbox;
    }
}

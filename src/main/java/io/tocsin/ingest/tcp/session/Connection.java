package io.tocsin.ingest.tcp.session;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.Future;
import io.tocsin.ingest.StreamStore;
import io.tocsin.ingest.tcp.events.EventPush;
import io.tocsin.ingest.tcp.events.EventSource;
import io.tocsin.ingest.tcp.protocol.Bodies;
import io.tocsin.ingest.tcp.protocol.Greeting;
import io.tocsin.ingest.tcp.protocol.Incoming;
import io.tocsin.ingest.tcp.protocol.Message;
import io.tocsin.ingest.tcp.protocol.MessageType;
import io.tocsin.ingest.tcp.protocol.Problem;
import io.tocsin.ingest.tcp.protocol.ProblemKind;
import io.tocsin.ingest.tcp.protocol.Room;
import io.tocsin.ingest.tcp.protocol.TcpDecoder;
import io.tocsin.ingest.tcp.session.State.Farewell;
import io.tocsin.ingest.tcp.wire.Reading;
import io.tocsin.ingest.tcp.wire.TcpSettings;
import io.tocsin.ingest.tcp.wire.Wire;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a client, from its first byte to its last. All of it runs on the connection's
 * event loop; whatever blocks runs on virtual threads, which hand back what came of it.
 */
public final class Connection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final ConnectionParts parts;
    private final TcpDecoder decoder;
    private final @Nullable Problem refusal;
    private final Watch watch;
    private State state;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Wire wire;
    private @Nullable Reading reading;
    private @Nullable Future<?> ticking;
    private StreamStore.@Nullable Name name;
    private SubmitDoor.@Nullable Stream stream;
    private @Nullable Answers answers;
    private Room room = Room.ENDLESS;
    private long events;
    private boolean inputShut;

    /**
     * Serves a connection.
     *
     * @param parts what all connections use
     * @param decoder stands before it in the pipeline
     * @param refusal why it is closed at once, null to serve it
     */
    public Connection(ConnectionParts parts, TcpDecoder decoder, @Nullable Problem refusal) {
        this.parts = parts;
        this.decoder = decoder;
        this.refusal = refusal;
        long now = parts.ticker().nanoTime();
        this.watch = new Watch(parts.settings().times(), now);
        this.state = new State.Strange(now);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        wire = new Wire(added, parts.ticker(), parts.listener(), watch.keepAlive());
        reading = new Reading(added.channel(), parts.ticker(), parts.listener());
        parts.connections().opened(this);
        parts.listener().connections(1);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        parts.connections().closed(this);
        parts.listener().connections(-1);
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        long tick = parts.settings().times().tick().toMillis();
        ticking = active.executor().scheduleWithFixedDelay(this::tick, tick, tick, TimeUnit.MILLISECONDS);
        if (refusal != null) {
            fail(0, refusal);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext gone) {
        if (ticking != null) {
            ticking.cancel(false);
        }
        if (!(state instanceof State.Leaving)) {
            parts.listener().ended("closed-by-client");
        }
        stopServing();
        state = new State.Leaving(parts.ticker().nanoTime());
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object read) {
        watch.message();
        switch ((Incoming) read) {
            case Incoming.Unreadable(long sequence, Problem problem) -> fail(sequence, problem);
            case Message message -> {
                parts.listener().message(message.type(), true);
                switch (state) {
                    case State.Strange _ -> greet(message);
                    case State.Admitting _ -> unexpected(message, "nothing before the WELCOME");
                    case State.Serving serving -> serve(serving, message);
                    case State.Ending _,State.Leaving _ -> room.giveBack(message.room());
                }
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext from) {
        watch.bytes(decoder.isPartial(), parts.ticker().nanoTime());
        wire().flush();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext from, Object event) {
        switch (event) {
            case TcpDecoder.Starved.YES -> reading().stop(Reading.Why.ROOM);
            case TcpDecoder.Starved.NO -> reading().resume(Reading.Why.ROOM);
            case ChannelInputShutdownEvent _ -> inputShut();
            case SslHandshakeCompletionEvent tls when !tls.isSuccess() -> wire().close();
            default -> {
            }
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext from) {
        if (from.channel().isWritable()) {
            reading().resume(Reading.Why.SLOW_READER);
        } else {
            reading().stop(Reading.Why.SLOW_READER);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
        if (cause instanceof IOException || cause.getCause() instanceof SSLException) {
            LOG.debug("A connection broke", cause);
            wire().close();
        } else {
            LOG.error("A connection failed; it is closed, others are not concerned", cause);
            fail(0, new Problem(ProblemKind.INTERNAL, "a fault of the gateway; its log says more"));
        }
    }

    private void greet(Message message) {
        if (message.type() != MessageType.HELLO) {
            unexpected(message, "HELLO first");
            return;
        }
        switch (Greeting.read(message.body())) {
            case Greeting.Bad bad -> fail(message.sequence(), bad.problem());
            case Greeting.Hello hello -> {
                State.Admitting admitting = new State.Admitting(hello, message.sequence());
                state = admitting;
                reading().stop(Reading.Why.LOGIN);
                Thread.ofVirtual().name("tcp-hello").start(new Login(parts, admitting, this));
            }
        }
    }

    /** The stream is this connection's. */
    void entered(State.Admitting admitting, StreamStore.Name entered) {
        name = entered;
        if (!state.equals(admitting)) {
            stopServing();
        }
    }

    void welcome(State.Admitting admitting, Doorman.Rights rights, SubmitDoor.Stream opened) {
        stream = opened;
        if (!state.equals(admitting)) {
            stopServing();
            return;
        }
        Greeting.Hello hello = admitting.hello();
        TcpSettings settings = parts.settings();
        room = parts.rooms().of(hello.client());
        answers = new Answers(settings.window(), parts.listener(), wire(), room);
        EventPush push = rights.events() && hello.events()
                ? new EventPush(parts.events(), hello.client(), hello.stream(), settings.events(),
                        settings.times().poll(), page -> later(() -> push(page)))
                : null;
        state = new State.Serving(rights, opened, answers, push);
        wire().say(MessageType.WELCOME, admitting.sequence(),
                Bodies.welcome(settings.window(), opened.lastSequence()));
        wire().flush();
        reading().resume(Reading.Why.LOGIN);
        decoder.admit(context().pipeline().context(decoder), room);
        if (push != null) {
            push.start();
        }
    }

    private void serve(State.Serving serving, Message message) {
        if (message.type() == MessageType.SUBMIT) {
            submit(serving, message);
            return;
        }
        room.giveBack(message.room());
        switch (message.type()) {
            case PING -> wire().say(MessageType.PONG, message.sequence(), Bodies.NOTHING);
            case EVENT_ACK -> Bodies.eventId(message.body()).ifPresentOrElse(serving::acknowledged,
                    () -> fail(message.sequence(), new Problem(ProblemKind.BAD_BODY,
                            "EVENT_ACK: got no id, expected {id} of an event")));
            case PONG, ERROR -> {
                // Anything that comes was heard.
            }
            case GOAWAY -> end(Farewell.of("goodbye", "the client said GOAWAY"));
            case HELLO, WELCOME, SUBMIT, ACK, EVENT ->
                unexpected(message, "SUBMIT, EVENT_ACK, PING, PONG or GOAWAY");
        }
    }

    private void submit(State.Serving serving, Message message) {
        serving.answers().take(message, serving.rights()).ifPresentOrElse(
                problem -> fail(message.sequence(), problem),
                () -> serving.stream().submit(message.sequence(), message.body(),
                        answer -> later(() -> answered(serving.answers(), message, answer))));
    }

    private void answered(Answers of, Message question, SubmitDoor.Answer answer) {
        of.write(question, answer).ifPresent(problem -> fail(question.sequence(), problem));
        if (of.due() == 0) {
            leaveNow();
        }
        wire().flush();
    }

    private void push(List<EventSource.Event> page) {
        if (state instanceof State.Serving) {
            page.forEach(event -> wire().say(MessageType.EVENT, ++events, Bodies.event(event.json())));
            wire().flush();
        }
    }

    private void inputShut() {
        inputShut = true;
        switch (state) {
            case State.Strange _,State.Admitting _,State.Leaving _ -> wire().close();
            case State.Serving _ -> end(Farewell.of("goodbye", "the client ended its side"));
            case State.Ending _ -> {
                // Its answers are still due.
            }
        }
    }

    private void unexpected(Message message, String expected) {
        room.giveBack(message.room());
        fail(message.sequence(), new Problem(ProblemKind.UNEXPECTED_MESSAGE,
                "got " + message.type() + ", expected " + expected));
    }

    /** Something is wrong: it ends. */
    void fail(long sequence, Problem problem) {
        end(Farewell.of(sequence, problem));
    }

    /** Reads no more; says why when what is due has been answered. The first reason counts. */
    private void end(Farewell farewell) {
        if (state instanceof State.Ending || state instanceof State.Leaving) {
            return;
        }
        if (state instanceof State.Serving serving) {
            serving.stop();
        }
        decoder.stop();
        reading().stop(Reading.Why.ENDING);
        state = new State.Ending(farewell, parts.ticker().nanoTime());
        if (answers == null || answers.due() == 0) {
            leave(farewell);
        }
    }

    /** Waits no more, if it was to end. */
    private void leaveNow() {
        if (state instanceof State.Ending(Farewell farewell, long _)) {
            leave(farewell);
        }
    }

    private void leave(Farewell farewell) {
        state = new State.Leaving(parts.ticker().nanoTime());
        stopServing();
        Problem problem = farewell.problem();
        if (problem != null) {
            wire().say(MessageType.ERROR, farewell.sequence(), Bodies.problem(problem));
        }
        wire().say(MessageType.GOAWAY, 0, Bodies.goAway(farewell.reason(), farewell.detail()), () -> {
            if (inputShut) {
                wire().close();
            } else {
                wire().shutdown();
            }
        });
        wire().flush();
        parts.listener().ended(farewell.reason());
        // What still comes is read and dropped: closing over unread bytes would take our reason back.
        reading().resume();
    }

    private void stopServing() {
        decoder.stop();
        if (state instanceof State.Serving serving) {
            serving.stop();
        }
        if (stream != null) {
            stream.close();
        }
        if (name != null) {
            parts.connections().leave(name, this);
        }
    }

    private void tick() {
        switch (watch.look(state, reading(), parts.ticker().nanoTime())) {
            case Watch.Verdict.Fine _ -> {
            }
            case Watch.Verdict.Ask _ -> {
                wire().say(MessageType.PING, 0, Bodies.NOTHING);
                wire().flush();
            }
            case Watch.Verdict.Fault(Problem problem) -> {
                decoder.assumeLines();
                fail(0, problem);
            }
            case Watch.Verdict.Leave _ -> leaveNow();
            case Watch.Verdict.Close _ -> wire().close();
        }
    }

    /** A newer connection serves the stream: what is due is answered there. From any thread. */
    void takenOver() {
        later(() -> {
            end(Farewell.of("taken-over", "a newer connection serves this stream"));
            leaveNow();
        });
    }

    /** Its key may hold no more. From any thread. */
    void recheck() {
        later(() -> state.revoked().ifPresent(problem -> fail(0, problem)));
    }

    /** The gateway stops: answers due are written, then it is told. From any thread. */
    public void shutDown() {
        later(() -> end(Farewell.of("shutting-down", "the gateway stops; connect again later")));
    }

    /** Ends it without a word. From any thread. */
    public void cut() {
        wire().close();
    }

    /** Runs something on the event loop, if there is one still. From any thread. */
    void later(Runnable task) {
        try {
            context().executor().execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("A connection's event loop is gone", e);
        }
    }

    private ChannelHandlerContext context() {
        return inPipeline(context);
    }

    private Wire wire() {
        return inPipeline(wire);
    }

    private Reading reading() {
        return inPipeline(reading);
    }

    private static <T> T inPipeline(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("expected to be in a pipeline");
        }
        return part;
    }
}

package io.tocsin.simulate.pbx;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.tocsin.send.voice.ami.AmiMessage;
import io.tocsin.simulate.DelayWheel;
import io.tocsin.simulate.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * The course of simulated calls: which events come when, and what happens to them on their way.
 * Chance comes from the seed and the call's id. Owned by the simulator's event loop.
 */
final class Course {
    private static final int SOON_MILLIS = 3;
    private static final int AFTER_NEXT_MILLIS = 8;
    private static final int OWN_TIMEOUT = 3;

    private final DelayWheel<Runnable> wheel;
    private final Consumer<AmiMessage> out;
    private final Consumer<SimulatedCall> end;
    private final Bootstrap connections;

    /**
     * A course.
     *
     * @param out sends an event to whoever listens
     * @param end takes a channel that is gone
     * @param loop the one that owns all of this
     */
    Course(DelayWheel<Runnable> wheel, Consumer<AmiMessage> out, Consumer<SimulatedCall> end, EventLoopGroup loop) {
        this.wheel = wheel;
        this.connections = new Bootstrap().group(loop).channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true).option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 2000);
        this.out = out;
        this.end = end;
    }

    /** Lets a call take its course. */
    void run(SimulatedCall call, PbxBehaviour behaviour, int timeoutMillis) {
        Run run = new Run(call, behaviour,
                new SplittableRandom(behaviour.seed() * 31 + call.id().hashCode()));
        run.begin(timeoutMillis);
    }

    /** Somebody asked Asterisk to hang a call up. */
    void hangUp(SimulatedCall call, PbxBehaviour behaviour) {
        Run run = new Run(call, behaviour, new SplittableRandom(behaviour.seed() * 37 + call.id().hashCode()));
        if (call.fate().kind() == CallFate.Kind.DEAD) {
            finish(call);
        } else if (call.isUp()) {
            run.ended(call.hangup(16, 0));
        } else {
            run.over(List.of(call.dialEnd(), call.originateResponse("Failure", 0), call.hangup(16, 0)));
        }
    }

    private void finish(SimulatedCall call) {
        call.over();
        end.accept(call);
    }

    /** One call with its own chance. */
    private final class Run implements SimulatedTalk.End {
        private final SimulatedCall call;
        private final PbxBehaviour behaviour;
        private final SplittableRandom random;

        Run(SimulatedCall call, PbxBehaviour behaviour, SplittableRandom random) {
            this.call = call;
            this.behaviour = behaviour;
            this.random = random;
        }

        void begin(int timeoutMillis) {
            CallFate fate = call.fate();
            if (fate.kind() == CallFate.Kind.NO_CHANNEL) {
                over(List.of(call.originateResponse("Failure", 0)));
                return;
            }
            emit(call.newChannel());
            if (fate.kind() == CallFate.Kind.DEAD) {
                return;
            }
            emit(call.dialBegin());
            int ring = behaviour.ring().at(random.nextDouble());
            boolean rings = fate.kind() != CallFate.Kind.TRY && (fate.kind() != CallFate.Kind.FAIL || fate.rings());
            if (rings) {
                call.ringing().forEach(this::emit);
            }
            boolean waits = fate.kind() == CallFate.Kind.RING || fate.kind() == CallFate.Kind.TRY
                    || (rings && ring >= timeoutMillis);
            if (waits) {
                after(timeoutMillis, () -> over(
                        List.of(call.originateResponse("Failure", OWN_TIMEOUT), call.hangup(19, 480))));
            } else if (fate.kind() == CallFate.Kind.FAIL) {
                after(rings ? ring : 1, this::fail);
            } else {
                after(ring, this::answer);
            }
        }

        private void fail() {
            AmiMessage response = call.originateResponse("Failure", 0);
            AmiMessage hangup = call.hangup(call.fate().cause(), call.fate().sip());
            // Either order was seen.
            over(random.nextBoolean()
                    ? List.of(call.dialEnd(), hangup, response)
                    : List.of(call.dialEnd(), response, hangup));
        }

        private void answer() {
            call.answered().forEach(this::emit);
            if (!call.variable("TOCSIN_AGI").isEmpty() && call.fate().kind() == CallFate.Kind.ANSWER) {
                SimulatedTalk.begin(connections, call, behaviour, wheel, this);
                return;
            }
            int talk = behaviour.talk().at(random.nextDouble());
            after(talk, () -> over(call.fate().kind() == CallFate.Kind.LEAVE
                    ? List.of(call.hangupRequest(), call.hangup(0, 0))
                    : List.of(call.hangup(16, 0))));
        }

        @Override
        public void left() {
            if (!call.isOver()) {
                emit(call.hangupRequest());
                ended(call.hangup(0, 0));
            }
        }

        @Override
        public void taken() {
            emit(call.transferred());
        }

        @Override
        public void done() {
            if (!call.isOver()) {
                ended(call.hangup(16, 0));
            }
        }

        @Override
        public void alone() {
            if (!call.isOver()) {
                call.goTo("tocsin-static");
                after(behaviour.people().prompt().at(random.nextDouble()), this::done);
            }
        }

        /** The dialplan's last words, and the last of all. */
        void ended(AmiMessage hangup) {
            List<AmiMessage> last = new ArrayList<>(call.ended());
            last.add(hangup);
            over(last);
        }

        void over(List<AmiMessage> last) {
            finish(call);
            last.forEach(this::emit);
        }

        private void after(int millis, Runnable step) {
            wheel.add(millis, () -> {
                if (!call.isOver()) {
                    step.run();
                }
            });
        }

        private void emit(AmiMessage event) {
            PbxBehaviour.Faults faults = behaviour.faults();
            for (int i = 0; i < faults.storm(); i++) {
                out.accept(call.noise());
            }
            Span delay = random.nextDouble() < faults.late()
                    ? faults.lateBy()
                    : random.nextDouble() < faults.reordered()
                            ? new Span(AFTER_NEXT_MILLIS, AFTER_NEXT_MILLIS)
                            : Span.NONE;
            int wait = delay.at(random.nextDouble());
            send(event, delay.equals(Span.NONE) ? 0 : wait);
            if (random.nextDouble() < faults.repeated()) {
                send(event, SOON_MILLIS + wait);
            }
        }

        private void send(AmiMessage event, int millis) {
            if (millis == 0) {
                out.accept(event);
            } else {
                wheel.add(millis, () -> out.accept(event));
            }
        }
    }
}

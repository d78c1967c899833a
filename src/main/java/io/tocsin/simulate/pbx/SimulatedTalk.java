package io.tocsin.simulate.pbx;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.StringDecoder;
import io.netty.handler.codec.string.StringEncoder;
import io.netty.util.concurrent.FutureListener;
import io.tocsin.simulate.DelayWheel;
import io.tocsin.simulate.Span;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * An answered call as FastAGI shows it (Asterisk's {@code res/res_agi.c}), and the person in it.
 * Commands are done one by one; one that comes while a prompt is said or a key is waited for ends
 * that without a reply. Owned by the simulator's event loop.
 */
final class SimulatedTalk extends SimpleChannelInboundHandler<String> {
    private static final int LONGEST = 4096;
    private static final int SAMPLES_PER_MILLI = 8;
    /** How long the dialplan lets a gateway say nothing at first, and after a hand-over. */
    private static final int SILENCE_SECONDS = 6;

    private final SimulatedCall call;
    private final PbxBehaviour.People people;
    private final Span talk;
    private final DelayWheel<Runnable> wheel;
    private final End end;
    private final Citizen citizen;
    private final SplittableRandom random;
    private final Map<String, String> variables = new HashMap<>();
    private int commands;
    private int limits;
    private int prompts;
    private int questions;
    private int pressed;
    private boolean gone;

    /** How the call goes on. */
    interface End {
        /** The person hangs up. */
        void left();

        /** A person has taken it. */
        void taken();

        /** The dialplan hangs up, the dialog being over. */
        void done();

        /** Nobody holds a dialog: the dialplan says something itself. */
        void alone();
    }

    private SimulatedTalk(SimulatedCall call, PbxBehaviour behaviour, DelayWheel<Runnable> wheel, End end) {
        super(String.class);
        this.call = call;
        this.people = behaviour.people();
        this.talk = behaviour.talk();
        this.wheel = wheel;
        this.end = end;
        this.citizen = Citizen.of(people.citizens(), behaviour.seed(), behaviour.end(call.number()), call.id());
        this.random = new SplittableRandom(behaviour.seed() * 43 + call.id().hashCode());
    }

    /** Connects to where the Originate said. */
    static void begin(Bootstrap connections, SimulatedCall call, PbxBehaviour behaviour, DelayWheel<Runnable> wheel,
            End end) {
        String at = call.variable("TOCSIN_AGI");
        int colon = at.lastIndexOf(':');
        SimulatedTalk talk = new SimulatedTalk(call, behaviour, wheel, end);
        var _ = connections.clone().handler(new ChannelInitializer<SocketChannel>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                channel.pipeline().addLast(new LineBasedFrameDecoder(LONGEST),
                        new StringDecoder(StandardCharsets.UTF_8),
                        new StringEncoder(StandardCharsets.UTF_8), talk);
            }
        }).connect(new InetSocketAddress(at.substring(0, colon), Integer.parseInt(at.substring(colon + 1))))
                .addListener((FutureListener<Void>) connected -> {
                    if (!connected.isSuccess()) {
                        end.alone();
                    }
                });
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        call.atEnd(() -> {
            if (!gone && context.channel().isActive()) {
                hangUp(context);
            }
        });
        limit(context, SILENCE_SECONDS);
        var _ = context.writeAndFlush(AgiHeaders.of(call));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, String line) {
        commands++;
        if (call.isOver()) {
            hangUp(context);
            return;
        }
        List<String> words = AgiWords.of(line);
        String name = words.size() < 2 ? line : words.get(0) + " " + words.get(1);
        switch (name) {
            case "SET VARIABLE" -> {
                variables.put(words.get(2), words.get(3));
                reply(context, "200 result=1");
            }
            case "GET VARIABLE" -> {
                String value = variables.get(words.get(2));
                reply(context, value == null ? "200 result=0" : "200 result=1 (" + value + ")");
            }
            default -> act(context, name, words);
        }
    }

    private void act(ChannelHandlerContext context, String name, List<String> words) {
        switch (name) {
            case "STREAM FILE" -> stream(context, words.get(3), Long.parseLong(words.get(4)));
            case "WAIT FOR" -> listen(context, Integer.parseInt(words.get(3)));
            case "CHANNEL STATUS" -> reply(context, "200 result=6");
            case "SET AUTOHANGUP" -> {
                limit(context, Integer.parseInt(words.get(2)));
                reply(context, "200 result=0");
            }
            default -> {
                switch (words.getFirst()) {
                    case "EXEC" -> reply(context, "200 result=0");
                    case "GOSUB" -> transfer(context);
                    default -> reply(context, "510 Invalid or unknown command");
                }
            }
        }
    }

    private void stream(ChannelHandlerContext context, String keys, long offset) {
        prompts += offset == 0 ? 1 : 0;
        int left = Math.max(1, people.prompt().at(random.nextDouble()) - (int) (offset / SAMPLES_PER_MILLI));
        long endpos = offset + (long) left * SAMPLES_PER_MILLI;
        if (prompts == citizen.leavesAtPrompt()) {
            leave(context, left / 2, "200 result=-1 endpos=" + endpos / 2);
        } else if (citizen.early() && next(keys) != 0) {
            later(left / 2, () -> reply(context, "200 result=" + press() + " endpos=" + endpos / 2));
        } else {
            later(left, () -> reply(context, "200 result=0 endpos=" + endpos));
        }
    }

    private void listen(ChannelHandlerContext context, int millis) {
        questions++;
        if (questions == citizen.leavesAtQuestion()) {
            leave(context, millis / 2, "200 result=-1");
        } else if (pressed < citizen.keys().length()) {
            later(Math.min(millis - 1, people.think().at(random.nextDouble())),
                    () -> reply(context, "200 result=" + press()));
        } else {
            later(millis, () -> reply(context, "200 result=0"));
        }
    }

    private void transfer(ChannelHandlerContext context) {
        limit(context, 0);
        String result = people.transfers().at(random.nextDouble());
        reply(context, "100 result=0 Trying...");
        later(people.prompt().at(random.nextDouble()), () -> {
            variables.put("TOCSIN_TRANSFER", result);
            if (result.equals("answered")) {
                end.taken();
            }
            later(result.equals("answered") ? talk.at(random.nextDouble()) : 1,
                    () -> {
                        limit(context, SILENCE_SECONDS);
                        reply(context, "200 result=0 Gosub complete");
                    });
        });
    }

    /** The next key, when it is one of those; 0 otherwise. */
    private int next(String keys) {
        char key = pressed < citizen.keys().length() ? citizen.keys().charAt(pressed) : 0;
        return key != 0 && keys.indexOf(key) >= 0 ? key : 0;
    }

    private int press() {
        return citizen.keys().charAt(pressed++);
    }

    private void leave(ChannelHandlerContext context, int millis, String reply) {
        later(millis, () -> {
            reply(context, reply);
            hangUp(context);
        });
    }

    /**
     * HANGUP comes after the reply to what was under way, and then the end: the dialplan sets
     * AGIEXITONHANGUP.
     */
    private void hangUp(ChannelHandlerContext context) {
        gone = true;
        reply(context, "HANGUP");
        var _ = context.close();
    }

    /**
     * TIMEOUT(absolute): when it is over Asterisk takes the call back, at the dialplan's extension T.
     */
    private void limit(ChannelHandlerContext context, int seconds) {
        int mine = ++limits;
        if (seconds > 0) {
            wheel.add(seconds * 1000, () -> {
                if (mine == limits && !gone) {
                    var _ = context.close();
                }
            });
        }
    }

    private void later(int millis, Runnable step) {
        int command = commands;
        wheel.add(millis, () -> {
            // Another command has come: this one is left off, and has no reply.
            if (command == commands) {
                step.run();
            }
        });
    }

    private static void reply(ChannelHandlerContext context, String line) {
        var _ = context.writeAndFlush(line + "\n");
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        commands++;
        @Nullable
        String talked = variables.get("TOCSIN_TALKED");
        if (gone) {
            end.left();
        } else if ("yes".equals(talked)) {
            end.done();
        } else {
            end.alone();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }
}

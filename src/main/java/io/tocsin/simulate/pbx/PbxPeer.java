package io.tocsin.simulate.pbx;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.tocsin.send.voice.ami.Actions;
import io.tocsin.send.voice.ami.AmiMessage;
import java.nio.charset.StandardCharsets;

/** One client of the simulated Asterisk. Lives on the simulator's event loop. */
final class PbxPeer extends SimpleChannelInboundHandler<AmiMessage> {
    private static final String CHALLENGE = "284913765";

    private final PbxSimulator pbx;
    private boolean loggedIn;
    private int originates;

    PbxPeer(PbxSimulator pbx) {
        super(AmiMessage.class);
        this.pbx = pbx;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        var _ = context.writeAndFlush(context.alloc().buffer()
                .writeBytes("Asterisk Call Manager/11.0.0\r\n".getBytes(StandardCharsets.US_ASCII)));
        pbx.came(context.channel());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, AmiMessage action) {
        if (pbx.isMute(context.channel())) {
            return;
        }
        String name = action.get("Action");
        if (name.equals("Challenge")) {
            respond(context, action, "Success", "Challenge", CHALLENGE);
        } else if (name.equals("Login")) {
            login(context, action);
        } else if (!loggedIn) {
            respond(context, action, "Error", "Message", "Permission denied");
        } else {
            act(context, name, action);
        }
    }

    private void login(ChannelHandlerContext context, AmiMessage action) {
        loggedIn = pbx.accepts(action.get("Username"), action.get("Key"),
                secret -> Actions.key(CHALLENGE, secret));
        if (!loggedIn) {
            respond(context, action, "Error", "Message", "Authentication failed");
            context.flush();
            var _ = context.close();
            return;
        }
        respond(context, action, "Success", "Message", "Authentication accepted");
        write(context, AmiMessage.of("Event", "FullyBooted", "Privilege", "system,all", "Uptime", "1", "LastReload",
                "1", "Status", "Fully Booted"));
        pbx.loggedIn(context.channel());
    }

    private void act(ChannelHandlerContext context, String name, AmiMessage action) {
        switch (name) {
            case "Originate" -> originate(context, action);
            case "Ping" -> respond(context, action, "Success", "Ping", "Pong");
            case "CoreStatus" -> respond(context, action, "Success", "CoreStartupDate", pbx.bootDate(),
                    "CoreStartupTime", pbx.bootTime(), "CoreCurrentCalls", Integer.toString(pbx.live().size()));
            case "CoreShowChannels" -> channels(context, action);
            case "Hangup" -> {
                boolean found = pbx.hangUp(action.get("Channel"));
                respond(context, action, found ? "Success" : "Error", "Message",
                        found ? "Channel Hungup" : "No such channel");
            }
            case "Logoff" -> {
                write(context, AmiMessage.of("Response", "Goodbye", "ActionID", action.get("ActionID"), "Message",
                        "Thanks for all the fish."));
                var _ = context.writeAndFlush(context.alloc().buffer(0)).addListener(ChannelFutureListener.CLOSE);
            }
            default -> respond(context, action, "Error", "Message", "Invalid/unknown command: " + name
                    + ". Use Action: ListCommands to show available commands.");
        }
    }

    private void originate(ChannelHandlerContext context, AmiMessage action) {
        CallFate fate = pbx.fate(action);
        if (fate.kind() == CallFate.Kind.REFUSED) {
            respond(context, action, "Error", "Message", "Extension does not exist.");
        } else if (fate.kind() != CallFate.Kind.LOST) {
            respond(context, action, "Success", "Message", "Originate successfully queued");
            pbx.begin(action, fate);
        }
        int cutEvery = pbx.behaviour().faults().cutEvery();
        if (cutEvery > 0 && ++originates >= cutEvery) {
            var _ = context.close();
        }
    }

    private void channels(ChannelHandlerContext context, AmiMessage action) {
        String id = action.get("ActionID");
        respond(context, action, "Success", "EventList", "start", "Message", "Channels will follow");
        pbx.live().forEach(call -> write(context, call.line(id)));
        write(context, AmiMessage.of("Event", "CoreShowChannelsComplete", "ActionID", id, "EventList", "Complete",
                "ListItems", Integer.toString(pbx.live().size())));
    }

    private static void respond(ChannelHandlerContext context, AmiMessage to, String response, String... more) {
        String[] all = new String[4 + more.length];
        all[0] = "Response";
        all[1] = response;
        all[2] = "ActionID";
        all[3] = to.get("ActionID");
        System.arraycopy(more, 0, all, 4, more.length);
        write(context, AmiMessage.of(all));
    }

    private static void write(ChannelHandlerContext context, AmiMessage message) {
        var _ = context.write(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        pbx.left(context.channel());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }
}

import com.zx.sms.codec.cmpp.msg.CmppDeliverRequestMessage;
import com.zx.sms.codec.cmpp.msg.CmppDeliverResponseMessage;
import com.zx.sms.codec.cmpp.msg.CmppReportRequestMessage;
import com.zx.sms.codec.cmpp.msg.CmppSubmitRequestMessage;
import com.zx.sms.codec.cmpp.msg.CmppSubmitResponseMessage;
import com.zx.sms.common.util.MsgId;
import com.zx.sms.connect.manager.EndpointConnector;
import com.zx.sms.connect.manager.EndpointManager;
import com.zx.sms.connect.manager.cmpp.CMPPServerChildEndpointEntity;
import com.zx.sms.connect.manager.cmpp.CMPPServerEndpointEntity;
import com.zx.sms.handler.api.AbstractBusinessHandler;
import com.zx.sms.session.cmpp.SessionState;
import io.netty.channel.ChannelHandlerContext;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A CMPP gateway made of the SMSGate library, in a process of its own: it answers, reassembles, sends a receipt for
 * every segment, and writes down on standard output what it saw. Started from source with the library's jars, which
 * never stand on the product's class path.
 *
 * <p>
 * Arguments: accounts as {@code name:secret:version}, the version 2.0 or 3.0. Lines on standard output:
 *
 * <pre>
 * PORT port
 * TEXT account number segments service source feeType registered hexOfUtf16
 * RECEIPT account deliverId
 * CONFIRMED account deliverId result
 * REPLY account number
 * LOST account
 * </pre>
 *
 * A receipt that was not confirmed when its connection ended goes over the account's next one, as with carriers. Every
 * twentieth text comes back from the person as it was: a reply, cut by the library where it is long.
 *
 * <p>
 * It ends when its standard input does.
 */
public class SmsGatePeer {
    private static final int SESSIONS = 8;
    private static final PrintStream OUT = new PrintStream(new FileOutputStream(FileDescriptor.out), false,
            StandardCharsets.US_ASCII);

    private SmsGatePeer() {}

    public static void main(String[] accounts) throws Exception {
        CMPPServerEndpointEntity server = new CMPPServerEndpointEntity();
        server.setId("peer");
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setValid(true);
        for (String account : accounts) {
            String[] words = account.split(":");
            CMPPServerChildEndpointEntity child = new CMPPServerChildEndpointEntity();
            child.setId("child-" + words[0]);
            child.setUserName(words[0]);
            child.setPassword(words[1]);
            child.setVersion((short) (words[2].equals("2.0") ? 0x20 : 0x30));
            child.setChartset(StandardCharsets.UTF_8);
            child.setGroupName("peer");
            child.setValid(true);
            child.setMaxChannels((short) SESSIONS);
            child.setReSendFailMsg(false);
            child.setBusinessHandlerSet(new ArrayList<>(List.of(new Clerk(words[0]))));
            server.addchild(child);
        }
        EndpointManager.INS.addEndpointEntity(server);
        EndpointConnector<?> connector = server.getSingletonConnector();
        say("PORT " + ((InetSocketAddress) connector.open().channel().localAddress()).getPort());
        while (System.in.read() >= 0) {
            // What is said does not matter, only that somebody is there.
        }
        System.exit(0);
    }

    private static void say(String line) {
        synchronized (OUT) {
            OUT.print(line + "\n");
            OUT.flush();
        }
    }

    /** Sits behind the library's own handlers and gets messages that it has put together. */
    public static final class Clerk extends AbstractBusinessHandler {
        private final String account;
        private final Random random = new Random(7);
        private final AtomicBoolean lost = new AtomicBoolean();
        private final Map<String, CmppDeliverRequestMessage> unconfirmed = new ConcurrentHashMap<>();

        Clerk(String account) {
            this.account = account;
        }

        @Override
        public String name() {
            return "clerk";
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof CmppSubmitRequestMessage submit) {
                submitted(context, submit);
            } else if (message instanceof CmppDeliverResponseMessage answer) {
                if (unconfirmed.remove(answer.getMsgId().toString()) != null) {
                    say("CONFIRMED " + account + " " + answer.getMsgId() + " " + answer.getResult());
                }
            } else {
                context.fireChannelRead(message);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) throws Exception {
            say("LOST " + account);
            lost.set(true);
            super.channelInactive(context);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
            if (event == SessionState.Connect && lost.getAndSet(false)) {
                context.executor().schedule(() -> unconfirmed.values().forEach(context.channel()::writeAndFlush), 1,
                        TimeUnit.SECONDS);
            }
            super.userEventTriggered(context, event);
        }

        private void submitted(ChannelHandlerContext context, CmppSubmitRequestMessage first) {
            List<CmppSubmitRequestMessage> segments = new ArrayList<>(List.of(first));
            if (first.getFragments() != null) {
                segments.addAll(first.getFragments());
            }
            String text = first.getMsgContent();
            say(String.join(" ", "TEXT", account, String.join(",", first.getDestterminalId()),
                    Integer.toString(segments.size()), first.getServiceId(), first.getSrcId(), first.getFeeType(),
                    Integer.toString(first.getRegisteredDelivery()),
                    "x" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_16BE))));
            for (CmppSubmitRequestMessage segment : segments) {
                answer(context, segment, first.getDestterminalId()[0]);
            }
            // The person sends back what came: a reply, cut by the library where it is long.
            CmppDeliverRequestMessage reply = new CmppDeliverRequestMessage();
            reply.setMsgId(new MsgId());
            reply.setDestId(first.getSrcId());
            reply.setSrcterminalId(first.getDestterminalId()[0]);
            reply.setMsgContent(text);
            say("REPLY " + account + " " + first.getDestterminalId()[0]);
            context.executor().schedule(() -> context.channel().writeAndFlush(reply), 200 + random.nextInt(300),
                    TimeUnit.MILLISECONDS);
        }

        private void answer(ChannelHandlerContext context, CmppSubmitRequestMessage segment, String number) {
            MsgId id = new MsgId();
            CmppSubmitResponseMessage answer = new CmppSubmitResponseMessage(segment.getSequenceNo());
            answer.setMsgId(id);
            answer.setResult(0);
            CmppDeliverRequestMessage receipt = receipt(segment.getSrcId(), number, id);
            // The receipt comes a moment later, at once, or before the answer, as with carriers.
            int when = random.nextInt(10);
            if (when == 0) {
                send(context, receipt);
                context.channel().writeAndFlush(answer);
                return;
            }
            context.channel().writeAndFlush(answer);
            if (when == 1) {
                send(context, receipt);
            } else {
                context.executor().schedule(() -> send(context, receipt), random.nextInt(100),
                        TimeUnit.MILLISECONDS);
            }
        }

        private void send(ChannelHandlerContext context, CmppDeliverRequestMessage receipt) {
            unconfirmed.put(receipt.getMsgId().toString(), receipt);
            say("RECEIPT " + account + " " + receipt.getMsgId());
            context.channel().writeAndFlush(receipt);
        }

        private static CmppDeliverRequestMessage receipt(String source, String number, MsgId id) {
            CmppReportRequestMessage report = new CmppReportRequestMessage();
            report.setMsgId(id);
            report.setStat("DELIVRD");
            report.setDestterminalId(number);
            report.setSmscSequence(1);
            CmppDeliverRequestMessage receipt = new CmppDeliverRequestMessage();
            receipt.setMsgId(new MsgId());
            receipt.setDestId(source);
            receipt.setSrcterminalId(number);
            receipt.setReportRequestMessage(report);
            return receipt;
        }
    }
}

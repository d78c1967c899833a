import com.zx.sms.codec.smgp.msg.MsgId;
import com.zx.sms.codec.smgp.msg.SMGPDeliverMessage;
import com.zx.sms.codec.smgp.msg.SMGPDeliverRespMessage;
import com.zx.sms.codec.smgp.msg.SMGPReportData;
import com.zx.sms.codec.smgp.msg.SMGPSubmitMessage;
import com.zx.sms.codec.smgp.msg.SMGPSubmitRespMessage;
import com.zx.sms.connect.manager.EndpointConnector;
import com.zx.sms.connect.manager.EndpointManager;
import com.zx.sms.connect.manager.smgp.SMGPServerChildEndpointEntity;
import com.zx.sms.connect.manager.smgp.SMGPServerEndpointEntity;
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
 * An SMGP gateway made of the SMSGate library, in a process of its own; what SmsGatePeer is for CMPP, with the same
 * lines on standard output.
 *
 * <p>
 * Arguments: accounts as {@code name:secret}.
 */
public class SmgpGatePeer {
    private static final int SESSIONS = 8;
    private static final PrintStream OUT = new PrintStream(new FileOutputStream(FileDescriptor.out), false,
            StandardCharsets.US_ASCII);

    private SmgpGatePeer() {}

    public static void main(String[] accounts) throws Exception {
        SMGPServerEndpointEntity server = new SMGPServerEndpointEntity();
        server.setId("peer");
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setValid(true);
        for (String account : accounts) {
            String[] words = account.split(":");
            SMGPServerChildEndpointEntity child = new SMGPServerChildEndpointEntity();
            child.setId("child-" + words[0]);
            child.setClientID(words[0]);
            child.setPassword(words[1]);
            child.setClientVersion((byte) 0x30);
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
        private final Map<String, SMGPDeliverMessage> unconfirmed = new ConcurrentHashMap<>();

        Clerk(String account) {
            this.account = account;
        }

        @Override
        public String name() {
            return "clerk";
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof SMGPSubmitMessage submit) {
                submitted(context, submit);
            } else if (message instanceof SMGPDeliverRespMessage answer) {
                String id = answer.getMsgId().toString();
                if (unconfirmed.remove(id) != null) {
                    say("CONFIRMED " + account + " " + id + " " + answer.getStatus());
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

        private void submitted(ChannelHandlerContext context, SMGPSubmitMessage first) {
            List<SMGPSubmitMessage> segments = new ArrayList<>(List.of(first));
            if (first.getFragments() != null) {
                segments.addAll(first.getFragments());
            }
            String text = first.getMsgContent();
            say(String.join(" ", "TEXT", account, String.join(",", first.getDestTermIdArray()),
                    Integer.toString(segments.size()), first.getServiceId(), first.getSrcTermId(), first.getFeeType(),
                    first.isNeedReport() ? "1" : "0",
                    "x" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_16BE))));
            for (SMGPSubmitMessage segment : segments) {
                answer(context, segment, first.getDestTermIdArray()[0]);
            }
            // The person sends back what came: a reply, cut by the library where it is long.
            SMGPDeliverMessage reply = new SMGPDeliverMessage();
            reply.setMsgId(new MsgId());
            reply.setSrcTermId(first.getDestTermIdArray()[0]);
            reply.setDestTermId(first.getSrcTermId());
            reply.setMsgContent(text);
            say("REPLY " + account + " " + first.getDestTermIdArray()[0]);
            context.executor().schedule(() -> context.channel().writeAndFlush(reply), 200 + random.nextInt(300),
                    TimeUnit.MILLISECONDS);
        }

        private void answer(ChannelHandlerContext context, SMGPSubmitMessage segment, String number) {
            MsgId id = new MsgId();
            SMGPSubmitRespMessage answer = new SMGPSubmitRespMessage();
            answer.setSequenceNo(segment.getSequenceNo());
            answer.setMsgId(id);
            answer.setStatus(0);
            SMGPDeliverMessage receipt = receipt(segment.getSrcTermId(), number, id);
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

        private void send(ChannelHandlerContext context, SMGPDeliverMessage receipt) {
            unconfirmed.put(receipt.getMsgId().toString(), receipt);
            say("RECEIPT " + account + " " + receipt.getMsgId());
            context.channel().writeAndFlush(receipt);
        }

        private static SMGPDeliverMessage receipt(String source, String number, MsgId id) {
            SMGPReportData report = new SMGPReportData();
            report.setMsgId(id);
            report.setSub("001");
            report.setDlvrd("001");
            report.setSubTime("2611261000");
            report.setDoneTime("2611261001");
            report.setStat("DELIVRD");
            report.setErr("000");
            report.setTxt("");
            SMGPDeliverMessage receipt = new SMGPDeliverMessage();
            receipt.setMsgId(new MsgId());
            receipt.setSrcTermId(number);
            receipt.setDestTermId(source);
            receipt.setReport(report);
            return receipt;
        }
    }
}

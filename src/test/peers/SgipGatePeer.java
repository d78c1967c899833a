import com.zx.sms.codec.sgip12.msg.SgipDefaultMessage;
import com.zx.sms.codec.sgip12.msg.SgipDeliverRequestMessage;
import com.zx.sms.codec.sgip12.msg.SgipReportRequestMessage;
import com.zx.sms.codec.sgip12.msg.SgipReportResponseMessage;
import com.zx.sms.codec.sgip12.msg.SgipSubmitRequestMessage;
import com.zx.sms.codec.sgip12.msg.SgipSubmitResponseMessage;
import com.zx.sms.common.util.SequenceNumber;
import com.zx.sms.connect.manager.EndpointConnector;
import com.zx.sms.connect.manager.EndpointManager;
import com.zx.sms.connect.manager.sgip.SgipClientEndpointEntity;
import com.zx.sms.connect.manager.sgip.SgipServerChildEndpointEntity;
import com.zx.sms.connect.manager.sgip.SgipServerEndpointEntity;
import com.zx.sms.handler.api.AbstractBusinessHandler;
import io.netty.channel.ChannelHandlerContext;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * An SGIP gateway (SMG) made of the SMSGate library, in a process of its own; what SmsGatePeer is for CMPP, with the
 * same lines on standard output. It reports over a connection of its own, to the client's listener.
 *
 * <p>
 * Argument: the account as {@code name:password:port of its listener}.
 */
public class SgipGatePeer {
    private static final int SESSIONS = 8;
    private static final long NODE = 104711;
    private static final PrintStream OUT = new PrintStream(new FileOutputStream(FileDescriptor.out), false,
            StandardCharsets.US_ASCII);

    private SgipGatePeer() {}

    public static void main(String[] accounts) throws Exception {
        String[] words = accounts[0].split(":");
        Reporter reporter = new Reporter(words[0], words[1], Integer.parseInt(words[2]));
        SgipServerEndpointEntity server = new SgipServerEndpointEntity();
        server.setId("peer");
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setValid(true);
        SgipServerChildEndpointEntity child = new SgipServerChildEndpointEntity();
        child.setId("child-" + words[0]);
        child.setLoginName(words[0]);
        child.setLoginPassowrd(words[1]);
        child.setNodeId(NODE);
        child.setValid(true);
        child.setMaxChannels((short) SESSIONS);
        child.setReSendFailMsg(false);
        child.setBusinessHandlerSet(new ArrayList<>(List.of(new Clerk(words[0], reporter))));
        server.addchild(child);
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

    /** Sends reports to the client's listener, in the order they became due. */
    private static final class Reporter implements Runnable {
        private final String account;
        private final SgipClientEndpointEntity client = new SgipClientEndpointEntity();
        private final Queue<SgipDefaultMessage> due = new ConcurrentLinkedQueue<>();
        private boolean opened;

        Reporter(String account, String password, int port) {
            this.account = account;
            client.setId("reporter");
            client.setHost("127.0.0.1");
            client.setPort(port);
            client.setLoginName(account);
            client.setLoginPassowrd(password);
            client.setNodeId(NODE);
            client.setValid(true);
            client.setMaxChannels((short) 1);
            client.setReSendFailMsg(false);
            client.setBusinessHandlerSet(new ArrayList<>(List.of(new Confirmations(account))));
            Thread.ofPlatform().daemon().start(this);
        }

        void report(SgipDefaultMessage report) {
            due.add(report);
        }

        @Override
        public void run() {
            try {
                EndpointManager.INS.addEndpointEntity(client);
                while (true) {
                    SgipDefaultMessage report = due.peek();
                    if (report != null && !opened) {
                        opened = true;
                        client.getSingletonConnector().open().sync();
                    }
                    if (report == null || client.getSingletonConnector().getConnectionNum() == 0) {
                        Thread.sleep(5);
                        continue;
                    }
                    due.remove();
                    if (report instanceof SgipReportRequestMessage receipt) {
                        say("RECEIPT " + account + " " + receipt.getSequenceId());
                    }
                    client.getSingletonConnector().asynwrite(report).sync();
                }
            } catch (Exception e) {
                say("BROKEN " + e);
            }
        }
    }

    /** Hears the client's answers to reports. */
    public static final class Confirmations extends AbstractBusinessHandler {
        private final String account;

        Confirmations(String account) {
            this.account = account;
        }

        @Override
        public String name() {
            return "confirmations";
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof SgipReportResponseMessage answer) {
                String of = answer.getRequest() instanceof SgipReportRequestMessage report
                        ? report.getSequenceId().toString()
                        : "-";
                say("CONFIRMED " + account + " " + of + " " + answer.getResult());
            } else {
                context.fireChannelRead(message);
            }
        }
    }

    /** Sits behind the library's own handlers and gets messages that it has put together. */
    public static final class Clerk extends AbstractBusinessHandler {
        private final String account;
        private final Reporter reporter;
        private final Random random = new Random(7);

        Clerk(String account, Reporter reporter) {
            this.account = account;
            this.reporter = reporter;
        }

        @Override
        public String name() {
            return "clerk";
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof SgipSubmitRequestMessage submit) {
                submitted(context, submit);
            } else {
                context.fireChannelRead(message);
            }
        }

        private void submitted(ChannelHandlerContext context, SgipSubmitRequestMessage first) {
            List<SgipSubmitRequestMessage> segments = new ArrayList<>(List.of(first));
            if (first.getFragments() != null) {
                segments.addAll(first.getFragments());
            }
            String text = first.getMsgContent();
            say(String.join(" ", "TEXT", account, String.join(",", first.getUsernumber()),
                    Integer.toString(segments.size()), first.getServicetype(), first.getSpnumber(),
                    Integer.toString(first.getFeetype()), Integer.toString(first.getReportflag()),
                    "x" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_16BE))));
            for (SgipSubmitRequestMessage segment : segments) {
                answer(context, segment, first.getUsernumber()[0]);
            }
            // The person sends back what came: a reply, cut by the library where it is long.
            SgipDeliverRequestMessage reply = new SgipDeliverRequestMessage();
            reply.setUsernumber(first.getUsernumber()[0]);
            reply.setSpnumber(first.getSpnumber());
            reply.setMsgContent(text);
            say("REPLY " + account + " " + first.getUsernumber()[0]);
            context.executor().schedule(() -> reporter.report(reply), 200 + random.nextInt(300),
                    TimeUnit.MILLISECONDS);
        }

        private void answer(ChannelHandlerContext context, SgipSubmitRequestMessage segment, String number) {
            SgipSubmitResponseMessage answer = new SgipSubmitResponseMessage(segment.getHeader());
            answer.setTimestamp(segment.getTimestamp());
            answer.setResult((short) 0);
            SgipReportRequestMessage report = new SgipReportRequestMessage();
            report.setSequenceId(segment.getSequenceNumber());
            report.setUsernumber(number);
            report.setState((short) 0);
            report.setErrorcode((short) 0);
            // The report comes a moment later, at once, or before the answer, as with carriers.
            int when = random.nextInt(10);
            if (when == 0) {
                reporter.report(report);
            }
            context.channel().writeAndFlush(answer);
            if (when == 1) {
                reporter.report(report);
            } else if (when > 1) {
                context.executor().schedule(() -> reporter.report(report), random.nextInt(100), TimeUnit.MILLISECONDS);
            }
        }
    }
}

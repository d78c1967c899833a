package io.tocsin.peers;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Tag;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.ServerSocketConnection;
import org.jsmpp.util.MessageId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An SMPP centre made of the jSMPP library: it answers, puts segments together, sends a receipt for
 * each message and what came as a person's reply, and remembers what it saw.
 */
final class JsmppPeer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JsmppPeer.class);
    private static final int THREADS = 16;
    /** Characters of a part that a person sends. */
    private static final int PART = 67;
    private static final long MINUTE = 60_000;

    private final Loopback door = new Loopback();
    private final SMPPServerSessionListener listener;
    private final Thread accepting = Thread.ofVirtual().unstarted(this::accept);
    private final ScheduledExecutorService deliveries = Executors.newScheduledThreadPool(THREADS);
    private final Map<String, TreeMap<Integer, String>> parts = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    final Queue<Text> texts = new ConcurrentLinkedQueue<>();
    final AtomicInteger messages = new AtomicInteger();
    final AtomicInteger payloads = new AtomicInteger();
    final AtomicInteger confirmed = new AtomicInteger();
    final Queue<String> sentBack = new ConcurrentLinkedQueue<>();
    private final AtomicInteger echoed = new AtomicInteger();
    final Queue<String> problems = new ConcurrentLinkedQueue<>();

    /** A whole text. */
    record Text(String number, String beside, int messages, String text) {}

    JsmppPeer() throws IOException {
        listener = new SMPPServerSessionListener(0, door);
        listener.setPduProcessorDegree(THREADS);
        listener.setQueueCapacity(10_000);
        accepting.start();
    }

    /** jSMPP would listen on every address. */
    private static final class Loopback implements ServerConnectionFactory {
        private final ServerSocket socket;

        Loopback() throws IOException {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        }

        @Override
        public ServerConnection listen(int port) {
            return new ServerSocketConnection(socket);
        }

        @Override
        public ServerConnection listen(int port, int timeout) {
            return listen(port);
        }

        @Override
        public ServerConnection listen(int port, int timeout, int backlog) {
            return listen(port);
        }
    }

    int port() {
        return door.socket.getLocalPort();
    }

    private void accept() {
        while (true) {
            try {
                SMPPServerSession session = listener.accept();
                Thread.ofVirtual().start(() -> bind(session));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void bind(SMPPServerSession session) {
        try {
            session.setTransactionTimer(MINUTE);
            session.setEnquireLinkTimer(5_000);
            session.setMessageReceiverListener((ServerMessageReceiverListener) Proxy.newProxyInstance(
                    JsmppPeer.class.getClassLoader(), new Class<?>[]{ServerMessageReceiverListener.class},
                    (_, method, arguments) -> switch (method.getName()) {
                        case "onAcceptSubmitSm" -> submitted((SubmitSm) arguments[0], session);
                        case "onAcceptEnquireLink" -> null;
                        default -> throw new UnsupportedOperationException(method.getName());
                    }));
            BindRequest bind = session.waitForBind(MINUTE);
            if (bind.getPassword().equals("secret")) {
                bind.accept("jsmpp", InterfaceVersion.IF_34);
            } else {
                bind.reject(0x0e);
            }
        } catch (Exception e) {
            LOG.info("A client went before it had logged in: {}", e.getMessage());
        }
    }

    private SubmitSmResult submitted(SubmitSm submit, SMPPServerSession session) throws Exception {
        int nth = ids.getAndIncrement();
        String id = Integer.toHexString(0x00a0_0000 + nth);
        take(submit, session);
        var _ = deliveries.schedule(() -> deliver(session, submit, id, nth), ThreadLocalRandom.current().nextInt(100),
                TimeUnit.MILLISECONDS);
        return new SubmitSmResult(new MessageId("0" + id.toUpperCase(Locale.ROOT)), new OptionalParameter[0]);
    }

    /** Puts segments together by their header or their parameters. */
    private void take(SubmitSm submit, SMPPServerSession session) {
        messages.incrementAndGet();
        byte[] content = submit.getShortMessage();
        int total = 1;
        int number = 1;
        String reference = "";
        OptionalParameter payload = submit.getOptionalParameter(Tag.MESSAGE_PAYLOAD.code());
        OptionalParameter sar = submit.getOptionalParameter(Tag.SAR_MSG_REF_NUM.code());
        if (payload != null) {
            content = ((OptionalParameter.OctetString) payload).getValue();
            payloads.incrementAndGet();
        } else if (sar != null) {
            reference = "sar " + ((OptionalParameter.Short) sar).getValue();
            total = octet(submit, Tag.SAR_TOTAL_SEGMENTS);
            number = octet(submit, Tag.SAR_SEGMENT_SEQNUM);
        } else if (submit.isUdhi()) {
            int header = 1 + content[0];
            reference = "udh " + Arrays.toString(Arrays.copyOf(content, header - 2));
            total = content[header - 2];
            number = content[header - 1];
            content = Arrays.copyOfRange(content, header, content.length);
        }
        int inMessage = submit.getShortMessage().length;
        if (inMessage > 140 || (payload != null && (inMessage > 0 || content.length <= 140))) {
            problems.add("got " + inMessage + " octets in short_message, content of " + content.length);
        }
        String text = new String(content,
                submit.getDataCoding() == 8 ? StandardCharsets.UTF_16BE : StandardCharsets.US_ASCII);
        String key = submit.getDestAddress() + " " + reference;
        int all = total;
        int which = number;
        parts.compute(key, (_, known) -> {
            TreeMap<Integer, String> gathered = known == null ? new TreeMap<>() : known;
            if (gathered.put(which, text) != null) {
                problems.add("part " + which + " of " + key + " came twice");
            }
            if (gathered.size() == all) {
                Text whole = new Text(submit.getDestAddress(),
                        submit.getSourceAddr() + " " + submit.getRegisteredDelivery(), all,
                        String.join("", gathered.values()));
                texts.add(whole);
                var _ = deliveries.schedule(() -> sendBack(session, submit, whole), 300, TimeUnit.MILLISECONDS);
            }
            return gathered;
        });
    }

    private static int octet(SubmitSm submit, Tag tag) {
        return ((OptionalParameter.Byte) submit.getOptionalParameter(tag.code())).getValue();
    }

    private void deliver(SMPPServerSession session, SubmitSm submit, String id, int nth) {
        try {
            boolean byText = nth % 2 == 0;
            String text = byText
                    ? "id:%s sub:001 dlvrd:001 submit date:2611261000 done date:2611261001 stat:DELIVRD err:000 text:"
                            .formatted(id)
                    : "";
            OptionalParameter[] more = byText
                    ? new OptionalParameter[0]
                    : new OptionalParameter[]{new OptionalParameter.Receipted_message_id(id),
                            new OptionalParameter.Message_state((byte) 2)};
            deliver(session, submit, 0x04, text, more);
            confirmed.incrementAndGet();
        } catch (Exception e) {
            problems.add("a delivery was not confirmed: " + e);
        }
    }

    /**
     * The person answers with what came: its parts by header and by parameters in turn, the last one
     * first.
     */
    private void sendBack(SMPPServerSession session, SubmitSm submit, Text whole) {
        try {
            int turn = echoed.getAndIncrement();
            String text = whole.text();
            int count = Math.max(1, (text.length() + PART - 1) / PART);
            for (int part = count; part >= 1; part--) {
                // Between the halves of an emoji, too.
                byte[] octets = ucs2(text.substring((part - 1) * PART, Math.min(text.length(), part * PART)));
                boolean header = count > 1 && turn % 2 == 0;
                byte[] content = header ? new byte[octets.length + 6] : octets;
                if (header) {
                    System.arraycopy(new byte[]{5, 0, 3, (byte) turn, (byte) count, (byte) part}, 0, content, 0, 6);
                    System.arraycopy(octets, 0, content, 6, octets.length);
                }
                OptionalParameter[] more = header || count == 1
                        ? new OptionalParameter[0]
                        : new OptionalParameter[]{new OptionalParameter.Sar_msg_ref_num((short) turn),
                                new OptionalParameter.Sar_total_segments((byte) count),
                                new OptionalParameter.Sar_segment_seqnum((byte) part)};
                session.deliverShortMessage("", TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN,
                        submit.getDestAddress(), TypeOfNumber.UNKNOWN, NumberingPlanIndicator.ISDN,
                        submit.getSourceAddr(), new ESMClass(header ? 0x40 : 0), (byte) 0, (byte) 0,
                        new RegisteredDelivery(0), DataCodings.newInstance((byte) 8), content, more);
            }
            sentBack.add(whole.number());
        } catch (Exception e) {
            problems.add("an answer was not confirmed: " + e);
        }
    }

    private static byte[] ucs2(String text) {
        byte[] octets = new byte[2 * text.length()];
        for (int i = 0; i < text.length(); i++) {
            octets[2 * i] = (byte) (text.charAt(i) >> 8);
            octets[2 * i + 1] = (byte) text.charAt(i);
        }
        return octets;
    }

    private static void deliver(SMPPServerSession session, SubmitSm submit, int esmClass, String text,
            OptionalParameter... more) throws Exception {
        session.deliverShortMessage("", TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN,
                submit.getDestAddress(), TypeOfNumber.UNKNOWN, NumberingPlanIndicator.ISDN, submit.getSourceAddr(),
                new ESMClass(esmClass), (byte) 0, (byte) 0, new RegisteredDelivery(0), DataCodings.ZERO,
                text.getBytes(StandardCharsets.US_ASCII), more);
    }

    /** What was seen so far. */
    @Override
    public String toString() {
        return "the peer saw " + messages + " messages, " + texts.size() + " texts; " + confirmed
                + " receipts were confirmed; " + problems;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        deliveries.shutdownNow();
    }
}

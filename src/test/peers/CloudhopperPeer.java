import com.cloudhopper.commons.charset.CharsetUtil;
import com.cloudhopper.smpp.PduAsyncResponse;
import com.cloudhopper.smpp.SmppBindType;
import com.cloudhopper.smpp.SmppConstants;
import com.cloudhopper.smpp.SmppServerConfiguration;
import com.cloudhopper.smpp.SmppServerHandler;
import com.cloudhopper.smpp.SmppServerSession;
import com.cloudhopper.smpp.SmppSession;
import com.cloudhopper.smpp.SmppSessionConfiguration;
import com.cloudhopper.smpp.impl.DefaultSmppServer;
import com.cloudhopper.smpp.impl.DefaultSmppSessionHandler;
import com.cloudhopper.smpp.pdu.BaseBind;
import com.cloudhopper.smpp.pdu.BaseBindResp;
import com.cloudhopper.smpp.pdu.DeliverSm;
import com.cloudhopper.smpp.pdu.PduRequest;
import com.cloudhopper.smpp.pdu.PduResponse;
import com.cloudhopper.smpp.pdu.SubmitSm;
import com.cloudhopper.smpp.pdu.SubmitSmResp;
import com.cloudhopper.smpp.tlv.Tlv;
import com.cloudhopper.smpp.tlv.TlvConvertException;
import com.cloudhopper.smpp.type.Address;
import com.cloudhopper.smpp.type.SmppProcessingException;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An SMPP centre made of the Cloudhopper library (com.fizzed:ch-smpp), in a process of its own, as it needs Netty 3; what
 * SmsGatePeer is for CMPP, with the same lines on standard output. Receipts say their ids in decimal, the answers in
 * hexadecimal.
 *
 * <p>
 * Arguments: the accounts as {@code name:password}; one whose name begins with {@code gsm} has GSM 7-bit for its alphabet.
 */
public class CloudhopperPeer {
    private static final int THREADS = 16;
    private static final int WINDOW = 64;
    private static final long MINUTE = 60_000;
    private static final int WRONG_PASSWORD = 0x0e;
    /** Characters of a part that a person sends. */
    private static final int PART = 67;
    private static final PrintStream OUT = new PrintStream(new FileOutputStream(FileDescriptor.out), false,
            StandardCharsets.US_ASCII);

    private static final Map<String, List<SmppServerSession>> SESSIONS = new ConcurrentHashMap<>();
    private static final ScheduledExecutorService LATER = Executors.newScheduledThreadPool(THREADS);

    private CloudhopperPeer() {}

    public static void main(String[] accounts) throws Exception {
        SmppServerConfiguration configuration = new SmppServerConfiguration();
        configuration.setHost("127.0.0.1");
        int port = freePort();
        configuration.setPort(port);
        configuration.setMaxConnectionSize(20);
        configuration.setNonBlockingSocketsEnabled(true);
        configuration.setDefaultWindowSize(WINDOW);
        configuration.setDefaultWindowWaitTimeout(MINUTE);
        configuration.setDefaultRequestExpiryTimeout(MINUTE);
        DefaultSmppServer server = new DefaultSmppServer(configuration, new Door(List.of(accounts)),
                Executors.newCachedThreadPool());
        server.start();
        say("PORT " + port);
        while (System.in.read() >= 0) {
            // What is said does not matter, only that somebody is there.
        }
        System.exit(0);
    }

    /** The library does not say which one it took. */
    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void say(String line) {
        synchronized (OUT) {
            OUT.print(line + "\n");
            OUT.flush();
        }
    }

    /** Who may bind. */
    private record Door(List<String> accounts) implements SmppServerHandler {
        @Override
        public void sessionBindRequested(Long id, SmppSessionConfiguration session, BaseBind bind)
                throws SmppProcessingException {
            if (!accounts.contains(bind.getSystemId() + ":" + bind.getPassword())) {
                throw new SmppProcessingException(WRONG_PASSWORD);
            }
        }

        @Override
        public void sessionCreated(Long id, SmppServerSession session, BaseBindResp answer) {
            String account = session.getConfiguration().getSystemId();
            SESSIONS.computeIfAbsent(account, unused -> new CopyOnWriteArrayList<>()).add(session);
            session.serverReady(new Clerk(account));
        }

        @Override
        public void sessionDestroyed(Long id, SmppServerSession session) {
            SESSIONS.getOrDefault(session.getConfiguration().getSystemId(), List.of()).remove(session);
            session.destroy();
        }
    }

    /** Takes submits, and hears what is said to deliveries. */
    private static final class Clerk extends DefaultSmppSessionHandler {
        private static final AtomicInteger IDS = new AtomicInteger(0x00a0_0000);
        private static final Map<String, TreeMap<Integer, byte[]>> PARTS = new ConcurrentHashMap<>();

        private final String account;
        private final Random random = new Random(7);

        Clerk(String account) {
            this.account = account;
        }

        @Override
        public PduResponse firePduRequestReceived(PduRequest request) {
            PduResponse answer = request.createResponse();
            if (request instanceof SubmitSm submit) {
                int id = IDS.getAndIncrement();
                ((SubmitSmResp) answer).setMessageId(Integer.toHexString(id).toUpperCase());
                // Before the answer, or a moment later.
                LATER.schedule(() -> receipt(submit, id), random.nextInt(100), TimeUnit.MILLISECONDS);
                try {
                    take(submit);
                } catch (TlvConvertException e) {
                    say("BROKEN " + e);
                }
            }
            return answer;
        }

        @Override
        public void fireExpectedPduResponseReceived(PduAsyncResponse answer) {
            if (answer.getRequest().getReferenceObject() instanceof String id) {
                say("CONFIRMED " + account + " " + id + " " + answer.getResponse().getCommandStatus());
            }
        }

        /** Puts segments together by their header or their parameters. */
        private void take(SubmitSm submit) throws TlvConvertException {
            byte[] content = submit.getShortMessage();
            String reference = "";
            int total = 1;
            int number = 1;
            Tlv sar = submit.getOptionalParameter(SmppConstants.TAG_SAR_MSG_REF_NUM);
            if (sar != null) {
                reference = "sar " + sar.getValueAsUnsignedShort();
                total = submit.getOptionalParameter(SmppConstants.TAG_SAR_TOTAL_SEGMENTS).getValueAsUnsignedByte();
                number = submit.getOptionalParameter(SmppConstants.TAG_SAR_SEGMENT_SEQNUM).getValueAsUnsignedByte();
            } else if ((submit.getEsmClass() & SmppConstants.ESM_CLASS_UDHI_MASK) != 0) {
                int header = 1 + content[0];
                reference = "udh " + HexFormat.of().formatHex(content, 0, header - 2);
                total = content[header - 2];
                number = content[header - 1];
                content = Arrays.copyOfRange(content, header, content.length);
            }
            String key = account + " " + submit.getDestAddress().getAddress() + " " + reference;
            byte[] part = content;
            int all = total;
            int which = number;
            String by = reference.isEmpty() ? "-" : reference.substring(0, 3);
            PARTS.compute(key, (unused, known) -> {
                TreeMap<Integer, byte[]> gathered = known == null ? new TreeMap<>() : known;
                if (gathered.put(which, part) != null) {
                    say("BROKEN part " + which + " of " + key + " came twice");
                }
                if (gathered.size() == all) {
                    whole(submit, all, by, gathered);
                }
                return gathered;
            });
        }

        private void whole(SubmitSm submit, int segments, String by, TreeMap<Integer, byte[]> parts) {
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            parts.values().forEach(octets::writeBytes);
            byte[] all = octets.toByteArray();
            String text = switch (submit.getDataCoding()) {
                case 8 -> new String(all, StandardCharsets.UTF_16BE);
                case 1 -> new String(all, StandardCharsets.US_ASCII);
                default -> CharsetUtil.decode(all, CharsetUtil.CHARSET_GSM);
            };
            say(String.join(" ", "TEXT", account, submit.getDestAddress().getAddress(), Integer.toString(segments),
                    submit.getSourceAddress().getAddress(), Byte.toString(submit.getRegisteredDelivery()), by,
                    Byte.toString(submit.getDataCoding()),
                    "x" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_16BE))));
            say("REPLY " + account + " " + submit.getDestAddress().getAddress());
            LATER.schedule(() -> sendBack(submit, text), 300, TimeUnit.MILLISECONDS);
        }

        /** The person sends back what came: in the centre's own alphabet where that has it and it is short. */
        private void sendBack(SubmitSm submit, String text) {
            try {
                boolean own = account.startsWith("gsm") && text.length() <= PART
                        && text.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '`');
                int count = own ? 1 : (text.length() + PART - 1) / PART;
                int reference = random.nextInt(0x10000);
                for (int part = count; part >= 1; part--) {
                    String piece = text.substring((part - 1) * PART, Math.min(text.length(), part * PART));
                    // By hand, as a cut may be between the halves of an emoji.
                    byte[] octets = own ? CharsetUtil.encode(piece, CharsetUtil.CHARSET_GSM) : ucs2(piece);
                    DeliverSm message = message(submit, count > 1 ? 0x40 : 0, own ? 0 : 8);
                    byte[] header = count > 1
                            ? new byte[]{6, 8, 4, (byte) (reference >> 8), (byte) reference, (byte) count, (byte) part}
                            : new byte[0];
                    byte[] content = Arrays.copyOf(header, header.length + octets.length);
                    System.arraycopy(octets, 0, content, header.length, octets.length);
                    message.setShortMessage(content);
                    deliver(message);
                }
            } catch (Exception e) {
                say("BROKEN a reply: " + e);
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

        private void receipt(SubmitSm submit, int id) {
            try {
                DeliverSm message = message(submit, SmppConstants.ESM_CLASS_MT_SMSC_DELIVERY_RECEIPT, 0);
                message.setShortMessage(("id:%010d sub:001 dlvrd:001 submit date:2611261000 done date:2611261001"
                        + " stat:DELIVRD err:000 text:").formatted(id).getBytes(StandardCharsets.US_ASCII));
                message.setReferenceObject(Integer.toHexString(id));
                say("RECEIPT " + account + " " + Integer.toHexString(id));
                deliver(message);
            } catch (Exception e) {
                say("BROKEN a receipt: " + e);
            }
        }

        private static DeliverSm message(SubmitSm submit, int esmClass, int coding) {
            DeliverSm message = new DeliverSm();
            message.setSourceAddress(new Address((byte) 1, (byte) 1, submit.getDestAddress().getAddress()));
            message.setDestAddress(new Address((byte) 0, (byte) 1, submit.getSourceAddress().getAddress()));
            message.setEsmClass((byte) esmClass);
            message.setDataCoding((byte) coding);
            return message;
        }

        private void deliver(DeliverSm message) throws Exception {
            SmppSession session = SESSIONS.getOrDefault(account, List.of()).stream()
                    .filter(each -> each.isBound() && each.getBindType() != SmppBindType.TRANSMITTER).findAny()
                    .orElseThrow(() -> new IllegalStateException("nobody receives"));
            session.sendRequestPdu(message, MINUTE, false);
        }
    }
}

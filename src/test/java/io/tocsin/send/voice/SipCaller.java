package io.tocsin.send.voice;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A person who calls a number of the Asterisk back: SIP and RTP as far as one call needs them (RFC
 * 3261, RFC 3550, keys by RFC 4733). Keeps every byte of A-law that it hears.
 */
final class SipCaller implements AutoCloseable {
    private static final int PCMA = 8;
    private static final int KEYS = 101;
    private static final int HEADER = 12;
    private static final int END = 0x80;
    private static final int AGAIN = 500;
    private static final int MOST_TRIES = 60;
    private static final int ANSWER_WAIT = 20_000;

    private final DatagramSocket sip;
    private final DatagramSocket rtp;
    private final InetSocketAddress asterisk;
    private final String call = Long.toHexString(System.nanoTime());
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Thread> ears = new ArrayList<>();
    private InetSocketAddress media = new InetSocketAddress(0);
    private int sequence;

    private SipCaller(int port) throws SocketException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        sip = new DatagramSocket(0, loopback);
        rtp = new DatagramSocket(0, loopback);
        rtp.setReceiveBufferSize(1 << 20);
        asterisk = new InetSocketAddress(loopback, port);
    }

    /** Calls a number, and returns when it was answered. */
    static SipCaller call(int port, String number) throws IOException {
        SipCaller caller = new SipCaller(port);
        caller.invite(number);
        return caller;
    }

    private void invite(String number) throws IOException {
        String offer = """
                v=0
                o=caller 1 1 IN IP4 127.0.0.1
                s=-
                c=IN IP4 127.0.0.1
                t=0 0
                m=audio %d RTP/AVP 8 101
                a=rtpmap:8 PCMA/8000
                a=rtpmap:101 telephone-event/8000
                a=fmtp:101 0-15
                """.formatted(rtp.getLocalPort()).replace("\n", "\r\n");
        String answer = "";
        sip.setSoTimeout(AGAIN);
        for (int tries = 0; answer.isEmpty() && tries < MOST_TRIES; tries++) {
            // Over UDP it may be lost; an Asterisk that has just begun does not listen yet.
            send(request("INVITE", number, "", 1) + "Content-Type: application/sdp\r\n", offer);
            answer = receiveSoon();
        }
        sip.setSoTimeout(ANSWER_WAIT);
        while (answer.startsWith("SIP/2.0 1")) {
            answer = receive();
        }
        if (!answer.startsWith("SIP/2.0 200")) {
            throw new IOException("expected 200, got " + answer.lines().findFirst().orElse(""));
        }
        media = new InetSocketAddress(InetAddress.getLoopbackAddress(),
                Integer.parseInt(found("m=audio ([0-9]+) ", answer)));
        send(request("ACK", number, found("(?i)\r\nTo: [^\r]*;tag=([^\r;]+)", answer), 1), "");
        ears.add(Thread.ofVirtual().start(this::listen));
        ears.add(Thread.ofVirtual().start(this::awaitBye));
    }

    private String request(String method, String number, String tag, int sequence) {
        return """
                %s sip:%s@127.0.0.1 SIP/2.0
                Via: SIP/2.0/UDP 127.0.0.1:%d;branch=z9hG4bK%s%s
                From: <sip:13800130001@127.0.0.1>;tag=%s
                To: <sip:%s@127.0.0.1>%s
                Call-ID: %s
                CSeq: %d %s
                Max-Forwards: 70
                Contact: <sip:13800130001@127.0.0.1:%d>
                """.formatted(method, number, sip.getLocalPort(), call, method, call, number,
                tag.isEmpty() ? "" : ";tag=" + tag, call, sequence, method, sip.getLocalPort()).replace("\n", "\r\n");
    }

    private void send(String head, String body) throws IOException {
        byte[] bytes = (head + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
        sip.send(new DatagramPacket(bytes, bytes.length, asterisk));
    }

    private String receiveSoon() throws IOException {
        try {
            return receive();
        } catch (SocketTimeoutException _) {
            return "";
        }
    }

    private String receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[8192], 8192);
        sip.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }

    private static String found(String pattern, String in) throws IOException {
        Matcher found = Pattern.compile(pattern).matcher(in);
        if (!found.find()) {
            throw new IOException("expected " + pattern + " in " + in);
        }
        return found.group(1);
    }

    private void listen() {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        try {
            while (true) {
                rtp.receive(packet);
                if ((packet.getData()[1] & 0x7f) == PCMA) {
                    synchronized (heard) {
                        heard.write(packet.getData(), HEADER, packet.getLength() - HEADER);
                    }
                }
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private void awaitBye() {
        try {
            sip.setSoTimeout(0);
            String request = receive();
            while (!request.startsWith("BYE")) {
                request = receive();
            }
            String same = Pattern.compile("(?im)^(Via|From|To|Call-ID|CSeq): [^\r]*").matcher(request).results()
                    .map(line -> line.group() + "\r\n").reduce("", String::concat);
            send("SIP/2.0 200 OK\r\n" + same, "");
            over.countDown();
        } catch (SocketTimeoutException _) {
            // It has no limit.
        } catch (IOException _) {
            // Closed.
        }
    }

    /** Presses a key for a tenth of a second. */
    void press(int key) throws IOException {
        for (int duration = 160; duration <= 800; duration += 160) {
            event(key, duration, 0);
        }
        for (int again = 0; again < 3; again++) {
            event(key, 800, END);
        }
    }

    private void event(int key, int duration, int end) throws IOException {
        ByteBuffer packet = ByteBuffer.allocate(HEADER + 4);
        packet.put((byte) 0x80).put((byte) KEYS).putShort((short) ++sequence).putInt(16_000).putInt(7);
        packet.put((byte) key).put((byte) (end | 10)).putShort((short) duration);
        rtp.send(new DatagramPacket(packet.array(), packet.capacity(), media));
    }

    /** Whether a sound was heard, frame for frame. */
    boolean heard(byte[] sound) {
        String all;
        synchronized (heard) {
            all = heard.toString(StandardCharsets.ISO_8859_1);
        }
        // The last frame may be filled up.
        return all.contains(new String(sound, 0, sound.length / 160 * 160, StandardCharsets.ISO_8859_1));
    }

    /** Waits until the other end hung up; false when it did not in that time. */
    boolean isOver(Duration within) throws InterruptedException {
        return over.await(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        sip.close();
        rtp.close();
    }
}

package io.tocsin.simulate;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FutureListener;
import io.tocsin.net.Connector;
import io.tocsin.send.sms.sgip.Deliver;
import io.tocsin.send.sms.sgip.Payload;
import io.tocsin.send.sms.sgip.Report;
import io.tocsin.send.sms.sgip.SgipDecoder;
import io.tocsin.send.sms.sgip.SgipEncoder;
import io.tocsin.send.sms.sgip.SgipMessage;
import io.tocsin.send.sms.sgip.SgipSequence;
import io.tocsin.send.sms.sgip.Trace;
import io.tocsin.send.sms.sgip.TraceResp;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An SGIP 1.2 gateway (SMG) of China Unicom. It binds to its client's own listener to report, when
 * there is something to report.
 */
public final class SgipSimulator extends SmsSimulator<SgipMessage> {
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("MMddHHmmss");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMddHHmmss");
    private static final Duration CONNECT = Duration.ofSeconds(2);
    /** 1, area 0471, number 1. */
    private static final int NODE = 104_711;

    private static final int UCS2 = 8;

    private final int callback;
    private final AtomicInteger reporters = new AtomicInteger();
    private boolean connecting;

    private SgipSimulator(Settings settings, int callback) throws InterruptedException {
        super(settings);
        this.callback = callback;
    }

    /**
     * Starts one on loopback.
     *
     * @param port 0 for any free one
     * @param time what o'clock it is there
     * @param callback port of the client's listener, on loopback; 0 for no reports
     */
    public static SgipSimulator start(int port, Login login, Behaviour behaviour, SimulatorTime time, int callback)
            throws InterruptedException {
        return new SgipSimulator(new Settings(port, login, behaviour, time), callback);
    }

    /** The port on which it expects its client's listener. */
    public int callback() {
        return callback;
    }

    /** How often it connected to its client's listener, or tried to. */
    public int reporters() {
        return reporters.get();
    }

    @Override
    void connected(ChannelPipeline pipeline) {
        pipeline.addLast(new SgipDecoder(), new SgipEncoder(), new SgipPeer(this, false));
    }

    @Override
    Object newId(long number) {
        return new SgipSequence(NODE, seconds(), (int) number);
    }

    SgipSequence sequence(int counter) {
        return new SgipSequence(NODE, seconds(), counter);
    }

    /** It says of every submit that it took it a moment ago, and that it is here. */
    SgipMessage trace(Trace m) {
        String now = DAY.format(time().now());
        return new TraceResp(m.sequence(), List.of(new TraceResp.Hop(0, Integer.toString(NODE), now, "")));
    }

    private int seconds() {
        return Integer.parseInt(SECOND.format(time().now()));
    }

    @Override
    void nobodyReceives(EventLoop loop) {
        if (connecting || callback == 0) {
            return;
        }
        connecting = true;
        reporters.incrementAndGet();
        var _ = new Connector("127.0.0.1", callback, CONNECT).connect(loop, new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(new SgipDecoder(), new SgipEncoder(),
                        new SgipPeer(SgipSimulator.this, true));
            }
        }).addListener((FutureListener<Channel>) opened -> {
            if (!opened.isSuccess()) {
                connecting = false;
            }
        });
    }

    /** The connection for reports ended; another is opened when there is something to report. */
    void reporterLeft() {
        connecting = false;
    }

    @Override
    SgipMessage message(int sequence, Parcel parcel, Said said) {
        return new Deliver(sequence(sequence), parcel.phone(), parcel.source(),
                new Payload(0, said.text().hasHeaders(), UCS2, said.content()));
    }

    @Override
    SgipMessage receipt(int sequence, Parcel parcel, String minute) {
        String[] words = parcel.stat().split(":", 2);
        int state = switch (words[0]) {
            case "DELIVRD" -> 0;
            case "ENROUTE", "ACCEPTD" -> 1;
            default -> 2;
        };
        int error = words.length > 1 && words[1].matches("[0-9]{1,3}") ? Integer.parseInt(words[1]) & 0xff : 0;
        return new Report(sequence(sequence), (SgipSequence) parcel.id(), 0, parcel.phone(), state, error);
    }
}

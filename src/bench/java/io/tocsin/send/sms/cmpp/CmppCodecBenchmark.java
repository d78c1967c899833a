package io.tocsin.send.sms.cmpp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.tocsin.send.sms.text.Encoding;
import io.tocsin.send.sms.text.Segmenter;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A CMPP 3.0 submit of 60 Chinese characters to bytes and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // set before anything is measured
public class CmppCodecBenchmark {
    private static final String TEXT = "您可能正在遭遇诈骗，请勿转账。".repeat(4);

    private final ByteBuf out = Unpooled.directBuffer(1024);
    private final ByteBuf wire = Unpooled.directBuffer(1024);
    private Submit submit;
    private EmbeddedChannel decoder;

    /** Makes the submit and its bytes. */
    @Setup
    public void prepare() {
        Terms terms = new Terms(1, 0, "fraud", new Fee(2, "", 0, "01", "0"), "900001", "", "");
        Payload payload = new Payload(0, false, 8,
                new Segmenter(true, Encoding.UCS2, false, 16).split(TEXT, 1).parts().getFirst());
        submit = new Submit(7, 0, Part.SINGLE, terms, Addresses.of("10690096110", "13800138000"), payload, "");
        CmppWriter.write(submit, CmppVersion.V3_0, wire);
        decoder = new EmbeddedChannel(CmppDecoder.client(CmppVersion.V3_0));
    }

    /** Into a buffer that is there already. */
    @Benchmark
    public ByteBuf encode() {
        out.clear();
        CmppWriter.write(submit, CmppVersion.V3_0, out);
        return out;
    }

    /** Through the decoder in a pipeline, as on a connection. */
    @Benchmark
    public Object decode() {
        decoder.writeInbound(wire.retainedDuplicate());
        return decoder.readInbound();
    }
}

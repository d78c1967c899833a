package io.tocsin.send.sms;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tocsin.fuzz.Frames;
import io.tocsin.send.sms.cmpp.CmppDecoder;
import io.tocsin.send.sms.cmpp.CmppVersion;
import io.tocsin.send.sms.sgip.SgipDecoder;
import io.tocsin.send.sms.smgp.SmgpDecoder;
import io.tocsin.send.sms.smpp.SmppDecoder;
import io.tocsin.send.sms.wire.LengthFirstDecoder;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A peer that sends nothing but messages that are too short for what they say they are. */
class ShortFramesTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int BYTES = 80_000;

    /** A protocol, the octets of its header, and requests that have a body. */
    record Spoken(String name, Supplier<LengthFirstDecoder> decoder, int header, List<Integer> requests) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Spoken> protocols() {
        return Stream.of(
                new Spoken("CMPP", () -> CmppDecoder.client(CmppVersion.V2_0), 12, List.of(0x1, 0x4, 0x5, 0x8000_0004)),
                new Spoken("SGIP", SgipDecoder::new, 20, List.of(0x1, 0x3, 0x4, 0x5, 0x1000, 0x8000_1000)),
                new Spoken("SMGP", SmgpDecoder::new, 12, List.of(0x1, 0x2, 0x3, 0x8000_0002)),
                new Spoken("SMPP", SmppDecoder::new, 16, List.of(0x4, 0x5, 0x9, 0x103)));
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void what_they_cost_is_bounded_by_what_they_are_long(Spoken spoken) {
        for (int request : spoken.requests) {
            for (int body = 0; body <= 4; body += 4) {
                byte[] stream = stream(spoken.header + body, request);
                long least = Long.MAX_VALUE;
                for (int i = 0; i < 30; i++) {
                    long before = THREADS.getCurrentThreadAllocatedBytes();
                    Frames.spoilt(spoken.decoder, stream);
                    least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
                }
                assertThat(least).as("bytes for %d of request 0x%x, %d octets of body", BYTES, request, body)
                        .isLessThan(64 * 1024 + 64L * BYTES);
            }
        }
    }

    private static byte[] stream(int length, int request) {
        ByteBuffer stream = ByteBuffer.allocate(BYTES / length * length);
        while (stream.remaining() >= length) {
            int next = stream.position() + length;
            stream.putInt(length).putInt(request);
            while (stream.position() < next) {
                stream.put((byte) 1);
            }
        }
        return stream.array();
    }
}

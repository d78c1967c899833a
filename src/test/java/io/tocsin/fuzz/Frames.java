package io.tocsin.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.CorruptedFrameException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

/** Bytes in, messages out: what tests of a carrier protocol's decoder have in common. */
public final class Frames {
    private static final int MOST_WORDS = 32;

    private Frames() {}

    /** The bytes of hex text; blanks, line ends and what follows a '#' in a line do not count. */
    public static byte[] bytes(String commented) {
        return HexFormat.of().parseHex(commented.replaceAll("#[^\n]*", "").replaceAll("\\s", ""));
    }

    /** All messages of a stream that comes in pieces. */
    public static List<Object> read(ChannelHandler decoder, byte[]... pieces) {
        EmbeddedChannel channel = new EmbeddedChannel(decoder);
        List<Object> messages = new ArrayList<>();
        for (byte[] piece : pieces) {
            channel.writeInbound(Unpooled.wrappedBuffer(piece));
            for (Object message = channel.readInbound(); message != null; message = channel.readInbound()) {
                messages.add(message);
            }
        }
        channel.finishAndReleaseAll();
        return messages;
    }

    /** The only message of a frame. */
    public static Object one(ChannelHandler decoder, byte[] frame) {
        List<Object> messages = read(decoder, frame);
        assertThat(messages).hasSize(1);
        return messages.getFirst();
    }

    /**
     * Has a new decoder read any bytes, in several pieces: they end in messages or are lost once, and
     * no buffer is kept. What was read says which ways were gone.
     */
    public static Object spoilt(Supplier<? extends ChannelHandler> decoders, byte[] input) {
        int way = input.length == 0 ? 0 : input[input.length - 1] & 0xff;
        UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(false, true);
        EmbeddedChannel channel = new EmbeddedChannel(decoders.get());
        channel.config().setAllocator(memory);
        StringBuilder deed = new StringBuilder();
        int piece = 1 + input.length * (1 + way % 7) / 7;
        for (int at = 0; at < input.length; at += piece) {
            int length = Math.min(piece, input.length - at);
            try {
                channel.writeInbound(memory.buffer(length).writeBytes(input, at, length));
            } catch (CorruptedFrameException _) {
                deed.append("lost");
            }
        }
        assertThat(deed.indexOf("lost")).as("told once").isEqualTo(deed.lastIndexOf("lost"));
        for (Object read = channel.readInbound(); read != null; read = channel.readInbound()) {
            deed.append(read.getClass().getSimpleName(), 0, 4);
            if (way % 16 == 0) {
                // What a log would print.
                assertThat(read.toString()).isNotEmpty();
            }
        }
        channel.finishAndReleaseAll();
        assertThat(memory.metric().usedHeapMemory() + memory.metric().usedDirectMemory())
                .as("bytes of buffers never released").isZero();
        return deed.length() > MOST_WORDS ? deed.substring(0, MOST_WORDS) : deed.toString();
    }
}

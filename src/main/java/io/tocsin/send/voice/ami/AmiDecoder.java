package io.tocsin.send.voice.ami;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes messages of bytes. Events that nobody wants are passed over at the cost of finding their
 * end, so that a storm of them does not delay the others. A line that is too long and fields beyond
 * the limit are left out, not held against the peer: another application on the same Asterisk may
 * have put them there.
 */
public final class AmiDecoder extends ByteToMessageDecoder {
    /** The longest line that is read, in bytes. */
    public static final int MOST_LINE = 4096;
    /** The most fields of one message. */
    public static final int MOST_FIELDS = 128;
    /** The name under which the greeting's version comes. */
    public static final String GREETING = "Asterisk Call Manager";

    private static final String EVENT = "Event: ";

    private final Predicate<String> wanted;
    private List<AmiMessage.Field> fields = new ArrayList<>();
    private boolean greeted;
    private boolean skipping;
    private boolean discarding;

    private AmiDecoder(boolean greeted, Predicate<String> wanted) {
        this.greeted = greeted;
        this.wanted = wanted;
    }

    /**
     * Reads what an Asterisk says: a greeting, which comes as a message of one field, then messages.
     *
     * @param wanted says which events to read, by name
     */
    public static AmiDecoder client(Predicate<String> wanted) {
        return new AmiDecoder(false, wanted);
    }

    /** Reads what a client says. */
    public static AmiDecoder server() {
        return new AmiDecoder(true, _ -> true);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int start = in.readerIndex();
        int end = in.indexOf(start, in.writerIndex(), (byte) '\n');
        if (end < 0) {
            if (in.readableBytes() > MOST_LINE) {
                discarding = true;
                in.skipBytes(in.readableBytes());
            }
            return;
        }
        in.readerIndex(end + 1);
        if (discarding || end - start > MOST_LINE) {
            discarding = false;
            return;
        }
        int length = end > start && in.getByte(end - 1) == '\r' ? end - start - 1 : end - start;
        if (length == 0) {
            complete(out);
        } else if (!skipping) {
            line(in.toString(start, length, StandardCharsets.UTF_8), out);
        }
    }

    private void complete(List<Object> out) {
        skipping = false;
        if (!fields.isEmpty()) {
            out.add(new AmiMessage(fields));
            fields = new ArrayList<>();
        }
    }

    private void line(String line, List<Object> out) {
        if (!greeted) {
            greeted = true;
            if (!line.startsWith(GREETING + "/")) {
                throw new CorruptedFrameException("expected the greeting of an Asterisk, got something else");
            }
            out.add(AmiMessage.of(GREETING, line.substring(GREETING.length() + 1)));
            return;
        }
        if (fields.isEmpty() && line.startsWith(EVENT) && !wanted.test(line.substring(EVENT.length()))) {
            skipping = true;
            return;
        }
        int colon = line.indexOf(':');
        if (colon > 0 && fields.size() < MOST_FIELDS) {
            String value = line.substring(colon + 1).strip();
            // A stray CR or NUL inside is no line end, but must not come back as one.
            fields.add(new AmiMessage.Field(clean(line.substring(0, colon)), clean(value)));
        }
    }

    private static String clean(String value) {
        return value.indexOf('\r') < 0 && value.indexOf(0) < 0 ? value : value.replace('\r', ' ').replace('\0', ' ');
    }
}

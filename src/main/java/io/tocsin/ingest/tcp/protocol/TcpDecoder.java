package io.tocsin.ingest.tcp.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a peer's bytes into messages, in the form that its first byte says. After the first message
 * it holds until {@link #admit}, so that nothing of a stranger's but one short message is read.
 *
 * <p>
 * Before a message of more than 1 KiB is gathered, room is taken for it; while there is none it
 * says so with {@link Starved} and goes on by itself later. What cannot be read is told once, as
 * {@link Unreadable}; all that follows is dropped.
 */
public final class TcpDecoder extends ByteToMessageDecoder {
    /** The longest message, bytes behind the length of a frame or of a line. */
    public static final int LONGEST = 1 << 20;
    /** The only version there is. */
    public static final int VERSION = 1;
    private static final int HEADER = 10;
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final int SMALL = 1024;
    /** A length above this is rather the text of another protocol. */
    private static final int NONSENSE = 1 << 28;

    private final int longestFirst;
    private @Nullable Form form;
    private Room room = Room.ENDLESS;
    private int longest;
    private int taken;
    private int scanned;
    private boolean holding;
    private boolean starved;
    private boolean lost;
    private boolean gone;

    /** The two forms of a conversation; the first byte that comes decides. */
    public enum Form {
        /** Binary header and JSON body. */
        FRAMES,
        /** A JSON object a line, when the first byte, but for a byte order mark, is an opening brace. */
        LINES
    }

    /**
     * Told to the pipeline as a user event when reading has to stop for want of room, and may go on.
     */
    public enum Starved {
        /** There is no room. */
        YES,
        /** There is room again. */
        NO
    }

    /** Takes a first message of at most that many bytes. */
    public TcpDecoder(int longestFirst) {
        this.longestFirst = longestFirst;
        this.longest = longestFirst;
    }

    /** The form of the conversation; frames until something came. */
    public Form form() {
        return form == null ? Form.FRAMES : form;
    }

    /** Nothing came for so long that it is a person who does not know what to say. */
    public void assumeLines() {
        form = form == null ? Form.LINES : form;
    }

    /** Whether a part of a message is here and its rest is not. */
    public boolean isPartial() {
        return !lost && !holding && !starved && actualReadableBytes() > 0;
    }

    /** Reads on after the first message, up to the full length. On the event loop. */
    public void admit(ChannelHandlerContext context, Room shared) {
        room = shared;
        longest = LONGEST;
        holding = false;
        goOn(context);
    }

    /** Drops all that comes from now on. */
    public void stop() {
        lost = true;
        giveBack(0);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (lost) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (holding || starved) {
            return;
        }
        if (form == null && !isPastMark(in)) {
            return;
        }
        if (form == null) {
            form = in.getByte(in.readerIndex()) == '{' ? Form.LINES : Form.FRAMES;
        }
        Incoming read = form == Form.LINES ? line(context, in) : frame(context, in);
        if (read == null) {
            return;
        }
        if (read instanceof Incoming.Unreadable) {
            lost = true;
            in.skipBytes(in.readableBytes());
        }
        holding = longest == longestFirst;
        out.add(read);
    }

    /**
     * Takes a byte order mark, as some editors put one before the first line. False while it may be
     * one, or nothing came behind it; no frame begins so, it would be 4 GB long.
     */
    private static boolean isPastMark(ByteBuf in) {
        int start = in.readerIndex();
        for (int i = 0; i < MARK.length; i++) {
            if (i == in.readableBytes()) {
                return false;
            }
            if (in.getByte(start + i) != MARK[i]) {
                return true;
            }
        }
        in.skipBytes(MARK.length);
        return in.isReadable();
    }

    private @Nullable Incoming frame(ChannelHandlerContext context, ByteBuf in) {
        if (in.readableBytes() < Integer.BYTES) {
            return null;
        }
        int start = in.readerIndex();
        long length = in.getUnsignedInt(start);
        if (length < HEADER || length > longest) {
            return unreadable(length > longest && length < NONSENSE ? ProblemKind.TOO_LARGE : ProblemKind.BAD_FRAME,
                    "length: got " + length + ", expected " + HEADER + " to " + longest);
        }
        if (in.readableBytes() < Integer.BYTES + 2) {
            return null;
        }
        int version = in.getUnsignedByte(start + Integer.BYTES);
        if (version != VERSION) {
            return unreadable(ProblemKind.BAD_FRAME, "version: got " + version + ", expected " + VERSION);
        }
        Optional<MessageType> type = MessageType.of(in.getUnsignedByte(start + Integer.BYTES + 1));
        if (type.isEmpty()) {
            return unreadable(ProblemKind.BAD_FRAME, "type: got "
                    + in.getUnsignedByte(start + Integer.BYTES + 1) + ", expected 1 to 10");
        }
        if (!take(context, (int) length) || in.readableBytes() < Integer.BYTES + length) {
            return null;
        }
        long sequence = in.getLong(start + Integer.BYTES + 2);
        byte[] body = new byte[(int) length - HEADER];
        in.getBytes(start + Integer.BYTES + HEADER, body);
        in.skipBytes(Integer.BYTES + (int) length);
        return new Message(type.get(), sequence, Body.of(body), handOver());
    }

    private @Nullable Incoming line(ChannelHandlerContext context, ByteBuf in) {
        int start = in.readerIndex();
        int end = in.indexOf(start + scanned, in.writerIndex(), (byte) '\n');
        int length = (end < 0 ? in.writerIndex() : end) - start;
        if (length > longest) {
            return unreadable(ProblemKind.TOO_LARGE, "got a line of more than " + longest + " bytes, expected fewer");
        }
        if (end < 0) {
            scanned = length;
            if (length > SMALL) {
                boolean _ = take(context, longest);
            }
            return null;
        }
        if (!take(context, length)) {
            return null;
        }
        byte[] line = new byte[length];
        in.readBytes(line).skipBytes(1);
        scanned = 0;
        giveBack(length > SMALL ? length : 0);
        if (isBlank(line)) {
            giveBack(0);
            return null;
        }
        Incoming read = LineHead.read(line, taken);
        if (read instanceof Message) {
            taken = 0;
        } else {
            giveBack(0);
        }
        return read;
    }

    private static boolean isBlank(byte[] line) {
        for (byte c : line) {
            if (c != ' ' && c != '\t' && c != '\r') {
                return false;
            }
        }
        return true;
    }

    private Incoming unreadable(ProblemKind kind, String detail) {
        giveBack(0);
        return new Incoming.Unreadable(0, new Problem(kind, detail));
    }

    private boolean take(ChannelHandlerContext context, int bytes) {
        if (bytes <= SMALL || taken > 0 || longest == longestFirst) {
            return true;
        }
        if (room.take(bytes, () -> context.executor().execute(() -> granted(context, bytes)))) {
            taken = bytes;
            return true;
        }
        starved = true;
        context.fireUserEventTriggered(Starved.YES);
        return false;
    }

    private void granted(ChannelHandlerContext context, int bytes) {
        taken = bytes;
        starved = false;
        if (gone || lost) {
            giveBack(0);
            return;
        }
        context.fireUserEventTriggered(Starved.NO);
        goOn(context);
    }

    /** Decodes what is here already. */
    private void goOn(ChannelHandlerContext context) {
        try {
            channelRead(context, Unpooled.EMPTY_BUFFER);
            channelReadComplete(context);
        } catch (Exception e) {
            context.fireExceptionCaught(e);
        }
    }

    /** Whoever gets the message gives its room back. */
    private int handOver() {
        int handed = taken;
        taken = 0;
        return handed;
    }

    private void giveBack(int except) {
        if (taken > except) {
            room.giveBack(taken - except);
            taken = except;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        gone = true;
        super.channelInactive(context);
        giveBack(0);
    }
}

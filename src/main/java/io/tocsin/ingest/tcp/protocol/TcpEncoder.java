package io.tocsin.ingest.tcp.protocol;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;
import io.tocsin.ingest.tcp.protocol.TcpDecoder.Form;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Writes messages in the form of the conversation. */
public final class TcpEncoder extends MessageToByteEncoder<Message> {
    private static final int HEADER = 10;
    private static final int LINE_HEAD = 64;

    private final Supplier<Form> form;

    /** Asks the decoder beside it for the form. */
    public TcpEncoder(Supplier<Form> form) {
        super(Message.class);
        this.form = form;
    }

    @Override
    protected ByteBuf allocateBuffer(ChannelHandlerContext context, Message message, boolean direct) {
        return context.alloc().ioBuffer(message.body().length() + LINE_HEAD);
    }

    @Override
    protected void encode(ChannelHandlerContext context, Message message, ByteBuf out) {
        switch (form.get()) {
            case FRAMES -> frame(message, out);
            case LINES -> line(message, out);
        }
    }

    private static void frame(Message message, ByteBuf out) {
        out.writeInt(HEADER + message.body().length()).writeByte(TcpDecoder.VERSION)
                .writeByte(message.type().number()).writeLong(message.sequence()).writeBytes(message.body().bytes());
    }

    /** The body's fields come behind type and sequence: its opening brace is left out. */
    private static void line(Message message, ByteBuf out) {
        out.writeCharSequence("{\"type\":\"" + message.type() + "\",\"seq\":"
                + Long.toUnsignedString(message.sequence()), StandardCharsets.US_ASCII);
        byte[] body = message.body().bytes();
        int from = out.writerIndex() + 1;
        boolean bare = body.length <= 2;
        if (bare) {
            out.writeByte('}');
        } else {
            out.writeByte(',').writeBytes(body, 1, body.length - 1);
        }
        // Line ends can only stand between tokens, where a space does as well.
        for (int at = out.indexOf(from, out.writerIndex(), (byte) '\n'); at >= 0; at = out.indexOf(at,
                out.writerIndex(), (byte) '\n')) {
            out.setByte(at, ' ');
        }
        out.writeByte('\n');
    }
}

package io.tocsin.send.sms.cmpp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Hex in, messages out, and back. */
final class Wire {

    private Wire() {}

    /** The bytes of hex text; blanks, line ends and what follows a '#' in a line do not count. */
    static byte[] bytes(String commented) {
        String hex = commented.replaceAll("#[^\n]*", "").replaceAll("\\s", "");
        return HexFormat.of().parseHex(hex);
    }

    static String hex(CmppMessage message, CmppVersion version) {
        ByteBuf out = Unpooled.buffer();
        CmppWriter.write(message, version, out);
        return ByteBufUtil.hexDump(out);
    }

    static CmppMessage decoded(byte[] frame, CmppVersion version) {
        List<CmppMessage> messages = stream(version, frame);
        if (messages.size() != 1) {
            throw new AssertionError("expected one message, got " + messages);
        }
        return messages.getFirst();
    }

    static List<CmppMessage> stream(CmppVersion version, byte[]... pieces) {
        EmbeddedChannel channel = new EmbeddedChannel(CmppDecoder.client(version));
        List<CmppMessage> messages = new ArrayList<>();
        for (byte[] piece : pieces) {
            channel.writeInbound(Unpooled.wrappedBuffer(piece));
            for (Object message = channel.readInbound(); message != null; message = channel.readInbound()) {
                messages.add((CmppMessage) message);
            }
        }
        channel.finishAndReleaseAll();
        return messages;
    }
}

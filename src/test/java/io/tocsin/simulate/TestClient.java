package io.tocsin.simulate;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.tocsin.send.sms.cmpp.CmppDecoder;
import io.tocsin.send.sms.cmpp.CmppMessage;
import io.tocsin.send.sms.cmpp.CmppVersion;
import io.tocsin.send.sms.cmpp.CmppWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** A blocking CMPP client of a few lines: what a test needs to look at a gateway from outside. */
final class TestClient implements AutoCloseable {
    private final Socket socket;
    private final CmppVersion version;
    private final EmbeddedChannel decoder;

    TestClient(int port, CmppVersion version) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        this.version = version;
        decoder = new EmbeddedChannel(CmppDecoder.client(version));
    }

    void send(CmppMessage message) throws IOException {
        ByteBuf out = Unpooled.buffer();
        CmppWriter.write(message, version, out);
        socket.getOutputStream().write(out.array(), 0, out.readableBytes());
    }

    /** The next message of that type, others are passed over. */
    <T extends CmppMessage> T next(Class<T> type) throws IOException {
        while (true) {
            Object message = decoder.readInbound();
            if (type.isInstance(message)) {
                return type.cast(message);
            }
            if (message == null) {
                byte[] bytes = new byte[4096];
                int read = socket.getInputStream().read(bytes);
                if (read < 0) {
                    throw new IOException("closed while waiting for " + type.getSimpleName());
                }
                decoder.writeInbound(Unpooled.copiedBuffer(bytes, 0, read));
            }
        }
    }

    boolean isClosed() throws IOException {
        return socket.getInputStream().read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package io.tocsin.peers.kannel;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.tocsin.send.sms.smpp.SmppDecoder;
import io.tocsin.send.sms.smpp.SmppMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Stands between a client and an SMPP centre, passes everything on, and writes down what it saw.
 */
final class Tap implements AutoCloseable {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final int BUFFER = 16_384;

    private final ServerSocket door;
    private final int centre;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    /** From the client, in the order of its connection. */
    final Queue<SmppMessage> said = new ConcurrentLinkedQueue<>();
    /** From the centre. */
    final Queue<SmppMessage> heard = new ConcurrentLinkedQueue<>();

    Tap(int centre) throws IOException {
        this.centre = centre;
        door = new ServerSocket(0, 50, HERE);
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                Socket server = new Socket(HERE, centre);
                sockets.add(client);
                sockets.add(server);
                Thread.ofVirtual().start(() -> pass(client, server, said));
                Thread.ofVirtual().start(() -> pass(server, client, heard));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private static void pass(Socket from, Socket to, Queue<SmppMessage> seen) {
        EmbeddedChannel decoder = new EmbeddedChannel(new SmppDecoder());
        try (from; to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[BUFFER];
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                // Seen before it is passed on, so that nothing that was answered is missing here.
                decoder.writeInbound(Unpooled.copiedBuffer(bytes, 0, read));
                for (SmppMessage next = decoder.readInbound(); next != null; next = decoder.readInbound()) {
                    seen.add(next);
                }
                out.write(bytes, 0, read);
            }
        } catch (IOException _) {
            // One of them is gone.
        } finally {
            decoder.finishAndReleaseAll();
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}

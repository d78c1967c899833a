package io.tocsin.send.voice.agi.wire;

import io.netty.util.concurrent.Ticker;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where Asterisks connect (FastAGI). One thread accepts all lines, reads what comes over them and
 * wakes whoever waits for it: a virtual thread that reads its socket itself is woken by way of four
 * others, and for calls that say little that was half of what they cost.
 */
public final class Switchboard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Switchboard.class);
    private static final int BACKLOG = 1024;
    /** How late a wait that came to nothing may end. */
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration END = Duration.ofSeconds(2);

    private final Ticker ticker;
    private final Consumer<SocketLine> taker;
    private final Selector selector;
    private final ServerSocketChannel server;
    private final SelectionKey accepting;
    private final InetSocketAddress address;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * Listens there, from now on.
     *
     * @param taker is given every new line, on the thread that reads all of them: it must not block
     * @throws IOException when it cannot listen there
     */
    public Switchboard(InetSocketAddress where, Ticker ticker, Consumer<SocketLine> taker) throws IOException {
        this.ticker = ticker;
        this.taker = taker;
        selector = Selector.open();
        server = ServerSocketChannel.open();
        try {
            server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            server.bind(where, BACKLOG);
            server.configureBlocking(false);
            accepting = server.register(selector, SelectionKey.OP_ACCEPT);
            address = (InetSocketAddress) server.getLocalAddress();
        } catch (IOException e) {
            server.close();
            selector.close();
            throw e;
        }
        thread = Thread.ofPlatform().name("agi-lines").daemon().start(this::run);
    }

    /** The port on which it listens. */
    public int port() {
        return address.getPort();
    }

    private void run() {
        long look = ticker.nanoTime();
        while (!closed) {
            try {
                selector.select(this::ready, LOOK.toMillis());
                long now = ticker.nanoTime();
                if (now - look >= LOOK.toNanos()) {
                    look = now;
                    look(now);
                }
            } catch (IOException | RuntimeException e) {
                // A line's own trouble ends that line only; this is none of them.
                LOG.error("The lines of calls could not be looked at", e);
            }
        }
        end();
    }

    private void look(long now) {
        selector.keys().forEach(key -> {
            if (key.attachment() instanceof SocketLine line) {
                line.inbox().look(now);
            }
        });
        if (accepting.isValid()) {
            accepting.interestOps(SelectionKey.OP_ACCEPT);
        }
    }

    private void ready(SelectionKey key) {
        try {
            if (key.attachment() instanceof SocketLine line) {
                if (!line.inbox().receive((SocketChannel) key.channel())) {
                    key.cancel();
                }
            } else {
                accept();
            }
        } catch (CancelledKeyException _) {
            // Its line was closed meanwhile.
        }
    }

    private void accept() {
        try {
            SocketChannel channel = server.accept();
            if (channel == null) {
                return;
            }
            try {
                channel.configureBlocking(false);
                SocketLine line = new SocketLine(channel, ticker);
                channel.register(selector, SelectionKey.OP_READ, line);
                taker.accept(line);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            if (server.isOpen()) {
                LOG.warn("A call could not be taken: {}", e.getMessage());
                // Nor could the next one now, and those that are up must not wait for it.
                accepting.interestOps(0);
            }
        }
    }

    private void end() {
        selector.keys().forEach(key -> {
            if (key.attachment() instanceof SocketLine line) {
                line.close();
            }
        });
        try {
            server.close();
            selector.close();
        } catch (IOException e) {
            LOG.debug("FastAGI did not close well: {}", e.getMessage());
        }
    }

    /** Takes no more lines; those that there are go on. */
    public void refuse() {
        try {
            server.close();
        } catch (IOException e) {
            LOG.debug("FastAGI did not close well: {}", e.getMessage());
        }
        // Its port is free when the selector has looked again.
        selector.wakeup();
    }

    /** Closes what lines are left. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            if (!thread.join(END)) {
                LOG.warn("The lines of calls are not closed after {} s", END.toSeconds());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.tocsin.net;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The process's event loops. One set is made for all sessions and listeners, and closed after them.
 */
public final class EventLoops implements AutoCloseable {
    private static final long QUIET_MILLIS = 0;
    private static final long CLOSE_MILLIS = 5_000;

    private final EventLoopGroup group;

    /**
     * Makes loops, whose threads start at their first use.
     *
     * @param threads how many, at least 1
     * @param name begins the threads' names
     */
    public EventLoops(int threads, String name) {
        // NIO: the native transports were not faster (docs/performance.md).
        this.group = new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory(name, true),
                NioIoHandler.newFactory());
    }

    /** The group, for a server's bootstrap. */
    public EventLoopGroup group() {
        return group;
    }

    /** A loop; those asked for one after the other are different as long as there are some. */
    public EventLoop next() {
        return group.next();
    }

    /** Tasks that wait for one of the loops. */
    public long pendingTasks() {
        return pendingTasks(group);
    }

    /** Tasks that wait for one of those loops. */
    public static long pendingTasks(Iterable<? extends EventExecutor> loops) {
        long pending = 0;
        for (EventExecutor loop : loops) {
            pending += loop instanceof SingleThreadEventExecutor one ? one.pendingTasks() : 0;
        }
        return pending;
    }

    /** Ends the loops' threads, waiting for at most 5 seconds. Not to be called on one of them. */
    @Override
    public void close() {
        var _ = group.shutdownGracefully(QUIET_MILLIS, CLOSE_MILLIS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(CLOSE_MILLIS);
    }
}

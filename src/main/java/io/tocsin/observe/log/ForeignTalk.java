package io.tocsin.observe.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Passes logs on, but for what libraries write, with a stack, about every connection to a TLS port
 * that speaks no TLS: of those a line a minute says how many there were.
 */
final class ForeignTalk extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private static final String FOREIGN = "NotSslRecordException";
    private static final long EVERY_MILLIS = 60_000;
    private static final int DEEPEST = 10;
    private final Appender<ILoggingEvent> next;
    private final Logger logger;
    private final AtomicLong unsaid = new AtomicLong();
    private final AtomicLong dueAt = new AtomicLong();

    /** Passes on to an appender; speaks by that logger's name. */
    ForeignTalk(Appender<ILoggingEvent> next, Logger logger) {
        this.next = next;
        this.logger = logger;
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (!isForeign(event.getThrowableProxy())) {
            next.doAppend(event);
            return;
        }
        unsaid.incrementAndGet();
        long due = dueAt.get();
        if (event.getTimeStamp() >= due && dueAt.compareAndSet(due, event.getTimeStamp() + EVERY_MILLIS)) {
            next.doAppend(new LoggingEvent(ForeignTalk.class.getName(), logger, Level.WARN,
                    "A connection to a TLS port that speaks no TLS (plain HTTP?) is closed; {} since the last such line",
                    null, new Object[]{unsaid.getAndSet(0)}));
        }
    }

    private static boolean isForeign(@Nullable IThrowableProxy thrown) {
        IThrowableProxy each = thrown;
        for (int i = 0; each != null && i < DEEPEST; i++) {
            if (each.getClassName().endsWith(FOREIGN)) {
                return true;
            }
            each = each.getCause();
        }
        return false;
    }
}

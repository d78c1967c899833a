package io.tocsin.observe.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import io.tocsin.observe.LogConfig;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets up the gateway's logs as the configuration says: to standard error, numbers masked. */
public final class Logging {
    private Logging() {}

    /**
     * Replaces whatever was set up before. Libraries log from WARN up unless everything is asked for.
     *
     * @param zone of the times
     * @param node name of this node, in JSON lines
     */
    public static void apply(LogConfig config, ZoneId zone, String node) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            throw new IllegalStateException("expected Logback behind SLF4J, got " + LoggerFactory.getILoggerFactory());
        }
        context.reset();
        Layout<ILoggingEvent> layout = switch (config.format()) {
            case TEXT -> new TextLines(zone);
            case JSON -> new JsonLines(zone, node);
        };
        layout.setContext(context);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(layout);
        encoder.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setTarget("System.err");
        console.setEncoder(encoder);
        console.start();
        ForeignTalk lines = new ForeignTalk(console, context.getLogger("io.tocsin.net"));
        lines.setContext(context);
        lines.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(lines);
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(libraries(config.level()));
        context.getLogger("io.tocsin").setLevel(Level.valueOf(config.level().name()));
        // It reports every connection that Redis closed, with a stack; the store says what matters.
        context.getLogger("redis.clients.jedis.ConnectionFactory").setLevel(Level.ERROR);
        // The audit is written whatever the level.
        context.getLogger("tocsin.audit").setLevel(Level.INFO);
    }

    private static Level libraries(LogConfig.Level level) {
        return switch (level) {
            case ERROR -> Level.ERROR;
            case WARN, INFO -> Level.WARN;
            case DEBUG -> Level.INFO;
            case TRACE -> Level.DEBUG;
        };
    }
}

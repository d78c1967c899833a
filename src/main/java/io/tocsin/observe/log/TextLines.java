package io.tocsin.observe.log;

import io.tocsin.warning.Masking;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Log lines for people: time, level, class, message; the stack below it. */
final class TextLines extends LayoutBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

    private final ZoneId zone;

    TextLines(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(160);
        TIME.formatTo(event.getInstant().atZone(zone), line);
        String name = event.getLoggerName();
        line.append(' ').append(event.getLevel());
        line.repeat(' ', Math.max(1, 6 - event.getLevel().toString().length()));
        line.append(name.startsWith("io.tocsin.") ? name.substring(name.lastIndexOf('.') + 1) : name).append(": ");
        line.append(Masking.mask(event.getFormattedMessage())).append('\n');
        if (event.getThrowableProxy() != null) {
            line.append(Masking.mask(ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
        return line.toString();
    }
}

package io.tocsin.observe.log;

import io.tocsin.warning.Masking;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Log lines for programs: one JSON object a line. */
final class JsonLines extends LayoutBase<ILoggingEvent> {
    private static final JsonFactory JSON = new JsonFactory();

    private final ZoneId zone;
    private final String node;

    JsonLines(ZoneId zone, String node) {
        this.zone = zone;
        this.node = node;
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        StringWriter line = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("time",
                    DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(event.getInstant().atZone(zone)));
            json.writeStringField("level", event.getLevel().toString());
            json.writeStringField("node", node);
            json.writeStringField("logger", event.getLoggerName());
            json.writeStringField("thread", event.getThreadName());
            json.writeStringField("message", Masking.mask(event.getFormattedMessage()));
            if (event.getThrowableProxy() != null) {
                json.writeStringField("error", Masking.mask(ThrowableProxyUtil.asString(event.getThrowableProxy())));
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail", e);
        }
        return line.append('\n').toString();
    }
}

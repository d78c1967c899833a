package io.tocsin.observe.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.handler.ssl.NotSslRecordException;
import io.tocsin.observe.LogConfig;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** What the gateway's logs look like; puts the tests' own set-up back afterwards. */
@Isolated
class LoggingTest {
    private final PrintStream before = System.err;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    LoggingTest() {
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() throws JoranException {
        System.setErr(before);
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(LoggingTest.class.getResource("/logback-test.xml"));
    }

    @Test
    void a_line_for_people_is_short_and_masked() {
        apply(LogConfig.Format.TEXT, LogConfig.Level.INFO);
        LoggerFactory.getLogger("io.tocsin.send.Thing").info("sent to {}", "13800138000");
        LoggerFactory.getLogger("io.tocsin.send.Thing").debug("not this");
        LoggerFactory.getLogger("io.netty.Thing").info("nor this");
        LoggerFactory.getLogger("io.netty.Thing").warn("but this");

        List<String> lines = written.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst())
                .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO  Thing: sent to 138\\*{4}8000");
        assertThat(lines.getLast()).endsWith(" WARN  io.netty.Thing: but this");
    }

    @Test
    void connections_that_speak_no_tls_to_a_tls_port_are_one_line_without_a_stack() {
        apply(LogConfig.Format.TEXT, LogConfig.Level.INFO);
        for (int i = 0; i < 3; i++) {
            LoggerFactory.getLogger("io.netty.Thing").warn("TLS handshake failed", new IllegalStateException(
                    new NotSslRecordException("not an SSL/TLS record: 474554")));
        }
        LoggerFactory.getLogger("io.netty.Thing").warn("another", new IllegalStateException("shown"));
        String text = written.toString(StandardCharsets.UTF_8);
        assertThat(text.lines().filter(line -> line.contains("speaks no TLS"))).hasSize(1);
        assertThat(text).doesNotContain("NotSslRecord").contains("IllegalStateException: shown");
    }

    @Test
    void a_line_for_programs_is_one_json_object_with_its_stack_masked() throws Exception {
        apply(LogConfig.Format.JSON, LogConfig.Level.INFO);
        LoggerFactory.getLogger("io.tocsin.send.Thing").warn("\"预警\"\nfailed",
                new IllegalStateException("no route to 13800138000"));

        JsonNode line = new ObjectMapper().readTree(written.toByteArray());
        assertThat(written.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
        assertThat(line.path("level").asText()).isEqualTo("WARN");
        assertThat(line.path("node").asText()).isEqualTo("gw-1");
        assertThat(line.path("message").asText()).isEqualTo("\"预警\"\nfailed");
        assertThat(line.path("time").asText()).endsWith("+08:00");
        assertThat(line.path("error").asText()).contains("no route to 138****8000", "LoggingTest")
                .doesNotContain("13800138000");
    }

    @Test
    void the_audit_is_written_at_every_level() {
        apply(LogConfig.Format.TEXT, LogConfig.Level.ERROR);
        LoggerFactory.getLogger("tocsin.audit").info("client ops suspend cmcc");
        LoggerFactory.getLogger("io.tocsin.send.Thing").warn("not this");
        assertThat(written.toString(StandardCharsets.UTF_8)).contains("suspend cmcc").doesNotContain("not this");
        assertThat(((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger("io.netty").getEffectiveLevel())
                .isEqualTo(Level.ERROR);
    }

    private static void apply(LogConfig.Format format, LogConfig.Level level) {
        Logging.apply(new LogConfig(format, level), ZoneId.of("Asia/Shanghai"), "gw-1");
    }
}

package io.tocsin.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.cli.connect.Connector.Result;
import io.tocsin.config.TocsinConfig;
import io.tocsin.config.read.ConfigReader;
import io.tocsin.simulate.SimulatorTime;
import io.tocsin.simulate.Span;
import io.tocsin.simulate.pbx.PbxBehaviour;
import io.tocsin.simulate.pbx.PbxSimulator;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PbxConnectorTest {
    private static TocsinConfig config(int port, String secret) {
        return new ConfigReader(Map.of(), "test").read("test",
                "pbxes: { ast-1: { host: 127.0.0.1, port: %d, account: tocsin, secret: %s } }".formatted(port, secret),
                Path.of("target"));
    }

    private static PbxSimulator pbx() throws InterruptedException {
        return PbxSimulator.start(0, new PbxSimulator.Login("tocsin", "right"),
                PbxBehaviour.good(Span.NONE, Span.NONE, 1),
                SimulatorTime.from(System::nanoTime, LocalDateTime.of(2026, 11, 26, 9, 0)));
    }

    @Test
    void an_asterisk_that_lets_us_in_is_told() throws Exception {
        try (PbxSimulator pbx = pbx()) {
            assertThat(new PbxConnector().connect(config(pbx.port(), "right")))
                    .containsExactly(new Result("pbx ast-1", true, "logged in to 127.0.0.1:" + pbx.port()));
            assertThat(pbx.counts().originates()).isZero();
        }
    }

    @Test
    void a_refused_log_in_and_nobody_there_say_why() throws Exception {
        int port;
        try (PbxSimulator pbx = pbx()) {
            port = pbx.port();
            Result refused = new PbxConnector().connect(config(port, "wrong")).getFirst();
            assertThat(refused.ok()).isFalse();
            assertThat(refused.detail()).contains("Authentication failed");
        }
        Result nobody = new PbxConnector().connect(config(port, "right")).getFirst();
        assertThat(nobody.ok()).isFalse();
        assertThat(nobody.detail()).contains("cannot connect");
    }

    @Test
    void without_an_asterisk_there_is_nothing_to_tell() {
        assertThat(new PbxConnector()
                .connect(new ConfigReader(Map.of(), "test").read("test", "", Path.of("target")))).isEmpty();
    }
}

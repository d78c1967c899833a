package io.tocsin.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.cli.connect.Connector.Result;
import io.tocsin.config.TocsinConfig;
import io.tocsin.config.read.ConfigReader;
import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.CmppSimulator;
import io.tocsin.simulate.SmsSimulator;
import io.tocsin.simulate.SimulatorTime;
import io.tocsin.store.embedded.DataFolder;
import io.tocsin.store.facade.Store;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CarrierConnectorTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private TocsinConfig config(int port, String secret) {
        return new ConfigReader(Map.of(), "test").read("test", """
                carriers:
                  cmcc: { protocol: cmpp, host: 127.0.0.1, port: %d, account: "900001", secret: %s,
                          source: "10690096110", sessions: 2, connectTimeout: 2s }
                """.formatted(port, secret), folder);
    }

    private static CmppSimulator gateway() throws InterruptedException {
        return CmppSimulator.start(0, new SmsSimulator.Login("900001", "right"), Behaviour.good(1),
                SimulatorTime.from(System::nanoTime, LocalDateTime.now(ZoneId.of("Asia/Shanghai"))));
    }

    @Test
    void a_carrier_that_lets_us_in_is_told_with_its_sessions() throws Exception {
        try (CmppSimulator gateway = gateway()) {
            List<Result> results = new CarrierConnector().connect(config(gateway.port(), "right"));

            assertThat(results).containsExactly(new Result("carrier cmcc", true, "2 of 2 sessions logged in"));
        }
    }

    @Test
    void beside_a_gateway_on_the_same_folder_no_session_is_taken_from_it() throws Exception {
        try (CmppSimulator gateway = gateway(); DataFolder running = DataFolder.open(folder.resolve("data"))) {
            assertThat(running.path()).exists();
            TocsinConfig config = config(gateway.port(), "right");

            List<Result> results = new CarrierConnector().connect(config);

            assertThat(results).hasSize(1).allMatch(Result::ok);
            assertThat(results.getFirst().detail()).startsWith("not tried").contains("GET /v1/carriers");
            assertThat(new StoreConnector().connect(config).getFirst().detail()).contains("of the gateway that runs");
            assertThat(gateway.counts().connects()).isZero();
        }
        assertThat(Store.isRunning(config(1, "right").store())).isFalse();
    }

    @Test
    void a_refused_login_says_why() throws Exception {
        try (CmppSimulator gateway = gateway()) {
            Result result = new CarrierConnector().connect(config(gateway.port(), "wrong")).getFirst();

            assertThat(result.ok()).isFalse();
            assertThat(result.detail()).contains("0 of 2 sessions", "login refused: 3");
        }
    }

    @Test
    void nobody_there_is_told_within_the_connect_timeout() throws Exception {
        int port;
        try (CmppSimulator gateway = gateway()) {
            port = gateway.port();
        }

        assertThat(new CarrierConnector().connect(config(port, "right")).getFirst().ok()).isFalse();
    }
}

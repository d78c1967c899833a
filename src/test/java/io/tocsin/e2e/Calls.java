package io.tocsin.e2e;

import io.tocsin.access.ApiKey;
import io.tocsin.simulate.Mix;
import io.tocsin.simulate.SimulatorTime;
import io.tocsin.simulate.Span;
import io.tocsin.simulate.pbx.PbxBehaviour;
import io.tocsin.simulate.pbx.PbxSimulator;
import io.tocsin.store.RealRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;

/** A Redis, a simulated Asterisk and a folder of dialogs, for gateways that place calls. */
final class Calls implements AutoCloseable {
    static final String CLIENT = "clients:\n" + Doors.client("watchman", "submit, read, operate", "");
    static final String SECRET = "sesame";

    private final RealRedis redis = RealRedis.started();
    private final Path folder;
    final PbxSimulator pbx;

    /**
     * Everything but gateways.
     *
     * @param folder where files go
     * @param talk how long answered calls last
     */
    Calls(Path folder, Span talk) throws IOException, InterruptedException {
        this.folder = folder;
        says("您好，这里是反诈中心。");
        pbx = PbxSimulator.start(0, new PbxSimulator.Login("tocsin", SECRET),
                new PbxBehaviour(Mix.only("answer"), new Span(5, 30), talk, PbxBehaviour.Faults.NONE, 1),
                SimulatorTime.from(System::nanoTime, LocalDateTime.of(2026, 11, 26, 9, 0)));
    }

    /** What the dialog says from now on; its version stays. */
    void says(String text) throws IOException {
        Files.createDirectories(folder.resolve("dialogs"));
        Files.writeString(folder.resolve("dialogs/warn.yaml"), """
                dialog: warn
                version: 1
                language: zh-CN
                limits: { max_seconds: 20, max_turns: 1 }
                %s
                start: greet
                states:
                  greet: { prompt: { tts: "%s" }, next: over }
                outcomes:
                  over: { outcome: understood }
                hangup:
                  before: { greet: no-response }
                """.formatted(text.contains("{city}") ? "variables: { city: 本地 }" : "", text));
    }

    /**
     * A node's configuration.
     *
     * @param carriers further carriers, lines indented by two
     * @param playbooks lines of playbooks, indented by two
     */
    String yaml(String node, int port, int calls, String carriers, String playbooks) {
        return """
                node: %s
                store: { redis: "redis://127.0.0.1:%d", key: "%s" }
                http: { port: %d }
                tcp: { port: 0 }
                drain: 2s
                policy: { quietHours: "off", frequencyCap: "off", callGap: "off" }
                pbxes:
                  ast-1: { host: 127.0.0.1, port: %d, account: tocsin, secret: %s, agi: { port: 0 } }
                dialogs: dialogs
                carriers:
                  trunk-1: { protocol: asterisk, pbx: ast-1, callerId: "047196110", calls: %d, rate: 200/s, slowStart: "off",
                             ringTimeout: 2s, causes: { answered: REACHED, static: REACHED } }
                """
                .formatted(node, redis.port(), "ab".repeat(32), port, pbx.port(), SECRET, calls) + carriers + CLIENT
                + "playbooks:\n" + playbooks;
    }

    /** Its key. */
    static String key() {
        return new ApiKey(Doors.key("watchman")).text();
    }

    @Override
    public void close() {
        pbx.close();
        redis.close();
    }
}

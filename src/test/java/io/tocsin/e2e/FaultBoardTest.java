package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.cli.stand.Line;
import io.tocsin.house.Board;
import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.CmppSimulator;
import io.tocsin.simulate.Mix;
import io.tocsin.simulate.SimulatorTime;
import io.tocsin.simulate.SmsSimulator;
import io.tocsin.simulate.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the duty officer sees while things break: a carrier that goes down, one that asks for less,
 * nobody in the review room, a Redis that is slow or stands still; and when they are mended.
 */
@Tag("long")
class FaultBoardTest {
    private static final Behaviour GOOD = Behaviour.good(5).withReceipts(Mix.only("DELIVRD"), new Span(5, 50));
    /** One in three is answered with flow control. */
    private static final Behaviour BUSY = GOOD.withAnswers(Mix.parse("0=2,8=1"), Span.NONE);

    @Test
    void the_overview_turns_and_the_alert_fires_while_something_is_broken(@TempDir Path folder) throws Exception {
        assumeTrue(Promtool.isInstalled(), "prometheus is not installed: no alert was seen to fire");
        List<Line> lines = List.of(new Line("cmcc", "mobile", 1, 32, "60/s", GOOD),
                new Line("cucc", "unicom", 1, 32, "100/s", BUSY),
                new Line("ctcc", "telecom, fixed", 1, 32, "60/s", GOOD));
        try (BoardStand stand = BoardStand.start(lines, 3, "off", "keys-11=2,keys-21=3,silent=1,leave-1=1");
                Prometheus prometheus = Prometheus.impatient(folder, stand)) {
            Board overview = new Board(new ObjectMapper()
                    .readTree(Path.of("monitoring/grafana/dashboards/tocsin-overview.json").toFile()));
            String down = overview.queries().stream().filter(query -> query.panel().equals("断开的线路")).findFirst()
                    .orElseThrow().over("30s");
            patiently().until(() -> prometheus.now("up").contains(1.0));
            patiently().until(() -> prometheus.now(down).equals(List.of(0.0)));
            stand.broadcast();
            stand.submit("grade=low", 1, 12_000);
            stand.submit("grade=urgent", 2, 20);
            stand.submit("grade=high&playbook=call", 3, 60);

            patiently().until(() -> {
                stand.more();
                return prometheus.fires("TocsinCarrierSlowed", "carrier", "cucc");
            });
            patiently().until(() -> prometheus.fires("TocsinReviewUnstaffed", "job", "tocsin"));

            SmsSimulator<?> gone = Objects.requireNonNull(stand.stand().simulators().get("cmcc"));
            gone.close();
            patiently().until(() -> prometheus.now(down).equals(List.of(1.0)));
            patiently().until(() -> prometheus.fires("TocsinCarrierDown", "carrier", "cmcc"));
            assertThat(prometheus.description("TocsinCarrierDown")).contains("cmcc (sms) has no session");

            SmsSimulator<?> busy = Objects.requireNonNull(stand.stand().simulators().get("cucc"));
            busy.close();
            try (CmppSimulator _ = mended(gone); CmppSimulator _ = mended(busy)) {
                patiently().until(() -> prometheus.now(down).equals(List.of(0.0)));
                patiently().until(() -> prometheus.isOver("TocsinCarrierDown", "carrier", "cmcc"));
                patiently().until(() -> prometheus.isOver("TocsinCarrierSlowed", "carrier", "cucc"));

                long redis = redis();
                try {
                    AtomicBoolean still = new AtomicBoolean();
                    patiently().pollInterval(Duration.ofSeconds(1)).until(() -> {
                        still.set(!still.get());
                        signal(still.get() ? "-STOP" : "-CONT", redis);
                        return prometheus.fires("TocsinRedisSlow", "job", "tocsin");
                    });
                } finally {
                    signal("-CONT", redis);
                }
                signal("-STOP", redis);
                try {
                    patiently().until(() -> prometheus.fires("TocsinRedisDown", "job", "tocsin"));
                } finally {
                    signal("-CONT", redis);
                }
                patiently().until(() -> prometheus.isOver("TocsinRedisDown", "job", "tocsin"));
                patiently().untilAsserted(() -> {
                    stand.more();
                    stand.takeUp();
                    assertThat(prometheus.silent()).isEmpty();
                    assertThat(prometheus.unrecorded()).isEmpty();
                });
            }
        }
    }

    /** The carrier again, at the same place, without a fault. */
    private static CmppSimulator mended(SmsSimulator<?> gone) throws InterruptedException {
        return CmppSimulator.start(gone.port(), new SmsSimulator.Login("900001", "stand-pw"), GOOD,
                SimulatorTime.from(System::nanoTime, LocalDateTime.now(ZoneId.of("Asia/Shanghai"))));
    }

    /** The embedded Redis of the stand, a child of this process. */
    private static long redis() {
        return ProcessHandle.current().children()
                .filter(child -> child.info().command().orElse("").contains("redis")).findFirst().orElseThrow().pid();
    }

    private static void signal(String signal, long process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", signal, Long.toString(process)).start().waitFor()).isZero();
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(4)).pollInterval(Duration.ofMillis(500));
    }
}

package io.tocsin.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.CmppSimulator;
import io.tocsin.store.RealRedis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of Redis in the middle of a batch. The gateway lives, so nothing is sent twice. */
class KilledRedisTest {
    private static final int WARNINGS = 4_000;
    private static final int KILLS = 3;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    /** Kills Redis. */
    private interface Killer {
        void kill() throws IOException;
    }

    @Test
    void the_embedded_one_is_started_again_and_every_warning_is_sent_once() throws Exception {
        try (CmppSimulator carrier = Site.carrier(Behaviour.good(21));
                Site site = Site.start(folder, "embedded", yaml(carrier.port()))) {
            String batch = killedAgainAndAgain(site, carrier, new Random(1), () -> {
                long redis = site.redis();
                assertThat(ProcessHandle.of(redis).orElseThrow().destroyForcibly()).isTrue();
                Site.soon("another Redis").until(() -> site.redis() != redis);
            });
            check(site, carrier, batch);
        }
    }

    @Test
    @Tag("long")
    void one_outside_that_comes_back_is_gone_on_with_and_every_warning_is_sent_once() throws Exception {
        try (RealRedis redis = RealRedis.started("--maxmemory-policy", "noeviction");
                CmppSimulator carrier = Site.carrier(Behaviour.good(22));
                Site site = Site.start(folder, "redis://127.0.0.1:" + redis.port(), yaml(carrier.port()))) {
            String batch = killedAgainAndAgain(site, carrier, new Random(2), () -> {
                redis.kill();
                Site.soon("the gateway says that it is gone").until(
                        () -> site.client().get("/health/ready").status() == 503);
                redis.start();
            });
            check(site, carrier, batch);
        }
    }

    private static String killedAgainAndAgain(Site site, CmppSimulator carrier, Random random, Killer killer)
            throws Exception {
        String batch = site.submit(31, WARNINGS);
        for (int i = 1; i <= KILLS; i++) {
            int enough = (i - 1) * WARNINGS / (KILLS + 1) + random.nextInt(WARNINGS / 5);
            Site.soon(enough + " of the batch are sent").until(() -> carrier.counts().numbers() >= enough);
            killer.kill();
        }
        return batch;
    }

    private static void check(Site site, CmppSimulator carrier, String batch) throws Exception {
        site.allReached(batch, WARNINGS);
        assertThat(carrier.counts().numbers()).isEqualTo(WARNINGS);
        assertThat(carrier.counts().repeated()).isZero();
        Site.soon("ready again").until(() -> site.client().get("/health/ready").ok());
    }

    /** At 1,000 a second a batch lasts longer than a kill takes to be noticed. */
    private static String yaml(int port) {
        return "carriers:\n" + Site.carrier("cmcc", port, "").replace("rate: off", "rate: 1000/s") + Site.RULES;
    }
}

package io.tocsin.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.cli.client.ApiClient;
import io.tocsin.cli.sample.Samples;
import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.CmppSimulator;
import io.tocsin.simulate.Mix;
import io.tocsin.simulate.Span;
import io.tocsin.store.RealSentinels;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 of the master in the middle of a batch: the Sentinels promote its replica, which has all
 * that was answered. The gateway lives, so nothing is sent twice.
 */
@Tag("long")
class FailOverTest {
    private static final int WARNINGS = 6_000;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void a_whole_gateway_goes_on_with_the_promoted_replica_and_every_warning_is_sent_once() throws Exception {
        Behaviour behaviour = Behaviour.good(61).withReceipts(Mix.only("DELIVRD"), new Span(50, 500));
        try (RealSentinels redis = RealSentinels.started("--maxmemory-policy", "noeviction");
                CmppSimulator carrier = Site.carrier(behaviour);
                Site site = Site.start(folder, redis.url(), "carriers:\n"
                        + Site.carrier("cmcc", carrier.port(), "").replace("rate: off", "rate: 1000/s")
                        + Site.RULES)) {
            String before = site.submit(61, WARNINGS);
            Site.soon("a sixth of it is sent").until(() -> carrier.counts().numbers() >= WARNINGS / 6);
            redis.server(0).kill();

            String during = submittedAtLast(site);

            Site.soon("ready again").until(() -> site.client().get("/health/ready").ok());
            site.allReached(before, WARNINGS);
            site.allReached(during, WARNINGS / 6);
            assertThat(redis.info(1)).contains("role:master");
            assertThat(carrier.counts().numbers()).isEqualTo(WARNINGS + WARNINGS / 6);
            assertThat(carrier.counts().repeated()).isZero();
        }
    }

    /** An upstream that sends its batch with the same key until it is accepted. */
    private static String submittedAtLast(Site site) {
        byte[] body = new Samples(62, WARNINGS / 6, false).bytes(0, WARNINGS / 6);
        ApiClient.Reply[] last = new ApiClient.Reply[1];
        Site.soon("the batch is accepted").until(() -> {
            last[0] = site.client().submit("grade=low", "application/x-ndjson", "fail-over",
                    BodyPublishers.ofByteArray(body));
            return last[0].status() == 202;
        });
        assertThat(last[0].body().path("accepted").asInt()).as(last[0].body().toString()).isEqualTo(WARNINGS / 6);
        return last[0].body().path("id").asText();
    }
}

package io.tocsin.report.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.net.JdkHttpPoster;
import io.tocsin.report.FakeResultStore;
import io.tocsin.report.Reach;
import io.tocsin.report.ResultJson;
import io.tocsin.warning.BatchState;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class WebhooksTest {
    @Test
    void a_client_that_hangs_does_not_hold_up_another() {
        FakeResultStore store = new FakeResultStore();
        ResultJson forms = new ResultJson(ZoneId.of("Asia/Shanghai"), FakeResultStore::carrier, _ -> "sms",
                Reach.EVERYONE);
        try (Receiver slow = new Receiver();
                Receiver quick = new Receiver();
                JdkHttpPoster poster = new JdkHttpPoster();
                Webhooks webhooks = new Webhooks(
                        List.of(new WebhookTarget("slow", slow.url(), new Signer("a")),
                                new WebhookTarget("quick", quick.url(), new Signer("b"))),
                        new Webhooks.Parts(store, forms, poster, Lease.ALONE, InstantSource.system(), new Random(1),
                                WebhookListener.NONE),
                        WebhookSettings.usual())) {
            slow.open = new CountDownLatch(1);
            store.warning(store.batch("slow", 1, BatchState.RUNNING), 1, WarningState.REACHED);
            store.warning(store.batch("quick", 2, BatchState.RUNNING), 2, WarningState.REACHED);
            webhooks.start();
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(store.cursors).containsEntry("quick webhook", "1"));
            store.warning(store.batches.getLast(), 3, WarningState.REACHED);
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(store.cursors).containsEntry("quick webhook", "2"));
            assertThat(slow.posts).hasSize(1);
            assertThat(store.cursors).doesNotContainKey("slow webhook");
        }
    }
}

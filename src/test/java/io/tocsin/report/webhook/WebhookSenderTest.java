package io.tocsin.report.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.net.JdkHttpPoster;
import io.tocsin.report.FakeResultStore;
import io.tocsin.report.Reach;
import io.tocsin.report.ResultJson;
import io.tocsin.report.webhook.WebhookListener.Outcome;
import io.tocsin.warning.BatchState;
import io.tocsin.warning.BatchStatus;
import io.tocsin.warning.WarningState;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One sender, stepped with a clock of its own, against a real server. */
class WebhookSenderTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final FakeResultStore store = new FakeResultStore();
    private final Receiver receiver = new Receiver();
    private final JdkHttpPoster poster = new JdkHttpPoster();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<Integer> waiting = new ArrayList<>();
    private Instant now = Instant.parse("2026-08-01T00:00:00Z");
    private boolean leased = true;
    private final BatchStatus batch = store.batch("watchman", 1, BatchState.RUNNING);
    private WebhookSender sender = sender(WebhookSettings.usual());

    @AfterEach
    void close() {
        poster.close();
        receiver.close();
    }

    @Test
    void events_arrive_signed_and_the_cursor_moves_on() throws Exception {
        finish(2);
        assertThat(sender.step()).isZero();

        Receiver.Post post = receiver.posts.getFirst();
        assertThat(post.type()).isEqualTo("application/json");
        assertThat(post.timestamp()).isEqualTo(Long.toString(now.getEpochSecond()));
        assertThat(post.signature()).isEqualTo(
                new Signer(SECRET).sign(post.id(), now, post.body().getBytes(StandardCharsets.UTF_8)));
        JsonNode body = json(post);
        assertThat(body.path("type").asText()).isEqualTo("warnings.finished");
        assertThat(body.at("/data/events")).hasSize(2);
        assertThat(body.at("/data/events/0/warning/phone").asText()).isEqualTo("13800000001");
        assertThat(store.cursors).containsEntry("watchman webhook", "2");
        assertThat(sender.step()).isEqualTo(Duration.ofSeconds(1));
        assertThat(waiting).containsExactly(2, 0);
    }

    @Test
    void a_long_feed_comes_in_messages_of_500_without_a_pause() throws Exception {
        finish(1_100);
        for (int i = 0; i < 3; i++) {
            assertThat(sender.step()).isZero();
        }
        assertThat(receiver.posts).extracting(p -> json(p).at("/data/events").size()).containsExactly(500, 500, 100);
        assertThat(receiver.posts.stream().map(Receiver.Post::id).collect(Collectors.toSet())).hasSize(3);
    }

    @Test
    void a_failure_is_tried_again_with_growing_waits_and_the_same_id() throws Exception {
        finish(1);
        receiver.answer("500", "404", "302/http://169.254.169.254/", "503", "500", "500", "500", "500");
        List<Duration> base = List.of(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2),
                Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofMinutes(30), Duration.ofHours(1),
                Duration.ofHours(1));
        sender.step();
        for (Duration expected : base) {
            assertThat(untilNextPost()).isBetween(expected.multipliedBy(8).dividedBy(10),
                    expected.multipliedBy(12).dividedBy(10));
        }

        assertThat(receiver.posts).hasSize(9);
        assertThat(receiver.posts.stream().map(Receiver.Post::id).collect(Collectors.toSet())).hasSize(1);
        assertThat(receiver.posts.getLast().timestamp()).isEqualTo(Long.toString(now.getEpochSecond()));
        assertThat(store.cursors).containsEntry("watchman webhook", "1");
        assertThat(outcomes).endsWith(Outcome.FAILED, Outcome.DELIVERED);
    }

    @Test
    void after_24_hours_a_message_is_left_out_and_the_next_one_tried() throws Exception {
        finish(1);
        receiver.answer("500");
        sender.step();
        finish(2);
        now = now.plus(Duration.ofHours(24));
        receiver.answer("500", "200");
        assertThat(sender.step()).isZero();
        assertThat(outcomes).containsExactly(Outcome.FAILED, Outcome.GIVEN_UP);
        sender.step();

        assertThat(json(receiver.posts.getLast()).at("/data/events")).hasSize(2);
        assertThat(store.cursors).containsEntry("watchman webhook", "3");
    }

    @Test
    void the_client_may_ask_for_a_longer_wait_within_bounds() throws Exception {
        finish(1);
        receiver.answer("429/120", "503/999999", "503/soon");
        sender.step();
        assertThat(untilNextPost()).isEqualTo(Duration.ofMinutes(2));
        assertThat(untilNextPost()).isEqualTo(Duration.ofHours(1));
        assertThat(untilNextPost()).isBetween(Duration.ofSeconds(96), Duration.ofSeconds(144));
    }

    @Test
    void gone_ends_it_until_a_restart_and_nothing_is_skipped() throws Exception {
        finish(1);
        receiver.answer("410");
        sender.step();
        assertThat(sender.gone()).isTrue();
        assertThat(outcomes).containsExactly(Outcome.GONE);
        assertThat(store.cursors).isEmpty();

        sender = sender(WebhookSettings.usual());
        sender.step();
        assertThat(receiver.posts).hasSize(2);
        assertThat(store.cursors).containsEntry("watchman webhook", "1");
    }

    @Test
    void when_the_store_goes_away_after_the_post_only_the_cursor_is_written_again() throws Exception {
        finish(1);
        receiver.open = new java.util.concurrent.CountDownLatch(1);
        Thread breaker = Thread.ofVirtual().start(() -> {
            while (receiver.posts.isEmpty()) {
                Thread.onSpinWait();
            }
            store.down = true;
            receiver.open.countDown();
        });
        assertThat(sender.step()).isEqualTo(Duration.ofSeconds(2));
        breaker.join();
        store.down = false;
        assertThat(sender.step()).isZero();

        assertThat(receiver.posts).hasSize(1);
        assertThat(store.cursors).containsEntry("watchman webhook", "1");
    }

    @Test
    void a_server_that_never_answers_is_a_failure_in_time() throws Exception {
        finish(1);
        receiver.open = new java.util.concurrent.CountDownLatch(1);
        WebhookSettings usual = WebhookSettings.usual();
        sender = sender(new WebhookSettings(500, usual.poll(), Duration.ofMillis(200), usual.retries(),
                usual.giveUp()));
        assertThat(sender.step()).isPositive();
        assertThat(outcomes).containsExactly(Outcome.FAILED);
    }

    @Test
    void a_server_that_is_not_there_is_a_failure() throws Exception {
        finish(1);
        receiver.close();
        assertThat(sender.step()).isPositive();
        assertThat(outcomes).containsExactly(Outcome.FAILED);
    }

    @Test
    void while_another_node_pushes_this_one_does_not() throws Exception {
        finish(1);
        leased = false;
        assertThat(sender.step()).isEqualTo(Duration.ofSeconds(5));
        assertThat(receiver.posts).isEmpty();
        store.cursors.put("watchman webhook", "1");
        leased = true;
        sender.step();
        assertThat(receiver.posts).isEmpty();
    }

    @Test
    void the_lease_is_kept_through_a_long_wait_and_a_message_that_another_node_sent_is_dropped() throws Exception {
        finish(1);
        receiver.answer("503/3600");
        sender.step();
        assertThat(sender.step()).isLessThanOrEqualTo(Duration.ofSeconds(10));
        // This node was away for longer than its lease; meanwhile another one was heard.
        finish(1);
        store.cursors.put("watchman webhook", "1");
        now = now.plus(Duration.ofHours(2));
        sender.step();

        assertThat(receiver.posts).hasSize(2);
        assertThat(json(receiver.posts.getLast()).at("/data/events/0/warning/ref").asText()).isEqualTo("A-2");
        assertThat(store.cursors).containsEntry("watchman webhook", "2");
    }

    /** Steps through virtual time until the next post; how long that took. */
    private Duration untilNextPost() throws InterruptedException {
        int before = receiver.posts.size();
        Duration passed = Duration.ZERO;
        Duration wait = sender.step();
        while (receiver.posts.size() == before) {
            now = now.plus(wait);
            passed = passed.plus(wait);
            wait = sender.step();
        }
        return passed;
    }

    private void finish(int count) {
        for (int i = 0; i < count; i++) {
            store.warning(batch, store.standings.size() + 1, WarningState.REACHED);
        }
    }

    private static JsonNode json(Receiver.Post post) {
        try {
            return new ObjectMapper().readTree(post.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private WebhookSender sender(WebhookSettings settings) {
        WebhookListener listener = new WebhookListener() {
            @Override
            public void tried(String client, Outcome outcome, int events, Duration took) {
                outcomes.add(outcome);
            }

            @Override
            public void waiting(String client, int events, Duration age) {
                waiting.add(events);
            }
        };
        ResultJson forms = new ResultJson(ZoneId.of("Asia/Shanghai"), FakeResultStore::carrier, _ -> "sms",
                Reach.EVERYONE);
        return new WebhookSender(new WebhookTarget("watchman", receiver.url(), new Signer(SECRET)),
                new Webhooks.Parts(store, forms, poster, (_, _) -> leased, () -> now, new Random(1), listener),
                new AddressGuard(host -> List.of(InetAddress.getAllByName(host))), settings);
    }
}

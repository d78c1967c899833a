package io.tocsin.store.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.ingest.SubmissionStore;
import io.tocsin.ingest.SubmissionStore.Begun;
import io.tocsin.ingest.SubmissionStore.Submission;
import io.tocsin.store.RealRedis;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.secret.BlockCipher;
import io.tocsin.store.secret.StoreKey;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SubmissionRecordsTest {
    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();

    private static final String SCOPE = "http:watchman";
    private static final Duration HOLD = Duration.ofMinutes(1);
    private static final Submission FRESH = new Submission(new BatchId("batch00000000001"), "f00d", 0, "", 0, "[]", "");
    private static final Submission HALF = new Submission(FRESH.batch(), "f00d", 1000, "abcd", 1,
            "[{\"index\":3,\"value\":\"13800138000\"}]", "");
    private static final Submission DONE = new Submission(FRESH.batch(), "f00d", 2000, "ef01", 1, HALF.errors(),
            "{\"id\":\"batch00000000001\"}");
    private final Random random = new Random(3);
    private final BlockCipher cipher = new BlockCipher(new StoreKey(new byte[32]), random::nextBytes);
    private Redis redis;
    private SubmissionStore here;
    private SubmissionStore there;

    @BeforeEach
    void start() {
        redis = SERVER.connect();
        here = new SubmissionRecords(redis, cipher, 1, Duration.ofDays(3));
        there = new SubmissionRecords(redis, cipher, 2, Duration.ofDays(3));
    }

    @AfterEach
    void stop() {
        redis.close();
    }

    @Test
    void a_key_is_one_requests_until_it_is_finished_and_answers_the_same_ever_after() {
        assertThat(here.begin(SCOPE, "k", FRESH, HOLD)).isEqualTo(new Begun.Fresh());
        assertThat(here.begin(SCOPE, "k", FRESH, HOLD)).isEqualTo(new Begun.Running());
        assertThat(there.begin(SCOPE, "k", FRESH, HOLD)).isEqualTo(new Begun.Running());
        here.finish(SCOPE, "k", DONE);
        assertThat(there.begin(SCOPE, "k", FRESH, HOLD)).isEqualTo(new Begun.Again(DONE));
        assertThat(here.begin(SCOPE, "k", FRESH, HOLD)).isEqualTo(new Begun.Again(DONE));
        assertThat(here.begin("http:other", "k", FRESH, HOLD)).isEqualTo(new Begun.Fresh());
    }

    @Test
    void a_cut_body_is_taken_up_by_another_request_where_it_stopped() {
        here.begin(SCOPE, "k", FRESH, HOLD);
        here.checkpoint(SCOPE, "k", HALF, HOLD);
        assertThat(there.begin(SCOPE, "k", FRESH, HOLD)).isEqualTo(new Begun.Running());
        here.release(SCOPE, "k");
        assertThat(there.begin(SCOPE, "k", FRESH, HOLD)).isEqualTo(new Begun.Again(HALF));
        assertThat(here.begin(SCOPE, "k", FRESH, HOLD)).isEqualTo(new Begun.Running());
        there.finish(SCOPE, "k", DONE);
    }

    @Test
    void a_key_of_which_nothing_was_taken_is_forgotten_by_its_holder_alone() {
        here.begin(SCOPE, "k", FRESH, HOLD);
        there.discard(SCOPE, "k");
        assertThat(there.begin(SCOPE, "k", FRESH, HOLD)).isEqualTo(new Begun.Running());
        here.discard(SCOPE, "k");
        assertThat(there.begin(SCOPE, "k", FRESH, HOLD)).isEqualTo(new Begun.Fresh());
        here.discard(SCOPE, "k");
        assertThat(here.begin(SCOPE, "k", FRESH, HOLD)).isEqualTo(new Begun.Running());

        here.begin(SCOPE, "late", FRESH, Duration.ofMillis(1));
        Awaitility.await().until(() -> there.begin(SCOPE, "late", FRESH, HOLD) instanceof Begun.Again);
        here.discard(SCOPE, "late");
        assertThat(here.begin(SCOPE, "late", FRESH, HOLD)).isEqualTo(new Begun.Running());
    }

    @Test
    void a_request_that_lost_its_hold_can_record_nothing_more() {
        here.begin(SCOPE, "k", FRESH, Duration.ofMillis(1));
        Awaitility.await().until(() -> there.begin(SCOPE, "k", FRESH, HOLD) instanceof Begun.Again);
        there.checkpoint(SCOPE, "k", HALF, HOLD);
        assertThatThrownBy(() -> here.checkpoint(SCOPE, "k", FRESH, HOLD))
                .isInstanceOf(StoreUnavailableException.class).hasMessageContaining("no longer this request's");
        assertThatThrownBy(() -> here.finish(SCOPE, "k", DONE)).isInstanceOf(StoreUnavailableException.class);
        here.release(SCOPE, "k");
        assertThat(here.begin(SCOPE, "k", FRESH, HOLD)).isEqualTo(new Begun.Running());
    }

    @Test
    void a_submission_is_forgotten_after_its_time() {
        byte[] name = Keys.submission(SCOPE, "k");
        here.begin(SCOPE, "k", FRESH, HOLD);
        here.finish(SCOPE, "k", DONE);
        assertThat(Reply.number(redis.call("TTL", name))).isBetween(72 * 3600L - 60, 72 * 3600L);
        redis.call("DEL", name);
        assertThat(here.begin(SCOPE, "k", FRESH, HOLD)).isEqualTo(new Begun.Fresh());
    }

    @Test
    void the_last_sequence_of_a_stream_never_goes_back() {
        String scope = "tcp:watchman:default";
        assertThat(here.lastSequence(scope)).isEmpty();
        for (String sequence : new String[]{"9", "10", "2"}) {
            here.begin(scope, sequence, FRESH, HOLD);
            here.finish(scope, sequence, DONE);
        }
        assertThat(there.lastSequence(scope)).contains(10L);
    }

    @Test
    void what_errors_quote_is_not_readable_in_redis() {
        here.begin(SCOPE, "k", FRESH, HOLD);
        here.checkpoint(SCOPE, "k", HALF, HOLD);
        byte[] stored = Reply.bytes(redis.call("HGET", Keys.submission(SCOPE, "k"), "errors"));
        assertThat(new String(java.util.Objects.requireNonNull(stored), StandardCharsets.ISO_8859_1))
                .isNotEmpty().doesNotContain("13800138000");
    }
}

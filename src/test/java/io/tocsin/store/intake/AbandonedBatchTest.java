package io.tocsin.store.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.store.RealRedis;
import io.tocsin.store.batch.Accepting;
import io.tocsin.store.batch.BatchRecords;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.warning.Batch;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Grade;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Batches to which nothing is added any more. */
class AbandonedBatchTest {
    private static final Duration SILENCE = Duration.ofDays(3);
    private static final Instant BEGIN = Instant.parse("2026-08-01T00:00:00Z");

    @RegisterExtension
    private static final RealRedis REDIS = new RealRedis();

    private static Batch batch(int number) {
        return new Batch(new BatchId(String.format("%016d", number)), "watchman", "", "default", Grade.LOW, BEGIN, null,
                null);
    }

    @Test
    void a_batch_is_silent_when_nothing_came_for_long_and_it_was_not_closed() {
        AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
        try (Redis redis = REDIS.connect()) {
            BatchRecords records = new BatchRecords(redis, 8);
            Accepting accepting = new Accepting(redis, now::get, SILENCE);
            List.of(1, 2, 3, 4).forEach(number -> records.create(batch(number)));

            now.set(BEGIN.plus(SILENCE).minusMillis(1));
            assertThat(accepting.silent()).isEmpty();
            accepting.touch(List.of(batch(1).id()));
            records.end(batch(3).id());
            records.close(batch(4).id(), 0, 0);
            now.set(BEGIN.plus(SILENCE));
            assertThat(accepting.silent()).containsExactly(batch(2).id());

            records.end(batch(2).id());
            assertThat(accepting.silent()).isEmpty();
            accepting.touch(List.of(batch(2).id()));
            now.set(BEGIN.plus(SILENCE).plus(SILENCE));
            assertThat(accepting.silent()).containsExactly(batch(1).id());
        }
    }

    @Test
    void its_intake_ends_by_itself_and_its_record_says_so() {
        try (Redis redis = REDIS.connect(); IntakeNode node = new IntakeNode(REDIS)) {
            BatchRecords records = new BatchRecords(redis, 8);
            Batch old = batch(5);
            Batch young = new Batch(batch(6).id(), "watchman", "", "default", Grade.LOW, Instant.now(), null, null);
            node.intake.create(old);
            node.intake.create(young);

            await().atMost(Duration.ofSeconds(60)).until(() -> !records.isAccepting(old.id()));

            assertThat(records.fields(old.id())).containsEntry("abandoned", "1");
            assertThat(records.isAccepting(young.id())).isTrue();
            assertThat(records.fields(young.id())).doesNotContainKey("abandoned");
            assertThat(redis.call("ZCARD", Keys.ACCEPTING)).isEqualTo(1L);
        }
    }
}

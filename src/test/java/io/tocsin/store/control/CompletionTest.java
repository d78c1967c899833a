package io.tocsin.store.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.dispatch.WorkStore.Claimed;
import io.tocsin.store.RealRedis;
import io.tocsin.store.StoreRig;
import io.tocsin.store.batch.BatchRecords;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.work.Steps;
import io.tocsin.warning.Batch;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Note;
import io.tocsin.warning.WarningState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CompletionTest {
    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();
    private StoreRig rig;
    private BatchRecords records;

    @BeforeEach
    void open() {
        rig = new StoreRig(SERVER);
        records = new BatchRecords(rig.redis(), StoreRig.PARTITIONS);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private BatchId batch(String name) {
        BatchId id = new BatchId((name + "0000000000000000").substring(0, 16));
        records.create(new Batch(id, StoreRig.CLIENT, name, "default", Grade.LOW, Instant.ofEpochSecond(1_700_000_000),
                null, null));
        return id;
    }

    /** Its only warning becomes final before anybody knows that no other follows. */
    private BatchId finished(String name) {
        BatchId batch = batch(name);
        rig.accept(batch, 0, Steps.LOW, 1);
        Claimed claimed = rig.work().workStore().claim(0, "cmcc", List.of(Steps.LOW), 1).warnings().getFirst();
        rig.work().workStore().apply(0,
                List.of(Steps.end(claimed.standing(), WarningState.REACHED, Note.Kind.RECEIPT, "DELIVRD")));
        return batch;
    }

    private String state(BatchId batch) {
        return Reply.text(rig.redis().call("HGET", Keys.batch(batch), "state"));
    }

    private long running() {
        return Reply.number(rig.redis().call(Call.of("ZCARD", Keys.RUNNING)));
    }

    @Test
    void a_batch_whose_end_nobody_asked_for_is_found() {
        BatchId batch = finished("a");
        // As when the node dies here, before it asks whether the batch is done.
        records.close(batch, 0, 0);
        assertThat(state(batch)).isEqualTo("open");

        rig.work().completion().sweep(10);

        assertThat(state(batch)).isEqualTo("done");
        assertThat(running()).isZero();
    }

    @Test
    void what_accepts_or_waits_is_left_alone_and_asked_again() {
        BatchId accepting = finished("a");
        BatchId waiting = batch("b");
        rig.accept(waiting, 0, Steps.LOW, 1);
        records.close(waiting, 0, 0);

        rig.work().completion().sweep(10);

        assertThat(state(accepting)).isEqualTo("accepting");
        assertThat(state(waiting)).isEqualTo("open");
        assertThat(running()).isEqualTo(2);
    }

    @Test
    void many_are_asked_some_at_a_time() {
        List<BatchId> all = new ArrayList<>();
        for (char name = 'a'; name < 'h'; name++) {
            all.add(finished("" + name));
        }
        for (int i = 0; i < all.size(); i += 2) {
            records.close(all.get(i), 0, 0);
        }
        for (int i = 0; i < 6; i++) {
            rig.work().completion().sweep(2);
        }
        assertThat(all.stream().filter(batch -> state(batch).equals("done"))).hasSize(4);
        assertThat(running()).isEqualTo(3);
    }

    @Test
    void a_batch_that_is_done_or_gone_is_forgotten() {
        BatchId done = finished("a");
        records.close(done, 0, 0);
        assertThat(rig.work().completion().check(done)).isTrue();
        assertThat(running()).isZero();
        BatchId gone = batch("b");
        rig.redis().call("DEL", Keys.batch(gone));

        rig.work().completion().sweep(10);

        assertThat(running()).isZero();
    }
}

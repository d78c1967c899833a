package io.tocsin;

import io.tocsin.ingest.IntakeStore;
import io.tocsin.ingest.NewWarning;
import io.tocsin.warning.Batch;
import io.tocsin.warning.BatchId;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A store of intake of whose rows somebody hears as they come, who must not block: what will be
 * said to a person is then made before the batch's calls begin.
 *
 * @param store the store itself
 * @param ahead hears of each row
 */
record ForeseenCalls(IntakeStore store, Consumer<NewWarning> ahead) implements IntakeStore {
    @Override
    public void create(Batch batch) {
        store.create(batch);
    }

    @Override
    public Optional<Batch> find(String client, BatchId id) {
        return store.find(client, id);
    }

    @Override
    public Writer open(Batch batch, Outcomes outcomes) {
        Writer writer = store.open(batch, outcomes);
        return new Writer() {
            @Override
            public void add(NewWarning row) {
                writer.add(row);
                ahead.accept(row);
            }

            @Override
            public void flush() {
                writer.flush();
            }

            @Override
            public void close() {
                writer.close();
            }
        };
    }

    @Override
    public void close(BatchId id, long duplicate, long rejected) {
        store.close(id, duplicate, rejected);
    }

    @Override
    public void note(BatchId id, long duplicate, long rejected) {
        store.note(id, duplicate, rejected);
    }

    @Override
    public void end(BatchId id) {
        store.end(id);
    }

    @Override
    public boolean isAccepting(BatchId id) {
        return store.isAccepting(id);
    }

    @Override
    public void count(BatchId id, String source, long sequence, long duplicate, long rejected) {
        store.count(id, source, sequence, duplicate, rejected);
    }

    @Override
    public long accepted(BatchId id) {
        return store.accepted(id);
    }

    @Override
    public long pending(String client) {
        return store.pending(client);
    }
}

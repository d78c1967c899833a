package io.tocsin.cli.connect;

import io.tocsin.config.TocsinConfig;
import io.tocsin.store.facade.Store;
import io.tocsin.warning.StoreUnavailableException;
import java.util.List;

/** Logs in to an external Redis and asks whether it is durable; writes nothing. */
public final class StoreConnector implements Connector {
    /** The connector. */
    public StoreConnector() {}

    @Override
    public List<Result> connect(TocsinConfig config) {
        try {
            return List.of(new Result("store", true, Store.probe(config.store())));
        } catch (IllegalStateException | IllegalArgumentException | StoreUnavailableException e) {
            return List.of(new Result("store", false, String.valueOf(e.getMessage())));
        }
    }
}

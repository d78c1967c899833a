package io.tocsin.ingest;

import io.tocsin.warning.StoreUnavailableException;
import java.util.List;

/**
 * Which node serves which stream of the TCP door, so that the newest connection of a stream is the
 * only one over all nodes. Calls block.
 */
public interface StreamStore {
    /** For a node that is the only one. */
    StreamStore ALONE = new StreamStore() {
        @Override
        public void take(Name stream) {
            // Nobody else could have it.
        }

        @Override
        public List<Name> taken(List<Name> served) {
            return List.of();
        }
    };

    /**
     * A client's stream.
     *
     * @param client the client
     * @param stream its name of the stream
     */
    record Name(String client, String stream) {}

    /**
     * This node serves the stream from now on.
     *
     * @throws StoreUnavailableException when it is not known whether the others will hear of it
     */
    void take(Name stream);

    /**
     * Streams that another node took after this one.
     *
     * @param served those to ask about, which this node took before
     */
    List<Name> taken(List<Name> served);
}

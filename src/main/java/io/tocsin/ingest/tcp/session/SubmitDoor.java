package io.tocsin.ingest.tcp.session;

import io.tocsin.ingest.tcp.protocol.Body;
import io.tocsin.ingest.tcp.protocol.Problem;
import io.tocsin.warning.StoreUnavailableException;
import java.util.function.Consumer;

/** Takes what clients submit. */
public interface SubmitDoor {
    /**
     * Begins to take a stream's submissions; blocks.
     *
     * @throws StoreUnavailableException when the store does not answer
     */
    Stream open(String client, String stream);

    /** One stream over one connection. */
    interface Stream extends AutoCloseable {
        /** The last sequence whose answer is durable when this was opened, unsigned, 0 if none. */
        long lastSequence();

        /**
         * Takes one submission; does not block. Called by one thread at a time.
         *
         * @param answer gets the answer, in the order of submissions, on any thread
         */
        void submit(long sequence, Body body, Consumer<Answer> answer);

        /** Gives up what waits; what is being made durable is finished. Does not block. */
        @Override
        void close();
    }

    /** What a submission came to. */
    sealed interface Answer {
        /**
         * It is durable.
         *
         * @param body of the ACK
         * @param replayed whether this was answered before
         */
        record Ack(Body body, boolean replayed) implements Answer {}

        /**
         * It is wrong; nothing of it was taken.
         *
         * @param problem why
         */
        record Refused(Problem problem) implements Answer {}

        /**
         * Nothing can be said; it may be sent again. All that were submitted after it fail too, so that the
         * stream has no gap.
         *
         * @param problem why
         */
        record Failed(Problem problem) implements Answer {}
    }
}

package io.tocsin.ingest.tcp.submit;

import io.tocsin.ingest.tcp.protocol.Body;
import io.tocsin.ingest.tcp.session.SubmitDoor;
import java.util.function.Consumer;

/** Takes the submissions of all streams. */
public final class Submissions implements SubmitDoor {
    private final SubmitParts parts;

    /** Wires it. */
    public Submissions(SubmitParts parts) {
        this.parts = parts;
    }

    @Override
    public Stream open(String client, String stream) {
        Source source = new Source(client, stream);
        return new OneStream(source, parts.submissions().lastSequence(source.scope()).orElse(0L));
    }

    /**
     * Whose submissions.
     *
     * @param client the client
     * @param stream its name of the stream
     */
    record Source(String client, String stream) {
        /** Of the submission store. */
        String scope() {
            return "tcp:" + client + ":" + stream;
        }
    }

    /** Every submission has a virtual thread, of which a connection has no more than its window. */
    private final class OneStream implements Stream {
        private final Source source;
        private final long last;
        private final Order order;

        OneStream(Source source, long last) {
            this.source = source;
            this.last = last;
            this.order = new Order(last);
        }

        @Override
        public long lastSequence() {
            return last;
        }

        @Override
        public void submit(long sequence, Body body, Consumer<Answer> answer) {
            Order.Ticket ticket = order.enter(sequence);
            Thread.ofVirtual().name("tcp-submit-" + source.client()).start(
                    () -> new Submitting(parts, source, order, ticket, sequence, body).run(answer));
        }

        @Override
        public void close() {
            order.close();
        }
    }
}

package io.tocsin.ingest.tcp.session;

import io.tocsin.ingest.StreamStore;
import io.tocsin.ingest.tcp.protocol.Bodies;
import io.tocsin.ingest.tcp.protocol.Problem;
import io.tocsin.ingest.tcp.protocol.ProblemKind;
import io.tocsin.warning.StoreUnavailableException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out who said HELLO, on a virtual thread, and tells the connection. */
final class Login implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Login.class);

    private final ConnectionParts parts;
    private final State.Admitting admitting;
    private final Connection connection;

    Login(ConnectionParts parts, State.Admitting admitting, Connection connection) {
        this.parts = parts;
        this.admitting = admitting;
        this.connection = connection;
    }

    @Override
    public void run() {
        try {
            Optional<Doorman.Rights> rights = parts.doorman().admit(admitting.hello().client(),
                    admitting.hello().key());
            if (rights.isPresent()) {
                admit(rights.get());
            } else {
                refuse(ProblemKind.UNAUTHORIZED,
                        "got a client and a key that do not belong together, expected the key of '"
                                + Bodies.shown(admitting.hello().client()) + "'");
            }
        } catch (StoreUnavailableException e) {
            LOG.warn("A HELLO of {} is not answered: {}", admitting.hello().client(), e.getMessage());
            refuse(ProblemKind.STORE_UNAVAILABLE, "nothing can be taken now; connect again later");
        } catch (RuntimeException e) {
            LOG.error("A HELLO of {} failed; its connection is closed", admitting.hello().client(), e);
            refuse(ProblemKind.INTERNAL, "a fault of the gateway; its log says more");
        }
    }

    /** An older connection of the stream is told to go first, so that the last sequence is the last. */
    private void admit(Doorman.Rights rights) {
        StreamStore.Name name = new StreamStore.Name(admitting.hello().client(),
                admitting.hello().stream());
        parts.streams().take(name);
        parts.connections().enter(name, connection);
        connection.later(() -> connection.entered(admitting, name));
        SubmitDoor.Stream stream = parts.submissions().open(name.client(), name.stream());
        connection.later(() -> connection.welcome(admitting, rights, stream));
    }

    private void refuse(ProblemKind kind, String detail) {
        connection.later(() -> connection.fail(admitting.sequence(), new Problem(kind, detail)));
    }
}

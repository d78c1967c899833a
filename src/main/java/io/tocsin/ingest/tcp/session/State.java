package io.tocsin.ingest.tcp.session;

import io.tocsin.ingest.tcp.events.EventPush;
import io.tocsin.ingest.tcp.protocol.Greeting;
import io.tocsin.ingest.tcp.protocol.Problem;
import io.tocsin.ingest.tcp.protocol.ProblemKind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a connection is. Each state but the last can be followed by {@link Ending}.
 *
 * <pre>
 * Strange ──HELLO──▶ Admitting ──key──▶ Serving ──▶ Ending ──answers written──▶ Leaving
 * </pre>
 */
sealed interface State {
    /** What is to be said to a client whose key was taken back or has ended; empty while it holds. */
    default Optional<Problem> revoked() {
        return this instanceof Serving serving && !serving.rights().holds().getAsBoolean()
                ? Optional.of(new Problem(ProblemKind.UNAUTHORIZED, "the key was taken back or has ended"))
                : Optional.empty();
    }

    /**
     * Nobody knows who it is.
     *
     * @param since when it was opened
     */
    record Strange(long since) implements State {}

    /**
     * It said who it is; that is being looked up.
     *
     * @param hello what it said
     * @param sequence of its HELLO
     */
    record Admitting(Greeting.Hello hello, long sequence) implements State {}

    /**
     * It may submit and gets results.
     *
     * @param rights what it may
     * @param stream takes its submissions
     * @param answers those that are due
     * @param push pushes its results, null when it wants or may have none
     */
    record Serving(Doorman.Rights rights, SubmitDoor.Stream stream, Answers answers,
            @Nullable EventPush push) implements State {
        /** It has taken a result. */
        void acknowledged(String event) {
            if (push != null) {
                push.acknowledged(event);
            }
        }

        /** Pushes no more. */
        void stop() {
            if (push != null) {
                push.stop();
            }
        }
    }

    /**
     * Nothing is read any more; answers due are awaited.
     *
     * @param farewell what to say then
     * @param since when this began
     */
    record Ending(Farewell farewell, long since) implements State {}

    /**
     * All is said; it is the peer's turn to close.
     *
     * @param since when this began
     */
    record Leaving(long since) implements State {}

    /**
     * Why a connection ends.
     *
     * @param sequence of the message at fault, 0 when none is
     * @param problem told as an ERROR before, null when nothing is wrong
     * @param reason a stable word for it
     * @param detail the same in a sentence
     */
    record Farewell(long sequence, @Nullable Problem problem, String reason, String detail) {
        /** Something is wrong. */
        static Farewell of(long sequence, Problem problem) {
            return new Farewell(sequence, problem, problem.kind().code(), problem.detail());
        }

        /** Nothing is wrong. */
        static Farewell of(String reason, String detail) {
            return new Farewell(0, null, reason, detail);
        }
    }
}

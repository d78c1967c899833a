package io.tocsin.ingest.tcp.session;

import io.tocsin.ingest.tcp.protocol.Problem;
import io.tocsin.ingest.tcp.protocol.ProblemKind;
import io.tocsin.ingest.tcp.wire.KeepAlive;
import io.tocsin.ingest.tcp.wire.Reading;
import io.tocsin.ingest.tcp.wire.TcpSettings.Times;

/**
 * Looks at the clock for one connection: everything it waits for has a limit. Times are a ticker's.
 */
final class Watch {
    private static final long NEVER = Long.MIN_VALUE;

    private final Times times;
    private final KeepAlive keepAlive;
    private long partialSince = NEVER;

    Watch(Times times, long now) {
        this.times = times;
        this.keepAlive = new KeepAlive(times.ping().toNanos(), times.silence().toNanos(), now);
    }

    /** What is to be done. */
    sealed interface Verdict {
        /** Nothing. */
        record Fine() implements Verdict {}

        /** Ask whether the peer is there. */
        record Ask() implements Verdict {}

        /** The peer is at fault. */
        record Fault(Problem problem) implements Verdict {}

        /** No more answers are awaited. */
        record Leave() implements Verdict {}

        /** There is nothing more to say, or nobody to hear it. */
        record Close() implements Verdict {}
    }

    KeepAlive keepAlive() {
        return keepAlive;
    }

    /** A whole message came. */
    void message() {
        partialSince = NEVER;
    }

    /** Bytes came, the last of which may be a part of a message. */
    void bytes(boolean partial, long now) {
        keepAlive.heard(now);
        if (!partial) {
            partialSince = NEVER;
        } else if (partialSince == NEVER) {
            partialSince = now;
        }
    }

    Verdict look(State state, Reading reading, long now) {
        return switch (state) {
            case State.Strange(long since) when now - since >= times.hello().toNanos() -> new Verdict.Fault(
                    new Problem(ProblemKind.NO_HELLO, "got no HELLO in " + times.hello().toMillis()
                            + " ms, expected it first"));
            case State.Serving _ -> serving(reading, now);
            case State.Ending(var _, long since) when now - since >= times.drain().toNanos() -> new Verdict.Leave();
            case State.Leaving(long since) when now - since >= times.linger().toNanos() -> new Verdict.Close();
            case State.Strange _,State.Admitting _,State.Ending _,State.Leaving _ -> new Verdict.Fine();
        };
    }

    private Verdict serving(Reading reading, long now) {
        if (reading.slowFor(now) >= times.stall().toNanos()) {
            // It does not read, so it cannot be told.
            return new Verdict.Close();
        }
        if (reading.isStopped()) {
            // We do not listen, so silence says nothing.
            keepAlive.heard(now);
            partialSince = partialSince == NEVER ? NEVER : now;
        }
        if (partialSince != NEVER && now - partialSince >= times.message().toNanos()) {
            return new Verdict.Fault(new Problem(ProblemKind.TOO_SLOW, "got a part of a message for "
                    + times.message().toMillis() + " ms, expected the whole"));
        }
        return switch (keepAlive.tick(now)) {
            case ASK -> new Verdict.Ask();
            case GIVE_UP -> new Verdict.Fault(new Problem(ProblemKind.SILENCE, "got nothing for "
                    + times.silence().toMillis() + " ms, expected a PING or PONG at least every 60 s"));
            case NOTHING -> new Verdict.Fine();
        };
    }
}

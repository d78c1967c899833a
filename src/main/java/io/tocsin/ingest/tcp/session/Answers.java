package io.tocsin.ingest.tcp.session;

import io.tocsin.ingest.tcp.protocol.Bodies;
import io.tocsin.ingest.tcp.protocol.Body;
import io.tocsin.ingest.tcp.protocol.Message;
import io.tocsin.ingest.tcp.protocol.MessageType;
import io.tocsin.ingest.tcp.protocol.Problem;
import io.tocsin.ingest.tcp.protocol.ProblemKind;
import io.tocsin.ingest.tcp.protocol.Room;
import io.tocsin.ingest.tcp.wire.TcpListener;
import io.tocsin.ingest.tcp.wire.Wire;
import java.util.Optional;

/**
 * The SUBMITs of one connection and their answers. The memory of a SUBMIT is given back when its
 * answer is written, not before: a client that does not read gets no more. Used on the connection's
 * event loop.
 */
final class Answers {
    private final int window;
    private final TcpListener listener;
    private final Wire wire;
    private final Room room;
    private int unanswered;

    Answers(int window, TcpListener listener, Wire wire, Room room) {
        this.window = window;
        this.listener = listener;
        this.wire = wire;
        this.room = room;
    }

    /** How many are due. */
    int due() {
        return unanswered;
    }

    /** Takes a SUBMIT, or says why not. */
    Optional<Problem> take(Message submit, Doorman.Rights rights) {
        Problem problem = null;
        if (unanswered >= window) {
            problem = new Problem(ProblemKind.WINDOW_EXCEEDED, "got a SUBMIT while " + unanswered
                    + " are unanswered, expected no more before an ACK");
        } else if (submit.sequence() == 0) {
            problem = new Problem(ProblemKind.BAD_BODY, "SUBMIT: got the sequence 0, expected 1 or more");
        } else if (!rights.submit()) {
            problem = new Problem(ProblemKind.FORBIDDEN, "the key has not the scope submit");
        }
        if (problem == null) {
            unanswered++;
        } else {
            listener.answered(problem.kind().code());
            room.giveBack(submit.room());
        }
        return Optional.ofNullable(problem);
    }

    /** Writes an answer; when there can be none, returns why. */
    Optional<Problem> write(Message submit, SubmitDoor.Answer answer) {
        unanswered--;
        return switch (answer) {
            case SubmitDoor.Answer.Ack(Body body, boolean replayed) -> {
                listener.answered(replayed ? "replayed" : "ack");
                write(submit, MessageType.ACK, body);
                yield Optional.empty();
            }
            case SubmitDoor.Answer.Refused(Problem problem) -> {
                listener.answered(problem.kind().code());
                write(submit, MessageType.ERROR, Bodies.problem(problem));
                yield Optional.empty();
            }
            case SubmitDoor.Answer.Failed(Problem problem) -> {
                listener.answered(problem.kind().code());
                room.giveBack(submit.room());
                yield Optional.of(problem);
            }
        };
    }

    private void write(Message submit, MessageType type, Body body) {
        room.charge(body.length());
        wire.say(type, submit.sequence(), body, () -> room.giveBack(submit.room() + body.length()));
    }
}

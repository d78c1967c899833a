package io.tocsin.dispatch.line;

import io.tocsin.dispatch.DispatchListener.Answered;
import io.tocsin.dispatch.settle.Decisions;
import io.tocsin.dispatch.settle.Settling;
import io.tocsin.dispatch.WriteListener;
import io.tocsin.send.Answer;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.AttemptId;
import io.tocsin.warning.Cause;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Takes carriers' answers, on their event loops: counts them, frees what they occupied, hands them
 * on to be settled.
 */
public final class Answers {
    private static final long REST = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long STRANGE = TimeUnit.SECONDS.toNanos(2);

    private final LineContext context;
    private final WriteListener writes;

    /** Answers to the attempts of this node. */
    public Answers(LineContext context, WriteListener writes) {
        this.context = context;
        this.writes = writes;
    }

    /** What one read of a connection brought for a line. */
    public void take(Line line, List<Answer> answers) {
        long now = context.clocks().nanos();
        Tally tally = new Tally();
        List<Flight> flights = new ArrayList<>(answers.size());
        for (Answer answer : answers) {
            Flight flight = (Flight) answer.tag();
            flight.answered(answer);
            tally.add(answer.end(), flight.standing().progress().refusals() > 0);
            if (flight.markWritten(0)) {
                free(line, flight, answer, now);
            }
            flight.since(now).ifPresent(
                    nanos -> context.listener().took(flight.standing().warning().id(), line.name(), nanos));
            flights.add(flight);
        }
        line.answered(over(flights, answers));
        tally.refused(line.refusals(answers));
        boolean slowed = judgeFlow(line, tally, flights, now);
        tally.tell(line.name(), context.listener());
        // Before they are decided: what becomes of a refused one depends on whether the line takes others.
        judge(line, tally, now);
        context.settlements().add(flights);
        if (slowed) {
            line.bells().ring();
        } else {
            line.bells().send().ring();
        }
    }

    /** Those that occupy their line no more. */
    private static List<Flight> over(List<Flight> flights, List<Answer> answers) {
        return answers.stream().noneMatch(Answer::goesOn)
                ? flights
                : answers.stream().filter(answer -> !answer.goesOn()).map(answer -> (Flight) answer.tag()).toList();
    }

    /** Attempts that were answered before occupy their line no more. */
    public void over(Line line, List<Object> tags) {
        line.answered(tags.stream().map(Flight.class::cast).toList());
        line.bells().send().ring();
    }

    /** Attempts that this node does not have, and that had lines of a trunk for all nodes, are over. */
    public void gone(Line line, List<AttemptId> attempts) {
        CallGate gate = line.gate();
        if (gate != null) {
            gate.gone(attempts);
            line.bells().send().ring();
        }
    }

    /** Answers to attempts that were answered as unknown before; they occupy nothing any more. */
    public void late(Line line, List<Answer> answers) {
        context.settlements().add(answers.stream().map(each -> new Belated((Flight) each.tag(), each)).toList());
    }

    /** The line's carrier says that it nears its limits. */
    public void congested(Line line, int percent) {
        long now = context.clocks().nanos();
        line.limit().ease(now, line.meter().perSecond(now));
        line.slowness().began("congestion:" + percent, now);
    }

    /** An attempt whose writing nobody told: it counts as late as it can have been. */
    private void free(Line line, Flight flight, Answer answer, long now) {
        if (answer.end() instanceof AttemptEnd.NeverSent) {
            line.limit().unsent(flight.cost());
        } else {
            line.limit().written(flight.cost(), now);
            writes.written(line.name(), flight.cost(), now);
        }
    }

    /**
     * Slows the line when flow control is about the account, else marks those it is about; says which.
     */
    private boolean judgeFlow(Line line, Tally tally, List<Flight> flights, long now) {
        int flow = tally.of(Answered.FLOW_CONTROLLED);
        List<Cause> congestion = congestion(line, flights);
        boolean account = line.limit().answered(tally.good(), flow - tally.again() + congestion.size(), tally.again(),
                now, line.meter().perSecond(now));
        if (flow + congestion.size() == 0) {
            return false;
        }
        String code = congestion.isEmpty() ? "" : congestion.getLast().raw();
        for (Flight flight : flights) {
            if (flight.end() instanceof AttemptEnd.FlowControlled(var cause, var alone)) {
                code = cause.raw();
                if (!account) {
                    flight.refusedAlone(cause);
                }
            }
        }
        if (account) {
            line.slowness().began(code, now);
        }
        return account;
    }

    /**
     * What says that a trunk's network has too much to do: the calls have failed, and go by their
     * rules, but fewer are to follow.
     */
    private static List<Cause> congestion(Line line, List<Flight> flights) {
        if (line.gate() == null) {
            return List.of();
        }
        List<Cause> congestion = new ArrayList<>(0);
        for (Flight flight : flights) {
            if (flight.end() instanceof AttemptEnd.Failed(var cause) && line.isCongestion(cause)) {
                congestion.add(cause);
            }
        }
        return congestion;
    }

    private void judge(Line line, Tally tally, long now) {
        line.breaker().record(tally.good(), tally.bad());
        if (tally.isRefused()) {
            line.breaker().open();
        }
        int taken = tally.good() - tally.closed();
        if (taken > 0) {
            line.contract().answered(0, taken, context.clocks().now());
        }
        if (tally.closedAtLast() > 0) {
            line.contract().answered(tally.closedAtLast(), 0, context.clocks().now());
        }
        if (tally.heard()) {
            line.heard(now);
        }
        int flow = tally.of(Answered.FLOW_CONTROLLED);
        int never = tally.of(Answered.NEVER_SENT);
        line.breaker().release(flow + never);
        if (never > 0 && tally.good() == 0) {
            line.rest(now + REST);
        }
    }

    /** An attempt was written. */
    public void written(Object tag, long nanos) {
        Flight flight = (Flight) tag;
        if (!flight.markWritten(nanos)) {
            return;
        }
        writes.written(flight.line().name(), flight.cost(), nanos);
        if (flight.line().limit().hasRate()) {
            long now = context.clocks().nanos();
            long age = now - nanos;
            // A carrier on another ticker must not void the limit: then it was written now.
            flight.line().limit().written(flight.cost(), age >= 0 && age < STRANGE ? nanos : now);
        }
    }

    /**
     * A late answer to an attempt whose end was settled as unknown: decided as if it had come in time;
     * the store takes it as long as nothing else has come of the attempt.
     */
    private record Belated(Flight flight, Answer answer) implements Settling {
        @Override
        public int partition() {
            return flight.partition();
        }

        @Override
        public Grade grade() {
            return flight.grade();
        }

        @Override
        public Transition transition(Decisions decisions, Instant now) {
            return flight.answered(decisions, answer.end(), answer.messages(), now);
        }
    }
}

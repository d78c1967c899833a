package io.tocsin.dispatch;

import io.tocsin.send.Answer;
import io.tocsin.send.Carrier;
import io.tocsin.send.CarrierEvents;
import io.tocsin.send.CarrierHealth;
import io.tocsin.send.Outgoing;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Channel;
import io.tocsin.warning.MessageRef;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** A carrier with a window that a test turns: it writes and answers when told to. */
public final class MemoryCarrier implements Carrier {
    private static final AttemptEnd ACCEPTED = new AttemptEnd.Accepted();

    private final String name;
    private final int window;
    private final LongSupplier ticker;
    private final CarrierEvents events;
    private final boolean reports;
    private final ArrayDeque<Sent> unwritten = new ArrayDeque<>();
    private final ArrayDeque<Sent> unanswered = new ArrayDeque<>();
    private final List<Sent> all = new ArrayList<>();
    private volatile Function<Outgoing, AttemptEnd> reply = out -> ACCEPTED;
    private volatile boolean up = true;
    private Channel channel = Channel.SMS;
    private int used;
    private long ids;

    /** An attempt as it was seen. */
    public record Sent(Outgoing outgoing, int segments, long at) {}

    /** A carrier that is up. */
    public MemoryCarrier(String name, int window, LongSupplier ticker, CarrierEvents events, boolean reports) {
        this.name = name;
        this.window = window;
        this.ticker = ticker;
        this.events = events;
        this.reports = reports;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Channel channel() {
        return channel;
    }

    /** Makes a trunk of it, before it is used. */
    public MemoryCarrier calling() {
        channel = Channel.VOICE;
        return this;
    }

    @Override
    public void start() {}

    @Override
    public synchronized int capacity() {
        return up ? Math.max(0, window - used) : 0;
    }

    /** A text of {@code 3*} costs three segments. */
    @Override
    public int cost(String text) {
        return text.length() > 1 && text.charAt(1) == '*' ? text.charAt(0) - '0' : 1;
    }

    @Override
    public synchronized void send(List<Outgoing> attempts) {
        for (Outgoing outgoing : attempts) {
            Sent sent = new Sent(outgoing, cost(outgoing.text()), ticker.getAsLong());
            used += sent.segments;
            unwritten.add(sent);
        }
    }

    @Override
    public boolean reportsWrites() {
        return reports;
    }

    /** Writes at most so many of what was sent; returns the times, one per segment. */
    public synchronized List<Long> write(int most) {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < most && !unwritten.isEmpty(); i++) {
            Sent sent = unwritten.remove();
            long now = ticker.getAsLong();
            Sent written = new Sent(sent.outgoing, sent.segments, now);
            all.add(written);
            unanswered.add(written);
            for (int s = 0; s < sent.segments; s++) {
                times.add(now);
            }
            if (reports) {
                events.written(this, sent.outgoing.tag(), now);
            }
        }
        return times;
    }

    /** Answers at most so many of what was written. */
    public void answer(int most) {
        List<Answer> answers = new ArrayList<>();
        synchronized (this) {
            for (int i = 0; i < most && !unanswered.isEmpty(); i++) {
                Sent sent = unanswered.remove();
                used -= sent.segments;
                AttemptEnd end = reply.apply(sent.outgoing);
                List<MessageRef> ids = end.equals(ACCEPTED)
                        ? List.of(new MessageRef(name + this.ids++, 0, 1))
                        : List.of();
                answers.add(new Answer(sent.outgoing.tag(), end, ids));
            }
        }
        if (!answers.isEmpty()) {
            events.answered(this, answers);
        }
    }

    /** Answers one that goes on for all that. */
    public void answerAndGoOn() {
        Sent sent;
        synchronized (this) {
            sent = unanswered.remove();
        }
        events.answered(this, List.of(new Answer(sent.outgoing.tag(), reply.apply(sent.outgoing), List.of(), true)));
    }

    /** That one is over. */
    public void over(Sent sent) {
        synchronized (this) {
            used -= sent.segments;
        }
        events.over(this, List.of(sent.outgoing.tag()));
    }

    /** Answers so again to everything written so far, as answers that come after their time. */
    public void answerLate(AttemptEnd end) {
        events.late(this, written().stream().map(sent -> new Answer(sent.outgoing.tag(), end,
                end.equals(ACCEPTED) ? List.of(new MessageRef(name + ids++, 0, 1)) : List.of())).toList());
    }

    /** Writes and answers everything. */
    public void turn() {
        write(Integer.MAX_VALUE);
        answer(Integer.MAX_VALUE);
    }

    /** What it will answer from now on. */
    public void replies(Function<Outgoing, AttemptEnd> with) {
        reply = with;
    }

    /** Loses or regains all its sessions. */
    public void up(boolean is) {
        up = is;
        events.changed(this);
    }

    /** Everything written, in order. */
    public synchronized List<Sent> written() {
        return List.copyOf(all);
    }

    /** Written and without an answer. */
    public synchronized int open() {
        return unanswered.size() + unwritten.size();
    }

    @Override
    public CarrierHealth health() {
        return new CarrierHealth(up ? 1 : 0, 1, used, window, "");
    }

    @Override
    public void close(Duration limit) {
        turn();
    }
}

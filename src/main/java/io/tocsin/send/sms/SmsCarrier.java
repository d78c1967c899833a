package io.tocsin.send.sms;

import io.tocsin.send.Answer;
import io.tocsin.send.Carrier;
import io.tocsin.send.CarrierEvents;
import io.tocsin.send.CarrierHealth;
import io.tocsin.send.CauseTable;
import io.tocsin.send.Outgoing;
import io.tocsin.send.OwnCauses;
import io.tocsin.send.sms.lease.LeasedSessions;
import io.tocsin.send.sms.session.reception.Reception;
import io.tocsin.send.sms.session.SessionListener;
import io.tocsin.send.sms.session.SmsAttempt;
import io.tocsin.send.sms.session.SmsSession;
import io.tocsin.send.sms.text.Segmenter;
import io.tocsin.send.sms.text.TooLongException;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.CauseWords;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Confirmation;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Receipt;
import io.tocsin.warning.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An SMS account with its sessions. Every SMS goes over the session with the most room, all its
 * segments over the same one, next to each other and in order.
 */
public final class SmsCarrier implements Carrier {
    private static final Logger LOG = LoggerFactory.getLogger(SmsCarrier.class);
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final String name;
    private final Segmenter segmenter;
    private final Set<Grade> flash;
    private final References references;
    private final Executor executor;
    private final OwnCauses<CauseTable> causes;
    private final CarrierEvents events;
    private final SmsCounts counts = new SmsCounts();
    private final List<? extends SmsSession<?>> sessions;
    private final List<? extends Reception> receptions;
    private final LeasedSessions leased;

    /**
     * How texts become messages.
     *
     * @param segmenter cuts them
     * @param seed where references of long texts begin, see {@link References}
     * @param flash grades whose texts are not kept by the phone
     */
    record Making(Segmenter segmenter, long seed, Set<Grade> flash) {}

    /**
     * The connections of an account.
     *
     * @param sessions submit, and mostly receive as well; at least one
     * @param receptions only receive, and are not among the sessions that are shared with other nodes
     */
    record Connections(List<? extends SmsSession<?>> sessions, List<? extends Reception> receptions) {
        /** Sessions alone. */
        Connections(List<? extends SmsSession<?>> sessions) {
            this(sessions, List.of());
        }
    }

    /**
     * A carrier that is not started.
     *
     * @param executor answers attempts that no session takes; one of the event loops
     * @param leases say which sessions are this node's
     * @param causes what its codes mean
     * @param connections makes them, none started
     */
    SmsCarrier(String name, Making making, Executor executor, LeasedSessions.Parts leases,
            OwnCauses<CauseTable> causes, CarrierEvents events,
            Function<SessionListener, Connections> connections) {
        this.name = name;
        this.segmenter = making.segmenter;
        this.flash = making.flash;
        this.references = new References(making.seed);
        this.executor = executor;
        this.causes = causes;
        this.events = events;
        Connections made = connections.apply(new Ears());
        this.sessions = List.copyOf(made.sessions);
        this.receptions = List.copyOf(made.receptions);
        this.leased = new LeasedSessions(name, this.sessions, leases);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public void start() {
        receptions.forEach(Reception::start);
        leased.start();
    }

    @Override
    public int capacity() {
        int capacity = 0;
        for (SmsSession<?> session : sessions) {
            capacity += Math.max(0, session.free());
        }
        return capacity;
    }

    @Override
    public int cost(String text) {
        return segmenter.count(text);
    }

    @Override
    public int mostCost() {
        return segmenter.maxSegments();
    }

    @Override
    public boolean reportsWrites() {
        return true;
    }

    @Override
    public void send(List<Outgoing> attempts) {
        Allotment allotment = new Allotment(sessions);
        List<Answer> refused = new ArrayList<>(0);
        for (Outgoing outgoing : attempts) {
            try {
                var text = segmenter.split(outgoing.text(), () -> references.next(outgoing.phone()));
                SmsAttempt attempt = new SmsAttempt(outgoing.tag(), outgoing.phone(),
                        flash.contains(outgoing.grade()) ? text.asFlash() : text);
                if (!allotment.add(attempt)) {
                    refused.add(new Answer(outgoing.tag(), new AttemptEnd.NeverSent(), List.of()));
                }
            } catch (TooLongException e) {
                Cause cause = new Cause(CauseClass.PERMANENT, "too-long: " + e.getMessage());
                refused.add(new Answer(outgoing.tag(), new AttemptEnd.Failed(cause), List.of()));
            }
        }
        allotment.send();
        if (!refused.isEmpty()) {
            executor.execute(() -> events.answered(this, refused));
        }
    }

    @Override
    public CarrierHealth health() {
        int up = 0;
        int held = 0;
        int used = 0;
        int window = 0;
        String detail = "";
        String resting = "";
        for (SmsSession<?> session : sessions) {
            String why = session.state().detail();
            if (session.isHeld()) {
                held++;
                up += session.isUp() ? 1 : 0;
                used += Math.clamp(session.used(), 0, session.window());
                window += session.window();
                detail = detail.isEmpty() ? why : detail;
            } else {
                resting = resting.isEmpty() ? why : resting;
            }
        }
        for (Reception reception : receptions) {
            detail = detail.isEmpty() && !reception.detail().isEmpty()
                    ? "no receipts: " + reception.detail()
                    : detail;
        }
        return new CarrierHealth(up, held, sessions.size(), used, window, held == 0 ? resting : detail);
    }

    /** What happened that no attempt shows. */
    public SmsCounts counts() {
        return counts;
    }

    @Override
    public CauseWords words(String raw) {
        return causes.get().words(raw);
    }

    @Override
    public void look() {
        causes.look();
    }

    @Override
    public void close(Duration limit) {
        leased.stop();
        CompletableFuture<?>[] ends = Stream.concat(sessions.stream(), receptions.stream())
                .map(each -> each.close(limit)).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(limit.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
            leased.release();
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn("Carrier {} did not close in {} ms: {}", name, limit.plus(GRACE).toMillis(), e.toString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hears the sessions and tells dispatch, on their event loops. */
    private final class Ears implements SessionListener {
        @Override
        public void written(Object tag, long nanos) {
            events.written(SmsCarrier.this, tag, nanos);
        }

        @Override
        public void answered(List<Answer> answers) {
            events.answered(SmsCarrier.this, answers);
        }

        @Override
        public void late(List<Answer> answers) {
            counts.late(answers.size());
            events.late(SmsCarrier.this, answers);
        }

        @Override
        public void receipts(List<Receipt> receipts, Confirmation confirmation) {
            events.receipts(SmsCarrier.this, receipts, confirmation);
        }

        @Override
        public void replies(List<Reply> replies, Confirmation confirmation) {
            counts.messages(replies.size());
            events.replies(SmsCarrier.this, replies, confirmation);
        }

        @Override
        public void changed() {
            events.changed(SmsCarrier.this);
        }

        @Override
        public void congested(int percent) {
            events.congested(SmsCarrier.this, percent);
        }

        @Override
        public void stray() {
            counts.stray();
        }

        @Override
        public void unreadable(String problem) {
            long total = counts.skipped();
            if (Long.bitCount(total) == 1) {
                // The 1st, 2nd, 4th, 8th …: a carrier gone mad must not fill the log.
                LOG.warn("Carrier {} sent something that was skipped: {} ({} so far)", name, problem, total);
            }
        }
    }
}

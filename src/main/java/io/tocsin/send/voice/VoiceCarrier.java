package io.tocsin.send.voice;

import io.tocsin.send.Answer;
import io.tocsin.send.Carrier;
import io.tocsin.send.CarrierEvents;
import io.tocsin.send.CarrierHealth;
import io.tocsin.send.Outgoing;
import io.tocsin.send.OwnCauses;
import io.tocsin.warning.AttemptId;
import io.tocsin.warning.CauseWords;
import io.tocsin.warning.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A SIP trunk behind an Asterisk. It has as many lines as the trunk may have calls; a call takes a
 * line from {@link #send} until its answer, and nothing waits for one inside.
 */
public final class VoiceCarrier implements Carrier {
    private static final Logger LOG = LoggerFactory.getLogger(VoiceCarrier.class);
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final TrunkConfig config;
    private final String endpoint;
    private final Pbx pbx;
    private final CarrierEvents events;
    private final Ears ears = new Ears();
    private final OwnCauses<CallCauses> causes;
    private final Trunk trunk;
    private final AtomicInteger busy = new AtomicInteger();
    private final CountDownLatch idle = new CountDownLatch(1);
    private volatile boolean closing;

    /**
     * A trunk that is not started.
     *
     * @param pbx the Asterisk that has it; other trunks may use it too
     * @param causes the table as it is now, before this trunk's own words
     */
    public VoiceCarrier(TrunkConfig config, Pbx pbx, Supplier<CallCauses> causes, CarrierEvents events) {
        this.config = config;
        this.endpoint = config.endpoint();
        this.pbx = pbx;
        this.events = events;
        this.causes = new OwnCauses<>(config.name(), causes, config.causes(), CallCauses::over);
        this.trunk = new Trunk(config, this.causes, ears);
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public Channel channel() {
        return Channel.VOICE;
    }

    @Override
    public void start() {
        pbx.join(ears);
    }

    @Override
    public int capacity() {
        return pbx.isReady() && !closing ? Math.max(0, lines() - busy.get()) : 0;
    }

    /** Lines that calls which nobody follows here do not have. */
    private int lines() {
        return config.calls() - pbx.strangers(endpoint);
    }

    @Override
    public int cost(String text) {
        return 1;
    }

    @Override
    public boolean reportsWrites() {
        return true;
    }

    @Override
    public void send(List<Outgoing> attempts) {
        List<AttemptId> ids = attempts.stream().map(VoiceCarrier::identity).toList();
        List<Call> calls = new ArrayList<>(attempts.size());
        List<Outgoing> beyond = new ArrayList<>(0);
        int lines = lines();
        for (int i = 0; i < attempts.size(); i++) {
            if (busy.incrementAndGet() <= lines && !closing) {
                calls.add(new Call(attempts.get(i), ids.get(i), trunk, pbx.now()));
            } else {
                busy.decrementAndGet();
                beyond.add(attempts.get(i));
            }
        }
        pbx.begin(calls);
        if (!beyond.isEmpty()) {
            pbx.refuse(beyond, answers -> events.answered(this, answers));
        }
    }

    @Override
    public boolean adopts() {
        return true;
    }

    /**
     * Takes up attempts whose calls another process began before it died: they are never rung again
     * here. A call that is up is followed to its end; one that is not is answered {@code Unknown} when
     * the time is over in which it could still be heard of. Takes lines beyond {@link #capacity}.
     */
    @Override
    public void adopt(List<Outgoing> attempts) {
        List<Call> calls = attempts.stream().map(each -> new Call(each, identity(each), trunk, pbx.now())).toList();
        busy.addAndGet(calls.size());
        pbx.adopt(calls);
    }

    private static AttemptId identity(Outgoing outgoing) {
        AttemptId attempt = outgoing.attempt();
        if (attempt == null) {
            throw new IllegalArgumentException("expected an attempt's identity, by which its call is known");
        }
        return attempt;
    }

    @Override
    public CarrierHealth health() {
        String detail = pbx.isReady() ? "" : pbx.state().detail();
        return new CarrierHealth(pbx.isReady() ? 1 : 0, 1, config.calls() - lines() + busy.get(), config.calls(),
                pbx.isReady() || !detail.isEmpty() ? detail : "asking for the calls that are up");
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
        closing = true;
        if (busy.get() == 0) {
            idle.countDown();
        }
        try {
            boolean ended = idle.await(limit.toNanos(), TimeUnit.NANOSECONDS);
            CountDownLatch left = new CountDownLatch(1);
            pbx.leave(ears, left::countDown);
            if (!left.await(GRACE.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.warn("Carrier {} did not leave its Asterisk in {} ms", config.name(), GRACE.toMillis());
            } else if (!ended && limit.isPositive()) {
                LOG.info("Carrier {} leaves calls that are not over to the next node", config.name());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hears the Asterisk and tells dispatch, on its event loop. */
    private final class Ears implements CallOwner {
        @Override
        public String endpoint() {
            return endpoint;
        }

        @Override
        public void written(Object tag, long nanos) {
            events.written(VoiceCarrier.this, tag, nanos);
        }

        @Override
        public void ended(List<Answer> answers) {
            int over = (int) answers.stream().filter(answer -> !answer.goesOn()).count();
            events.answered(VoiceCarrier.this, answers);
            free(over);
        }

        @Override
        public void over(List<Object> tags) {
            events.over(VoiceCarrier.this, tags);
            free(tags.size());
        }

        private void free(int lines) {
            int before = busy.getAndAdd(-lines);
            if (lines > 0 && before >= lines()) {
                events.changed(VoiceCarrier.this);
            }
            if (closing && before <= lines) {
                idle.countDown();
            }
        }

        @Override
        public void gone(List<AttemptId> attempts) {
            events.gone(VoiceCarrier.this, attempts);
            events.changed(VoiceCarrier.this);
        }

        @Override
        public void changed() {
            events.changed(VoiceCarrier.this);
        }
    }
}

package io.tocsin.send.sms.lease;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Ticker;
import io.tocsin.send.sms.lease.SessionLeases.Grant;
import io.tocsin.send.sms.session.SmsSession;
import io.tocsin.warning.StoreUnavailableException;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens as many of an account's sessions as this node's lease allows, and closes them before the
 * lease can be another's: what cannot be renewed is drained from seven tenths of the lease on and
 * cut at nine tenths. One event loop owns its state; the lease is asked for on virtual threads, one
 * at a time.
 */
public final class LeasedSessions {
    private static final Logger LOG = LoggerFactory.getLogger(LeasedSessions.class);
    private static final Duration RENEW = Duration.ofSeconds(1);
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration LAST_ANSWER = Duration.ofSeconds(2);

    private final String carrier;
    private final List<? extends SmsSession<?>> sessions;
    private final Parts parts;
    private final long renewNanos;
    private final long softNanos;
    private final long hardNanos;
    /** Sessions told to go that have not gone yet. */
    private final BitSet leaving = new BitSet();
    private final Semaphore asking = new Semaphore(1);
    private @Nullable Future<?> ticking;
    private boolean leased;
    private boolean closed;
    private long leasedAt;
    private long askedAt;

    /**
     * What it stands on.
     *
     * @param leases says how many sessions there may be
     * @param loop owns its state
     * @param ticker time that only passes
     * @param drain how long a session that is handed over may wait for answers
     */
    public record Parts(SessionLeases leases, EventLoop loop, Ticker ticker, Duration drain) {}

    /** Keeps those sessions, all that the account has; none is started yet. */
    public LeasedSessions(String carrier, List<? extends SmsSession<?>> sessions, Parts parts) {
        this.carrier = carrier;
        this.sessions = sessions;
        this.parts = parts;
        Duration length = parts.leases().length();
        renewNanos = least(RENEW, length.dividedBy(10)).toNanos();
        softNanos = length.toNanos() / 10 * 7;
        hardNanos = length.toNanos() / 10 * 9;
    }

    /** Begins to ask for sessions. */
    public void start() {
        long tick = least(TICK, Duration.ofNanos(renewNanos / 4)).toNanos();
        parts.loop().execute(() -> {
            if (!closed) {
                askedAt = parts.ticker().nanoTime() - renewNanos;
                ticking = parts.loop().scheduleAtFixedRate(this::tick, 0, tick, TimeUnit.NANOSECONDS);
            }
        });
    }

    private void tick() {
        long now = parts.ticker().nanoTime();
        if (leased && now - leasedAt >= softNanos) {
            leased = false;
            LOG.warn("Carrier {}: the lease on its sessions could not be renewed; they are closed before others"
                    + " may have them", carrier);
            shrink(0, "the lease could not be renewed",
                    Duration.ofNanos(Math.max(0, hardNanos - (now - leasedAt))));
        }
        if (now - askedAt >= renewNanos && asking.tryAcquire()) {
            askedAt = now;
            int held = held();
            Thread.ofVirtual().name("lease-" + carrier).start(() -> ask(now, held));
        }
    }

    private void ask(long now, int held) {
        try {
            Grant grant = parts.leases().renew(carrier, sessions.size(), held);
            parts.loop().execute(() -> granted(now, grant));
        } catch (StoreUnavailableException e) {
            LOG.debug("Carrier {}: the lease is not renewed: {}", carrier, e.getMessage());
        } finally {
            asking.release();
        }
    }

    private void granted(long asked, Grant grant) {
        if (closed || parts.ticker().nanoTime() - asked >= softNanos) {
            return;
        }
        leased = true;
        leasedAt = asked;
        shrink(grant.connections(), "handed over to another node", parts.drain());
        int held = held();
        for (int i = 0; i < sessions.size() && held < grant.connections(); i++) {
            if (!sessions.get(i).isHeld()) {
                leaving.clear(i);
                sessions.get(i).start();
                held++;
            }
        }
    }

    /** Closes all but so many, first those that are not up. */
    private void shrink(int most, String why, Duration limit) {
        int staying = 0;
        for (int i = 0; i < sessions.size(); i++) {
            staying += stays(i) ? 1 : 0;
        }
        for (boolean up : new boolean[]{false, true}) {
            for (int i = sessions.size() - 1; i >= 0 && staying > most; i--) {
                if (stays(i) && sessions.get(i).isUp() == up) {
                    leaving.set(i);
                    sessions.get(i).rest(why, limit);
                    staying--;
                }
            }
        }
        if (most == 0) {
            // Those that are draining have no more time than the others.
            leaving.stream().filter(i -> sessions.get(i).isHeld()).forEach(i -> sessions.get(i).rest(why, limit));
        }
    }

    private boolean stays(int i) {
        if (!sessions.get(i).isHeld()) {
            leaving.clear(i);
            return false;
        }
        return !leaving.get(i);
    }

    /** Sessions of this node that are connected, or may be at any moment. */
    public int held() {
        return (int) sessions.stream().filter(SmsSession::isHeld).count();
    }

    /** Opens no more sessions. */
    public void stop() {
        parts.loop().execute(() -> {
            closed = true;
            if (ticking != null) {
                ticking.cancel(false);
            }
        });
    }

    /** Gives the lease back, after all sessions have ended; blocks for at most some seconds. */
    public void release() {
        try {
            // An answer still under way would take the lease again.
            if (asking.tryAcquire(LAST_ANSWER.toMillis(), TimeUnit.MILLISECONDS)) {
                parts.leases().release(carrier);
            }
        } catch (StoreUnavailableException e) {
            LOG.info("Carrier {}: the lease on its sessions runs out by itself: {}", carrier, e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration least(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}

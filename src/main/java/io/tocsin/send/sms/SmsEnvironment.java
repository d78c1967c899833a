package io.tocsin.send.sms;

import io.netty.util.concurrent.Ticker;
import io.tocsin.net.EventLoops;
import io.tocsin.send.sms.lease.SessionLeases;
import java.time.LocalDateTime;
import java.util.function.Supplier;

/**
 * What all SMS carriers of a process stand on.
 *
 * @param loops their event loops
 * @param ticker time that only passes
 * @param clock wall-clock time where the carriers are, for logins
 * @param seed of pauses and references
 * @param leases say how many sessions this node may have
 */
public record SmsEnvironment(EventLoops loops, Ticker ticker, Supplier<LocalDateTime> clock, long seed,
        SessionLeases leases) {
    /** For a node that shares its accounts with no other. */
    public SmsEnvironment(EventLoops loops, Ticker ticker, Supplier<LocalDateTime> clock, long seed) {
        this(loops, ticker, clock, seed, SessionLeases.ALONE);
    }
}

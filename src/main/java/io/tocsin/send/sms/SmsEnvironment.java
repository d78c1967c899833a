package io.tocsin.send.sms;

import io.netty.util.concurrent.Ticker;
import io.tocsin.net.EventLoops;
import java.time.LocalDateTime;
import java.util.function.Supplier;

/**
 * What all SMS carriers of a process stand on.
 *
 * @param loops their event loops
 * @param ticker time that only passes
 * @param clock wall-clock time where the carriers are, for logins
 * @param seed of pauses and references
 */
public record SmsEnvironment(EventLoops loops, Ticker ticker, Supplier<LocalDateTime> clock, long seed) {}

package io.tocsin.send.sms.session;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Ticker;
import io.tocsin.net.Connector;
import java.util.random.RandomGenerator;

/**
 * What a session stands on.
 *
 * @param connector opens connections to the carrier
 * @param loop owns all of the session's state
 * @param ticker time that only passes
 * @param random draws the pauses; used on the loop only
 */
public record SessionEnvironment(Connector connector, EventLoop loop, Ticker ticker, RandomGenerator random) {}

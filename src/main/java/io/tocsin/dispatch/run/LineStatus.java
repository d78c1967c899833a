package io.tocsin.dispatch.run;

import io.tocsin.dispatch.contract.keeping.Contract;
import io.tocsin.dispatch.ControlStore.Switches;
import io.tocsin.dispatch.DispatchListener.BreakerState;
import io.tocsin.dispatch.limit.Slowness.Slowed;
import io.tocsin.send.CarrierHealth;
import io.tocsin.warning.Channel;
import org.jspecify.annotations.Nullable;

/**
 * How a carrier stands in this node.
 *
 * @param name in the configuration
 * @param channel what it serves
 * @param health its connections
 * @param breaker its breaker
 * @param switches what an operator switched
 * @param rate segments a second it is allowed, null for no limit
 * @param current segments a second now, less after flow control; null for no limit
 * @param observed segments a second that this node has sent lately
 * @param slowed since when and why it is less, null when it is not
 * @param starting whether it came into service a moment ago, and its rate still grows
 * @param contract what its contract says of this moment
 * @param waiting claimed and not sent yet
 * @param unanswered sent and not answered yet
 */
public record LineStatus(String name, Channel channel, CarrierHealth health, BreakerState breaker, Switches switches,
        @Nullable Double rate, @Nullable Double current, double observed, @Nullable Slowed slowed, boolean starting,
        Contract.Now contract, int waiting,
        int unanswered) {}

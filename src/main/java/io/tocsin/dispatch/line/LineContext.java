package io.tocsin.dispatch.line;

import io.tocsin.dispatch.DispatchListener;
import io.tocsin.dispatch.DispatchSettings;
import io.tocsin.dispatch.call.CallLeases;
import io.tocsin.dispatch.loop.Clocks;
import io.tocsin.dispatch.settle.Pending;
import io.tocsin.dispatch.settle.Settlements;

/**
 * What all lines of a node share.
 *
 * @param settings what dispatch was told
 * @param clocks the times
 * @param pending what waits to become durable
 * @param settlements where it waits
 * @param listener for metrics
 * @param leases the lines of trunks
 */
public record LineContext(DispatchSettings settings, Clocks clocks, Pending pending, Settlements settlements,
        DispatchListener listener, CallLeases leases) {}

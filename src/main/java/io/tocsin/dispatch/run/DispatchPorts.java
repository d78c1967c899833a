package io.tocsin.dispatch.run;

import io.tocsin.dispatch.ContactStore;
import io.tocsin.dispatch.ControlStore;
import io.tocsin.dispatch.DispatchListener;
import io.tocsin.dispatch.WorkStore;
import io.tocsin.dispatch.WriteListener;
import io.tocsin.dispatch.call.CallLeases;

/**
 * What dispatch needs from outside.
 *
 * @param work the waiting warnings
 * @param control switches and the rate
 * @param contacts what is remembered about numbers
 * @param listener for metrics
 * @param writes hears of every attempt that is written
 * @param leases the lines of trunks
 */
public record DispatchPorts(WorkStore work, ControlStore control, ContactStore contacts, DispatchListener listener,
        WriteListener writes, CallLeases leases) {
    /** With nobody who hears of writes, and as many calls as carriers take. */
    public DispatchPorts(WorkStore work, ControlStore control, ContactStore contacts, DispatchListener listener) {
        this(work, control, contacts, listener, WriteListener.UNHEARD, CallLeases.UNBOUNDED);
    }
}

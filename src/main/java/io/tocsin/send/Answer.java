package io.tocsin.send;

import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.MessageRef;
import java.util.List;

/**
 * What a carrier answered to one attempt.
 *
 * @param tag the tag of the {@link Outgoing}
 * @param end accepted, failed, unknown, flow-controlled or never sent
 * @param messages the ids under which receipts will come, one per accepted segment; empty when
 *            there are none
 * @param goesOn whether it occupies the carrier still, until {@link CarrierEvents#over}: the end of
 *            a call is known once a person has taken it, and they talk on
 */
public record Answer(Object tag, AttemptEnd end, List<MessageRef> messages, boolean goesOn) {
    /** What occupies nothing any more. */
    public Answer(Object tag, AttemptEnd end, List<MessageRef> messages) {
        this(tag, end, messages, false);
    }
}

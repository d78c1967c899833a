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
 */
public record Answer(Object tag, AttemptEnd end, List<MessageRef> messages) {}

package io.tocsin.send.sms.smgp;

import io.tocsin.send.sms.wire.Octets;

/**
 * A well-framed message whose request this gateway does not know or use (forward, query, vendors').
 *
 * @param sequence SequenceID
 * @param requestId RequestID as it came
 * @param body all octets after the header
 */
public record Unknown(int sequence, int requestId, Octets body) implements SmgpMessage {}

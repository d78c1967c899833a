package io.tocsin.send.sms.sgip;

import io.tocsin.send.sms.wire.Octets;

/**
 * A well-framed message whose command this gateway does not know (the billing centre's, vendors').
 *
 * @param sequence Sequence Number
 * @param commandId Command ID as it came
 * @param body all octets after the header
 */
public record Unknown(SgipSequence sequence, int commandId, Octets body) implements SgipMessage {}

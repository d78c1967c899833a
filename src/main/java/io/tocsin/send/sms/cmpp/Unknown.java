package io.tocsin.send.sms.cmpp;

import io.tocsin.send.sms.wire.Octets;

/**
 * A well-framed message whose command this gateway does not know or use (query, cancel, forward,
 * routes, vendors').
 *
 * @param sequence Sequence_Id
 * @param commandId Command_Id as it came
 * @param body all octets after the header
 */
public record Unknown(int sequence, int commandId, Octets body) implements CmppMessage {}

package io.tocsin.send.sms.smpp;

import io.tocsin.send.sms.wire.Octets;

/**
 * A well-framed message whose command this gateway does not know or use (query, cancel, replace,
 * submit_multi, outbind, alert, broadcast, vendors').
 *
 * @param sequence sequence_number
 * @param commandId command_id as it came
 * @param status command_status as it came
 * @param body all octets after the header
 */
public record Unknown(int sequence, int commandId, int status, Octets body) implements SmppMessage {}

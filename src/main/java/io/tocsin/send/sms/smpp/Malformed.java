package io.tocsin.send.sms.smpp;

/**
 * A well-framed message of a known command whose body does not fit that command. It is received
 * only: the frame is skipped and the session lives on.
 *
 * @param sequence sequence_number
 * @param commandId command_id as it came
 * @param problem what was expected and what was got; no text and no number of a person is in it
 */
public record Malformed(int sequence, int commandId, String problem) implements SmppMessage {}

package io.tocsin.send.sms.cmpp;

/**
 * A well-framed message of a known command whose body does not fit that command. It is received
 * only: the frame is skipped and the session lives on.
 *
 * @param sequence Sequence_Id
 * @param commandId Command_Id as it came
 * @param problem what was expected and what was got; no text and no number of a person is in it
 */
public record Malformed(int sequence, int commandId, String problem) implements CmppMessage {}

package io.tocsin.send.sms.smgp;

/**
 * A well-framed message of a known request whose body does not fit it. It is received only: the
 * frame is skipped and the session lives on.
 *
 * @param sequence SequenceID
 * @param requestId RequestID as it came
 * @param problem what was expected and what was got; no text and no number of a person is in it
 */
public record Malformed(int sequence, int requestId, String problem) implements SmgpMessage {}

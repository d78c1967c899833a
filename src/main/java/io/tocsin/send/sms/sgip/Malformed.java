package io.tocsin.send.sms.sgip;

/**
 * A well-framed message of a known command whose body does not fit it. It is received only: the
 * frame is skipped and the session lives on.
 *
 * @param sequence Sequence Number
 * @param commandId Command ID as it came
 * @param problem what was expected and what was got; no text and no number of a person is in it
 */
public record Malformed(SgipSequence sequence, int commandId, String problem) implements SgipMessage {}

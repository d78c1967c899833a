package io.tocsin.warning;

/**
 * A carrier's message id and the segment it stands for.
 *
 * @param id the id in the carrier's normal form, at most 65 characters
 * @param part the segment, from 0
 * @param parts how many segments the message has, 1 to 16
 */
public record MessageRef(String id, int part, int parts) {}

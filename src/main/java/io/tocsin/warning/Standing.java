package io.tocsin.warning;

/**
 * A warning together with how far it has come.
 *
 * @param warning what never changes
 * @param progress what does
 */
public record Standing(Warning warning, Progress progress) {}

package io.tocsin.store.block;

/**
 * Where a block is.
 *
 * @param partition its partition
 * @param block its number there
 */
public record Place(int partition, long block) {}

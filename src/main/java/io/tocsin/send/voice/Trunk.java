package io.tocsin.send.voice;

/**
 * What a call belongs to.
 *
 * @param config of the trunk
 * @param causes what the ends of its calls mean
 * @param owner is told what became of it
 */
record Trunk(TrunkConfig config, CallCauses causes, CallOwner owner) {}

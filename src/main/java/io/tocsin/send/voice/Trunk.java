package io.tocsin.send.voice;

import java.util.function.Supplier;

/**
 * What a call belongs to.
 *
 * @param config of the trunk
 * @param causes what the ends of its calls mean now
 * @param owner is told what became of it
 */
record Trunk(TrunkConfig config, Supplier<CallCauses> causes, CallOwner owner) {}

/**
 * Implementations of the carriers' protocols that nobody here wrote, and what they see of ours.
 */
@NullMarked
package io.tocsin.peers;

import org.jspecify.annotations.NullMarked;

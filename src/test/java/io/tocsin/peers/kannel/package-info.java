/** Kannel, from Debian's packages, on the other end of our SMPP. */
@NullMarked
package io.tocsin.peers.kannel;

import org.jspecify.annotations.NullMarked;

/** A connection from its first byte to its last, and what it needs of the rest: the ports. */
@NullMarked
package io.tocsin.ingest.tcp.session;

import org.jspecify.annotations.NullMarked;

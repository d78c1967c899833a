/** The bounds of the door and what keeps to them: memory, reading, time. */
@NullMarked
package io.tocsin.ingest.tcp.wire;

import org.jspecify.annotations.NullMarked;

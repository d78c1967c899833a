/** The framed door: frames and lines on one port; docs/tcp.md says what is said. */
@NullMarked
package io.tocsin.ingest.tcp;

import org.jspecify.annotations.NullMarked;

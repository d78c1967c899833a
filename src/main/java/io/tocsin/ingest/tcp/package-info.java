/** The framed door: submissions and events over one TCP port. */
@NullMarked
package io.tocsin.ingest.tcp;

import org.jspecify.annotations.NullMarked;

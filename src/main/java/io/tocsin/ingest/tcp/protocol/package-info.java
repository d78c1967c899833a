/**
 * What is said over TCP: types, bodies, problems, and how both forms of a message are cut and
 * written.
 */
@NullMarked
package io.tocsin.ingest.tcp.protocol;

import org.jspecify.annotations.NullMarked;

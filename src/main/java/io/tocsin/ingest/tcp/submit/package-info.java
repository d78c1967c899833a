/**
 * A SUBMIT from its body to its answer: checked, made durable, answered in order, answered again.
 */
@NullMarked
package io.tocsin.ingest.tcp.submit;

import org.jspecify.annotations.NullMarked;

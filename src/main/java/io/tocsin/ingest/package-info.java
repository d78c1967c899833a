/** Accept: parse, validate, normalise, deduplicate, make durable, answer. */
@NullMarked
package io.tocsin.ingest;

import org.jspecify.annotations.NullMarked;

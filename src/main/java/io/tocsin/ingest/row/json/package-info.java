/** Rows written as JSON: one a line, or the elements of one object. */
@NullMarked
package io.tocsin.ingest.row.json;

import org.jspecify.annotations.NullMarked;

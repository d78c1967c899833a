/** Workbooks (ECMA-376) as CSV, bounded in whatever they could make of a few bytes. */
@NullMarked
package io.tocsin.ingest.row.sheet;

import org.jspecify.annotations.NullMarked;

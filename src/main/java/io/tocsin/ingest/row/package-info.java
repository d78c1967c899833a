/**
 * Bodies cut into rows at known bytes, and rows read and checked: JSON, NDJSON and CSV. Memory does
 * not grow with the body.
 */
@NullMarked
package io.tocsin.ingest.row;

import org.jspecify.annotations.NullMarked;

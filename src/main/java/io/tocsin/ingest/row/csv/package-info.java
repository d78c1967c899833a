/** Rows of a table with a header, with the habits of spreadsheets. */
@NullMarked
package io.tocsin.ingest.row.csv;

import org.jspecify.annotations.NullMarked;

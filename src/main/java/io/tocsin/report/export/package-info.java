/** Results of a batch as files: NDJSON for programs, CSV and XLSX for people. */
@NullMarked
package io.tocsin.report.export;

import org.jspecify.annotations.NullMarked;

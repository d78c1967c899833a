/** What was done on which day, summed over batches. */
@NullMarked
package io.tocsin.report.day;

import org.jspecify.annotations.NullMarked;

/** Telephone numbers as people write them, and whose network they are on. */
@NullMarked
package io.tocsin.ingest.phone;

import org.jspecify.annotations.NullMarked;

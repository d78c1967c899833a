/** Intake: rows become blocks, blocks become durable in groups, many at once. */
@NullMarked
package io.tocsin.store.intake;

import org.jspecify.annotations.NullMarked;

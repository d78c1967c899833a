/**
 * What became of attempts is made durable: gathered per partition, decided, applied, tried again.
 */
@NullMarked
package io.tocsin.dispatch.settle;

import org.jspecify.annotations.NullMarked;

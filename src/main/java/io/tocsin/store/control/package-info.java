/** Batches and carriers under control: pause, resume, cancel and completion, switches and rates. */
@NullMarked
package io.tocsin.store.control;

import org.jspecify.annotations.NullMarked;

/**
 * Everything that is read about batches and warnings: status, pages, timelines, the events feed.
 */
@NullMarked
package io.tocsin.store.result;

import org.jspecify.annotations.NullMarked;

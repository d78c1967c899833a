/**
 * Replies in Redis: matched to warnings, put together from parts, and all that follows from them.
 */
@NullMarked
package io.tocsin.store.reply;

import org.jspecify.annotations.NullMarked;

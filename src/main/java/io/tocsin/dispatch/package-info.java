/**
 * Through whom and when: lanes, routes, limits, breakers and the loop of claim, send and settle.
 */
@NullMarked
package io.tocsin.dispatch;

import org.jspecify.annotations.NullMarked;

/**
 * What people answer to messages, on its way from a carrier to the warning it is about: kept
 * durably before it is confirmed to the carrier.
 */
@NullMarked
package io.tocsin.report.replies;

import org.jspecify.annotations.NullMarked;

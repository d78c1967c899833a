/**
 * The gateway that warns people who are about to be defrauded by phone: its entry and its wiring.
 */
@NullMarked
package io.tocsin;

import org.jspecify.annotations.NullMarked;

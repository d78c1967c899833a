/** What the contract with a carrier says besides its rate: money, hours, the day's quota. */
@NullMarked
package io.tocsin.dispatch.contract;

import org.jspecify.annotations.NullMarked;

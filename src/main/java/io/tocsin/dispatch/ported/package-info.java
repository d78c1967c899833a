/** Numbers that changed their operator: what carriers' answers say of it, and where it is kept. */
@NullMarked
package io.tocsin.dispatch.ported;

import org.jspecify.annotations.NullMarked;

/** Pure decisions: what happens next to this warning? */
@NullMarked
package io.tocsin.plan;

import org.jspecify.annotations.NullMarked;

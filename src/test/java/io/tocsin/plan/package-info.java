/** Tests of the plan: every ending, and random lives of warnings over seeds. */
@NullMarked
package io.tocsin.plan;

import org.jspecify.annotations.NullMarked;

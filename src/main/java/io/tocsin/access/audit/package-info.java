/** The audit log: who did what, chained so that nothing can be taken out or changed unseen. */
@NullMarked
package io.tocsin.access.audit;

import org.jspecify.annotations.NullMarked;

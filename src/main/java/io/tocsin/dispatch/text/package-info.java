/** What attempts say: templates and the texts made of them. */
@NullMarked
package io.tocsin.dispatch.text;

import org.jspecify.annotations.NullMarked;

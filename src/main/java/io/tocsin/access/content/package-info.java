/** What the program says and asks for, changed by two people: one proposes, another approves. */
@NullMarked
package io.tocsin.access.content;

import org.jspecify.annotations.NullMarked;

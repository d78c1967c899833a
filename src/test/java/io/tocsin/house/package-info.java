/**
 * The rules of the house as data: each can be held against the program, and against code that
 * breaks it.
 */
@NullMarked
package io.tocsin.house;

import org.jspecify.annotations.NullMarked;

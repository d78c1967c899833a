/** Console users: who they are, what they may do and within which unit. */
@NullMarked
package io.tocsin.access.user;

import org.jspecify.annotations.NullMarked;

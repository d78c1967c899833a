/** What carriers said lately against attempts, for people who ask what is wrong with a line. */
@NullMarked
package io.tocsin.send.recent;

import org.jspecify.annotations.NullMarked;

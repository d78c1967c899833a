/** The door that Asterisks knock at for answered calls, and what its calls came to. */
@NullMarked
package io.tocsin.send.voice.agi.door;

import org.jspecify.annotations.NullMarked;

/** Where an Asterisk is and where it finds us. */
@NullMarked
package io.tocsin.send.voice.place;

import org.jspecify.annotations.NullMarked;

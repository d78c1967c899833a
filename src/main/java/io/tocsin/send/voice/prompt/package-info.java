/** What the robot says, as sound: recorded, or synthesised once for every text and kept. */
@NullMarked
package io.tocsin.send.voice.prompt;

import org.jspecify.annotations.NullMarked;

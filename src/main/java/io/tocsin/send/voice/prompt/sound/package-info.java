/** Sound as numbers: read, resampled, levelled, trimmed and written, without a file or a clock. */
@NullMarked
package io.tocsin.send.voice.prompt.sound;

import org.jspecify.annotations.NullMarked;

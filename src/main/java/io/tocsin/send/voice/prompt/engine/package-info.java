/** What makes speech of text: espeak-ng here, or somebody's HTTP server. */
@NullMarked
package io.tocsin.send.voice.prompt.engine;

import org.jspecify.annotations.NullMarked;

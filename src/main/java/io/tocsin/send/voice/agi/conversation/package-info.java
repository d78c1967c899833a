/** One call's dialog, held over its line: the engine's actions done, what comes of them told it. */
@NullMarked
package io.tocsin.send.voice.agi.conversation;

import org.jspecify.annotations.NullMarked;

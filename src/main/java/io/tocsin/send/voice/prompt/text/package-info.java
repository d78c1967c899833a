/** What is written made into what is said: numbers, amounts, dates and signs as words. */
@NullMarked
package io.tocsin.send.voice.prompt.text;

import org.jspecify.annotations.NullMarked;

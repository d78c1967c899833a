/** Chinese text as syllables with tones, which is what espeak-ng reads rightly. */
@NullMarked
package io.tocsin.send.voice.prompt.pinyin;

import org.jspecify.annotations.NullMarked;

package io.tocsin.send.voice.prompt.pinyin;

/**
 * One syllable, or a pause.
 *
 * @param character the single character it was read from; 0 for a word's syllable or a pause
 * @param syllable with its tone, or the pause's sign
 */
record Spoken(int character, String syllable) {
    boolean isPause() {
        return syllable.length() == 1;
    }

    /** 1 to 5; 0 for a pause. */
    int tone() {
        return isPause() ? 0 : syllable.charAt(syllable.length() - 1) - '0';
    }

    boolean is(char character) {
        return this.character == character;
    }

    Spoken withTone(int tone) {
        return new Spoken(character, syllable.substring(0, syllable.length() - 1) + tone);
    }
}

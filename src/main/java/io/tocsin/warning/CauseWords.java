package io.tocsin.warning;

/**
 * What a raw code means, in words for people.
 *
 * @param english may be empty
 * @param chinese may be empty
 */
public record CauseWords(String english, String chinese) {
    /** Of a code nobody knows. */
    public static final CauseWords NONE = new CauseWords("", "");

    /** Whether it says nothing. */
    public boolean isEmpty() {
        return english.isEmpty() && chinese.isEmpty();
    }
}

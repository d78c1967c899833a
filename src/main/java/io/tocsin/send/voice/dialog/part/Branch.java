package io.tocsin.send.voice.dialog.part;

/**
 * A way out of a state.
 *
 * @param to the state or outcome it leads to, or {@link #REPEAT}
 * @param tag what is noted about the call, empty for nothing
 * @param flag whether who goes this way shows to be a victim
 */
public record Branch(String to, String tag, boolean flag) {
    /** The target that says the same state again. */
    public static final String REPEAT = "repeat";
    /** How the branches of keys begin; the key follows. */
    public static final String KEY = "key_";

    /** The name of a key's branch. */
    public static String ofKey(char key) {
        return KEY + key;
    }
}

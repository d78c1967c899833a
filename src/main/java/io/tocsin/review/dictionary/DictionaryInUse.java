package io.tocsin.review.dictionary;

/** The dictionary that holds now; another can take its place while cases are worked on. */
public final class DictionaryInUse {
    private volatile Dictionary dictionary;

    /** That one at first. */
    public DictionaryInUse(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    /** The one that holds. */
    public Dictionary get() {
        return dictionary;
    }

    /** From now on that one holds, whose version is known to the store. */
    public void use(Dictionary other) {
        dictionary = other;
    }
}

package io.tocsin.access.content;

import java.util.List;

/** Thrown when a content cannot be published; carries all that is wrong with it. */
public final class BadContentException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient List<String> problems;

    /**
     * Made at the end of checking.
     *
     * @param problems at least one, for people
     */
    public BadContentException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** Everything that is wrong. */
    public List<String> problems() {
        return problems;
    }
}

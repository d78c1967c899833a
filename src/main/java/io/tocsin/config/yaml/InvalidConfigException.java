package io.tocsin.config.yaml;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown when a configuration file has problems; carries all of them. */
public final class InvalidConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    /**
     * Made at the end of reading.
     *
     * @param problems at least one, in the order of the file
     */
    public InvalidConfigException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /**
     * Everything that is wrong.
     *
     * @return at least one, in the order of the file
     */
    public List<Problem> problems() {
        return problems;
    }
}

package io.tocsin.http;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Of which states a list shall be: the query parameter {@code state}, several with commas between
 * them or one after the other.
 */
final class States {
    private States() {}

    /**
     * Those that are asked for; none when all are.
     *
     * @param code what each is called
     * @throws ProblemException when there is none of that name
     */
    static <S extends Enum<S>> Set<S> of(Exchange exchange, Class<S> all, Function<S, String> code) {
        Set<S> asked = EnumSet.noneOf(all);
        for (String value : exchange.query().getAll("state")) {
            for (String name : value.split(",", -1)) {
                if (!name.isBlank()) {
                    asked.add(one(name.strip(), all, code));
                }
            }
        }
        return asked;
    }

    private static <S extends Enum<S>> S one(String name, Class<S> all, Function<S, String> code) {
        return Arrays.stream(all.getEnumConstants()).filter(each -> code.apply(each).equals(name)).findFirst()
                .orElseThrow(() -> Problem.parameter("state", "invalid", "got '" + name.substring(0, Math.min(40, name
                        .length())) + "', expected some of " + Arrays.stream(all.getEnumConstants()).map(code)
                                .collect(Collectors.joining(", ")))
                        .exception());
    }

    /** The names, as part of what a cursor belongs to. */
    static <S extends Enum<S>> String names(Set<S> states, Function<S, String> code) {
        return states.stream().map(code).collect(Collectors.joining(","));
    }
}

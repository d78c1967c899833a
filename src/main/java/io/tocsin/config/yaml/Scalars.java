package io.tocsin.config.yaml;

import java.util.Optional;
import java.util.function.Consumer;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Turns scalars of the file into values.
 *
 * @param substitution what references mean
 * @param unbuilt values that are refused
 */
record Scalars(Substitution substitution, Unbuilt unbuilt) {
    /** The value; when it is wrong empty, after the complaint was heard. */
    <T> Optional<T> read(Node node, String pattern, Kind<T> kind, Consumer<String> complaint) {
        if (!(node instanceof ScalarNode scalar)) {
            complaint.accept("got " + Nodes.describe(node) + ", expected " + kind.expected());
            return Optional.empty();
        }
        String missing = unbuilt.value(pattern, scalar.getValue());
        if (missing != null) {
            complaint.accept(missing);
            return Optional.empty();
        }
        try {
            return Optional.of(kind.parse().apply(text(scalar, kind)));
        } catch (Substitution.Missing e) {
            complaint.accept(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            complaint.accept(refusal(scalar, kind));
        }
        return Optional.empty();
    }

    private String text(ScalarNode scalar, Kind<?> kind) throws Substitution.Missing {
        return kind.form() == Kind.Form.VERBATIM ? scalar.getValue() : substitution.apply(scalar.getValue());
    }

    /** Shows what stands in the file, so never what a reference in it leads to. */
    private static String refusal(ScalarNode scalar, Kind<?> kind) {
        String got = kind.form() == Kind.Form.HIDDEN ? Nodes.NOT_SHOWN : Nodes.describe(scalar);
        String hint = Suggestion.of(scalar.getValue(), kind.words()).map(word -> "; did you mean " + word + "?")
                .orElse("");
        return "got " + got + ", expected " + kind.expected() + hint;
    }
}

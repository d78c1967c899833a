package io.tocsin.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The fields of a small JSON object; a field that nobody asked for is refused by name. */
final class Fields {
    private final JsonNode object;

    /**
     * The fields of an object.
     *
     * @param body what came
     * @param known the fields there may be
     * @throws ProblemException when it is no object, or has others
     */
    Fields(JsonNode body, String... known) {
        if (!body.isObject()) {
            throw Problem.of(ProblemType.BAD_BODY, "got " + body.getNodeType().name().toLowerCase(java.util.Locale.ROOT)
                    + ", expected a JSON object").exception();
        }
        Set<String> names = Set.of(known);
        List<String> others = StreamSupport.stream(((Iterable<String>) body::fieldNames).spliterator(), false)
                .filter(n -> !names.contains(n)).toList();
        if (!others.isEmpty()) {
            String name = others.getFirst();
            throw Problem.parameter(name.substring(0, Math.min(40, name.length())), "unknown-field",
                    "expected only " + List.of(known).stream().collect(Collectors.joining(", "))).exception();
        }
        this.object = body;
    }

    /** Whether there is none. */
    boolean isEmpty() {
        return object.isEmpty();
    }

    /** Whether the field is there, even as null. */
    boolean has(String name) {
        return object.has(name);
    }

    /** Whether the field is there as null. */
    boolean isNull(String name) {
        return object.path(name).isNull();
    }

    /**
     * A text.
     *
     * @throws ProblemException when it is missing, no text, or of another length
     */
    String text(String name, int least, int most) {
        JsonNode node = object.path(name);
        if (!node.isTextual() || node.textValue().strip().length() < least || node.textValue().length() > most) {
            throw Problem.parameter(name, node.isMissingNode() ? "missing" : "invalid",
                    "expected a text of " + least + " to " + most + " characters").exception();
        }
        return node.textValue().strip();
    }

    /**
     * A text as it stands, with its blanks: a password.
     *
     * @throws ProblemException when it is missing, no text, or of another length
     */
    String exactly(String name, int least, int most) {
        JsonNode node = object.path(name);
        text(name, least, most);
        return node.textValue();
    }

    /** The field as it came; missing and null are nodes of their own. */
    JsonNode node(String name) {
        return object.path(name);
    }

    /**
     * True or false.
     *
     * @throws ProblemException when it is neither
     */
    boolean truth(String name) {
        if (!object.path(name).isBoolean()) {
            throw Problem.parameter(name, has(name) ? "invalid" : "missing", "expected true or false").exception();
        }
        return object.path(name).booleanValue();
    }

    /**
     * A list of texts.
     *
     * @throws ProblemException when it is missing, no list of texts, or longer
     */
    List<String> texts(String name, int most) {
        JsonNode node = object.path(name);
        List<String> texts = new ArrayList<>();
        node.forEach(item -> texts.add(item.isTextual() ? item.textValue() : ""));
        if (!node.isArray() || texts.size() > most || texts.contains("")) {
            throw Problem.parameter(name, node.isMissingNode() ? "missing" : "invalid",
                    "expected a list of at most " + most + " texts").exception();
        }
        return texts;
    }

    /**
     * A whole number.
     *
     * @throws ProblemException when it is missing, no number, or out of bounds
     */
    int number(String name, int least, int most) {
        JsonNode node = object.path(name);
        if (!node.canConvertToInt() || !node.isIntegralNumber() || node.intValue() < least || node.intValue() > most) {
            throw Problem.parameter(name, "invalid", "expected a whole number from " + least + " to " + most)
                    .exception();
        }
        return node.intValue();
    }
}

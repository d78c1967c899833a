package io.tocsin.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A schema in a few words, as markup: a link to a form, or a type with its bounds. */
final class SchemaWords {
    private SchemaWords() {}

    static String of(JsonNode schema) {
        if (schema.has("$ref")) {
            String ref = schema.path("$ref").asText();
            String name = ref.substring(ref.lastIndexOf('/') + 1);
            return "<a href=\"#" + Html.anchor(name) + "\">" + Html.escape(name) + "</a>";
        }
        if (schema.has("oneOf")) {
            return join(schema.path("oneOf"), " or ");
        }
        if (schema.has("allOf") && !schema.has("properties")) {
            return join(schema.path("allOf"), " and ");
        }
        if (schema.has("enum")) {
            return StreamSupport.stream(schema.path("enum").spliterator(), false)
                    .map(e -> "<code>" + Html.escape(e.asText()) + "</code>").collect(Collectors.joining(", "));
        }
        if (schema.has("items")) {
            return "array of " + of(schema.path("items"));
        }
        if (schema.has("properties")) {
            return "object: " + StreamSupport.stream(schema.path("properties").properties().spliterator(), false)
                    .map(e -> "<code>" + Html.escape(e.getKey()) + "</code> " + of(e.getValue()))
                    .collect(Collectors.joining(", "));
        }
        return type(schema);
    }

    private static String join(JsonNode schemas, String by) {
        return StreamSupport.stream(schemas.spliterator(), false).map(SchemaWords::of).collect(Collectors.joining(by));
    }

    private static String type(JsonNode schema) {
        List<String> words = new ArrayList<>();
        JsonNode type = schema.path("type");
        words.add(type.isArray()
                ? StreamSupport.stream(type.spliterator(), false).map(JsonNode::asText)
                        .collect(Collectors.joining(" or "))
                : type.asText());
        for (String bound : List.of("format", "pattern", "minimum", "maximum", "maxLength", "default")) {
            if (schema.has(bound)) {
                words.add(bound + " " + schema.path(bound).asText());
            }
        }
        return Html.escape(String.join(", ", words));
    }
}

package io.tocsin.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.report.export.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The OpenAPI document as a page to read. */
final class DocsPage {
    private static final List<String> METHODS = List.of("get", "post", "patch");

    private final JsonNode document;
    private final Html html;

    private DocsPage(JsonNode document) {
        this.document = document;
        this.html = new Html(document.at("/info/title").asText(), Language.EN);
    }

    /** Renders the document. */
    static String of(JsonNode document) {
        return new DocsPage(document).render();
    }

    private String render() {
        JsonNode info = document.path("info");
        html.element("h1", info.path("title").asText()).prose(info.path("summary").asText())
                .prose(info.path("description").asText());
        html.raw("<p><a href=\"/openapi.yaml\">openapi.yaml</a></p>\n");
        for (JsonNode tag : document.path("tags")) {
            String name = tag.path("name").asText();
            html.heading("h2", name).prose(tag.path("description").asText());
            document.path("paths").properties().forEach(path -> operations(name, path));
            document.path("webhooks").properties().forEach(hook -> operations(name, hook));
        }
        html.heading("h2", "Forms");
        document.at("/components/schemas").properties().forEach(e -> {
            html.heading("h3", e.getKey());
            form(e.getValue());
        });
        return html.toString();
    }

    private void operations(String tag, Map.Entry<String, JsonNode> path) {
        for (String method : METHODS) {
            JsonNode operation = path.getValue().path(method);
            if (operation.at("/tags/0").asText().equals(tag)) {
                html.raw("<h3 id=\"" + operation.path("operationId").asText() + "\"><span class=\"" + method + "\">"
                        + method.toUpperCase(Locale.ROOT) + "</span> <code>").text(path.getKey()).raw("</code></h3>\n");
                html.raw("<p><strong>").inline(operation.path("summary").asText()).raw("</strong></p>\n")
                        .prose(operation.path("description").asText());
                parameters(path.getValue().path("parameters"), operation.path("parameters"));
                body(operation.path("requestBody"));
                answers(operation.path("responses"));
            }
        }
    }

    private void parameters(JsonNode shared, JsonNode own) {
        List<JsonNode> all = new ArrayList<>();
        shared.forEach(p -> all.add(resolve(p)));
        own.forEach(p -> all.add(resolve(p)));
        if (all.isEmpty()) {
            return;
        }
        html.raw("<table><tr><th>Parameter<th>In<th>Form<th>Meaning\n");
        for (JsonNode p : all) {
            html.raw("<tr><td><code>").text(p.path("name").asText()).raw("</code><td>").text(p.path("in").asText())
                    .raw(p.path("required").asBoolean() ? ", required" : "").raw("<td>").raw(form(p, "schema"))
                    .raw("<td>").inline(p.path("description").asText()).raw("\n");
        }
        html.raw("</table>\n");
    }

    private void body(JsonNode body) {
        resolve(body).path("content").properties().forEach(e -> html.raw("<p>Body <code>").text(e.getKey())
                .raw("</code>: ").raw(form(e.getValue(), "schema")).raw("</p>\n"));
    }

    private void answers(JsonNode responses) {
        html.raw("<table><tr><th>Answer<th>Meaning<th>Form\n");
        responses.properties().forEach(e -> {
            JsonNode response = resolve(e.getValue());
            String forms = StreamSupport.stream(response.path("content").properties().spliterator(), false)
                    .map(c -> "<code>" + Html.escape(c.getKey()) + "</code> " + form(c.getValue(), "schema"))
                    .collect(Collectors.joining("<br>"));
            html.raw("<tr><td>").text(e.getKey()).raw("<td>").inline(response.path("description").asText()).raw("<td>")
                    .raw(forms).raw("\n");
        });
        html.raw("</table>\n");
    }

    private void form(JsonNode schema) {
        html.prose(schema.path("description").asText());
        List<JsonNode> parts = new ArrayList<>();
        schema.path("allOf").forEach(p -> parts.add(resolve(p)));
        parts.add(schema);
        if (parts.stream().allMatch(p -> p.path("properties").isEmpty())) {
            html.raw("<p>").raw(SchemaWords.of(schema)).raw("</p>\n");
            return;
        }
        html.raw("<table><tr><th>Field<th>Form<th>Meaning\n");
        for (JsonNode part : parts) {
            part.path("properties").properties().forEach(field -> html.raw("<tr><td><code>").text(field.getKey())
                    .raw("</code><td>").raw(SchemaWords.of(field.getValue())).raw("<td>")
                    .inline(field.getValue().path("description").asText()).raw("\n"));
        }
        html.raw("</table>\n");
    }

    private static String form(JsonNode parent, String name) {
        return SchemaWords.of(parent.path(name));
    }

    private JsonNode resolve(JsonNode node) {
        String ref = node.path("$ref").asText();
        return ref.isEmpty() ? node : document.at(ref.substring(1));
    }
}

package io.tocsin.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.report.export.Language;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The OpenAPI document as a page to read. */
final class DocsPage {
    private static final List<String> METHODS = List.of("get", "post", "patch");

    private final JsonNode document;
    private final DocsWords words;
    private final Html html;

    private DocsPage(JsonNode document, Language language) {
        this.document = document;
        this.words = new DocsWords(language);
        this.html = new Html(document.at("/info/title").asText(), language);
    }

    /** Renders the document. */
    static String of(JsonNode document, Language language) {
        return new DocsPage(document, language).render();
    }

    private String render() {
        JsonNode info = document.path("info");
        html.languages("/docs").element("h1", info.path("title").asText())
                .prose(words.of(info.path("summary").asText())).prose(words.of(info.path("description").asText()));
        html.raw("<p><a href=\"/openapi.yaml\">openapi.yaml</a></p>\n");
        index();
        for (JsonNode tag : document.path("tags")) {
            String name = tag.path("name").asText();
            html.heading("h2", Html.anchor(name), words.of(name)).prose(words.of(tag.path("description").asText()));
            parts().forEach(part -> operations(name, part));
        }
        html.heading("h2", "forms", words.of("Forms", "数据格式"));
        document.at("/components/schemas").properties().forEach(e -> {
            html.heading("h3", Html.anchor(e.getKey()), e.getKey());
            form(e.getValue());
        });
        return html.toString();
    }

    /** Calls, and then what is called back. */
    private List<Map.Entry<String, JsonNode>> parts() {
        List<Map.Entry<String, JsonNode>> parts = new ArrayList<>(document.path("paths").properties());
        parts.addAll(document.path("webhooks").properties());
        return parts;
    }

    private void index() {
        html.raw("<nav><table>\n");
        for (JsonNode tag : document.path("tags")) {
            for (Map.Entry<String, JsonNode> part : parts()) {
                for (String method : METHODS) {
                    JsonNode operation = part.getValue().path(method);
                    if (operation.at("/tags/0").equals(tag.path("name"))) {
                        html.raw("<tr><td><span class=\"" + method + "\">" + method.toUpperCase(Locale.ROOT)
                                + "</span><td><a href=\"#" + operation.path("operationId").asText() + "\"><code>")
                                .text(part.getKey()).raw("</code></a><td>")
                                .inline(words.of(operation.path("summary").asText())).raw("\n");
                    }
                }
            }
        }
        html.raw("</table></nav>\n");
    }

    private void operations(String tag, Map.Entry<String, JsonNode> path) {
        for (String method : METHODS) {
            JsonNode operation = path.getValue().path(method);
            if (operation.at("/tags/0").asText().equals(tag)) {
                html.raw("<h3 id=\"" + operation.path("operationId").asText() + "\"><span class=\"" + method + "\">"
                        + method.toUpperCase(Locale.ROOT) + "</span> <code>").text(path.getKey()).raw("</code></h3>\n");
                html.raw("<p><strong>").inline(words.of(operation.path("summary").asText())).raw("</strong></p>\n")
                        .prose(words.of(operation.path("description").asText()));
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
        header(words.of("Parameter", "参数"), words.of("In", "位置"), words.of("Form", "格式"), words.of("Meaning", "含义"));
        for (JsonNode p : all) {
            html.raw("<tr><td><code>").text(p.path("name").asText()).raw("</code><td>").text(p.path("in").asText())
                    .raw(p.path("required").asBoolean() ? words.of(", required", "，必填") : "").raw("<td>")
                    .raw(form(p, "schema"))
                    .raw("<td>").inline(words.of(p.path("description").asText())).raw("\n");
        }
        html.raw("</table>\n");
    }

    private void body(JsonNode body) {
        resolve(body).path("content").properties()
                .forEach(e -> html.raw("<p>" + words.of("Body", "正文") + " <code>").text(e.getKey())
                        .raw("</code>: ").raw(form(e.getValue(), "schema")).raw("</p>\n"));
    }

    private void answers(JsonNode responses) {
        header(words.of("Answer", "回答"), words.of("Meaning", "含义"), words.of("Form", "格式"));
        responses.properties().forEach(e -> {
            JsonNode response = resolve(e.getValue());
            String forms = StreamSupport.stream(response.path("content").properties().spliterator(), false)
                    .map(c -> "<code>" + Html.escape(c.getKey()) + "</code> " + form(c.getValue(), "schema"))
                    .collect(Collectors.joining("<br>"));
            html.raw("<tr><td>").text(e.getKey()).raw("<td>").inline(words.of(response.path("description").asText()))
                    .raw(problems(e.getKey())).raw("<td>").raw(forms).raw("\n");
        });
        html.raw("</table>\n");
    }

    /** Links to the types of problem that are answered with a status. */
    private static String problems(String status) {
        return Arrays.stream(ProblemType.values()).filter(type -> status.equals(type.status().codeAsText()))
                .map(type -> " <a href=\"" + type.uri() + "\">" + type.code() + "</a>")
                .collect(Collectors.joining());
    }

    private void header(String... titles) {
        html.raw("<table><tr>");
        for (String title : titles) {
            html.raw("<th>").text(title);
        }
        html.raw("\n");
    }

    private void form(JsonNode schema) {
        html.prose(words.of(schema.path("description").asText()));
        List<JsonNode> parts = new ArrayList<>();
        schema.path("allOf").forEach(p -> parts.add(resolve(p)));
        parts.add(schema);
        if (parts.stream().allMatch(p -> p.path("properties").isEmpty())) {
            html.raw("<p>").raw(SchemaWords.of(schema)).raw("</p>\n");
            return;
        }
        header(words.of("Field", "字段"), words.of("Form", "格式"), words.of("Meaning", "含义"));
        for (JsonNode part : parts) {
            part.path("properties").properties().forEach(field -> html.raw("<tr><td><code>").text(field.getKey())
                    .raw("</code><td>").raw(SchemaWords.of(field.getValue())).raw("<td>")
                    .inline(words.of(field.getValue().path("description").asText())).raw("\n"));
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

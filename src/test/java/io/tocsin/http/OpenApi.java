package io.tocsin.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The OpenAPI document as a judge: which calls there are, and whether an answer is as it says. */
public final class OpenApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> METHODS = Set.of("get", "post", "patch", "put", "delete");

    private final JsonNode document;

    private OpenApi(JsonNode document) {
        this.document = document;
    }

    /** Reads the document as it was served. */
    public static OpenApi read(String yaml) throws IOException {
        return new OpenApi(new ObjectMapper(new YAMLFactory()).readTree(yaml));
    }

    /** Every documented call as method and address. */
    public Set<String> calls() {
        Set<String> calls = new TreeSet<>();
        document.path("paths").properties().forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
            if (METHODS.contains(method)) {
                calls.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
            }
        }));
        return calls;
    }

    /** Names of a call's documented parameters in that place. */
    public Set<String> parameters(String method, String path, String in) {
        Set<String> names = new TreeSet<>();
        document.path("paths").path(path).path(method.toLowerCase(Locale.ROOT)).path("parameters").forEach(each -> {
            JsonNode parameter = resolve(each);
            if (parameter.path("in").asText().equals(in)) {
                names.add(parameter.path("name").asText());
            }
        });
        return names;
    }

    /** All of the document, to look into. */
    public JsonNode document() {
        return document;
    }

    /** What is wrong with an answer to that call; empty when it is as documented. */
    public List<String> faults(String method, String path, HttpResponse<String> answer) throws IOException {
        return faults(method, path, answer.statusCode(), answer.headers().firstValue("Content-Type").orElse(""),
                answer.body());
    }

    /** What is wrong with an answer of that status, content type and body. */
    public List<String> faults(String method, String path, int code, String contentType, String body)
            throws IOException {
        JsonNode responses = document.path("paths").path(path).path(method.toLowerCase(Locale.ROOT)).path("responses");
        String status = Integer.toString(code);
        JsonNode response = resolve(responses.has(status) ? responses.path(status) : responses.path("default"));
        if (response.isMissingNode()) {
            return List.of(method + " " + path + " is not documented to answer " + status);
        }
        if (body.isEmpty() && response.path("content").isMissingNode()) {
            return List.of();
        }
        String type = contentType.replaceAll(";.*", "");
        JsonNode content = response.path("content").path(type);
        if (content.isMissingNode()) {
            return List.of(method + " " + path + " " + status + " is not documented to answer as '" + type + "'");
        }
        if (!type.endsWith("json")) {
            return List.of();
        }
        List<String> faults = new ArrayList<>();
        List<String> values = type.endsWith("ndjson") ? body.lines().toList() : List.of(body);
        for (String value : values) {
            faults.addAll(faults(content.path("schema"), value));
        }
        return faults;
    }

    /** What is wrong with a value, by a schema of this document. */
    public List<String> faults(JsonNode schema, String value) throws IOException {
        ObjectNode whole = JSON.createObjectNode();
        whole.setAll((ObjectNode) schema.deepCopy());
        whole.set("components", document.path("components"));
        SchemaValidatorsConfig config = SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        JsonSchema judge = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(whole, config);
        return judge.validate(JSON.readTree(value)).stream().map(ValidationMessage::toString).toList();
    }

    /** The documented address that a path is one of. */
    public String address(String path) {
        return document.path("paths").properties().stream().map(Map.Entry::getKey)
                .filter(known -> path.matches(known.replaceAll("\\{[a-z]+}", "[^/]+")))
                // What is written out goes before what a variable takes.
                .min(Comparator.comparing(known -> known.contains("{")))
                .orElseThrow(() -> new AssertionError("the document does not know " + path));
    }

    private JsonNode resolve(JsonNode node) {
        String ref = node.path("$ref").asText();
        return ref.isEmpty() ? node : document.at(ref.substring(1));
    }
}

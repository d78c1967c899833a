package io.tocsin.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import io.tocsin.ingest.row.json.Utf8;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON as this door reads and writes it: by hand, field for field, in UTF-8. */
public final class Json {
    /** Shared and never changed; readers refuse what nests deeper than 32 and repeated keys. */
    public static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(32).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();
    private static final ObjectMapper MAPPER = new ObjectMapper(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Writes one JSON value. */
    @FunctionalInterface
    public interface Writing {
        /** Writes the value. */
        void to(JsonGenerator json) throws IOException;
    }

    private Json() {}

    /** The value as bytes. */
    public static byte[] bytes(Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            writing.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException("an array cannot fail", e);
        }
        return out.toByteArray();
    }

    /** Writes a list of texts as a field. */
    static void texts(JsonGenerator json, String name, Iterable<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    /** An answer with that value. */
    public static HttpResponse answer(HttpStatus status, Writing writing) {
        return HttpResponse.of(status, MediaType.JSON_UTF_8, HttpData.wrap(bytes(writing)));
    }

    /** An answer 200 with that value. */
    public static HttpResponse ok(Writing writing) {
        return answer(HttpStatus.OK, writing);
    }

    /**
     * Reads a small body.
     *
     * @throws ProblemException when it is not one JSON value
     */
    static JsonNode read(byte[] body) {
        if (!Utf8.isValid(body, 0, body.length)) {
            throw Problem.of(ProblemType.BAD_BODY, "not JSON in UTF-8").exception();
        }
        try {
            JsonNode node = MAPPER.readTree(body);
            if (node == null || node.isMissingNode()) {
                throw Problem.of(ProblemType.BAD_BODY, "got an empty body, expected JSON").exception();
            }
            return node;
        } catch (JsonProcessingException e) {
            throw Problem.of(ProblemType.BAD_BODY, "not JSON: " + e.getOriginalMessage()).exception();
        } catch (IOException e) {
            throw new UncheckedIOException("an array cannot fail", e);
        }
    }
}

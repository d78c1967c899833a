package io.tocsin.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import io.tocsin.report.export.Language;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error as it is answered (RFC 9457, application/problem+json).
 *
 * @param type what kind of error it is
 * @param detail what was got and what was expected, this time
 * @param errors single faults, may be empty
 * @param retryAfter when it is worth trying again, null for no {@code Retry-After}
 * @param holding how the case really stands that it is about, null for no case
 */
public record Problem(ProblemType type, String detail, List<Item> errors, @Nullable Duration retryAfter,
        @Nullable Holding holding) {
    private static final MediaType JSON = MediaType.create("application", "problem+json");

    /**
     * One fault of several.
     *
     * @param index row or element from 0, -1 when it is about none
     * @param field name of the field, may be empty
     * @param code stable word for what is wrong
     * @param message what was got and what was expected
     */
    public record Item(long index, String field, String code, String message) {
        /** Writes it as an object of {@code errors[]}. */
        void write(JsonGenerator json) throws IOException {
            json.writeStartObject();
            if (index >= 0) {
                json.writeNumberField("index", index);
            }
            json.writeStringField("field", field);
            json.writeStringField("code", code);
            json.writeStringField("message", message);
            json.writeEndObject();
        }
    }

    /**
     * Who has a case that the caller took for its own.
     *
     * @param state where the case stands
     * @param holder who works on it, null for nobody
     * @param leaseUntil until when, with the zone, null when nobody does
     */
    public record Holding(String state, @Nullable String holder, @Nullable String leaseUntil) {
        private void write(JsonGenerator json) throws IOException {
            json.writeStringField("state", state);
            json.writeStringField("holder", holder);
            json.writeStringField("leaseUntil", leaseUntil);
        }
    }

    /** A problem that is about no case. */
    public Problem(ProblemType type, String detail, List<Item> errors, @Nullable Duration retryAfter) {
        this(type, detail, errors, retryAfter, null);
    }

    /** Copies the list. */
    public Problem {
        errors = List.copyOf(errors);
    }

    /** A problem without single faults. */
    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, List.of(), null);
    }

    /** A parameter or field with a value that cannot be. */
    public static Problem parameter(String field, String code, String message) {
        return new Problem(ProblemType.BAD_PARAMETER, field + ": " + message,
                List.of(new Item(-1, field, code, message)), null);
    }

    /** The same, worth trying again after a while. */
    public Problem retryAfter(Duration wait) {
        return new Problem(type, detail, errors, wait);
    }

    /** The same, with how the case stands. */
    Problem holding(Holding how) {
        return new Problem(type, detail, errors, retryAfter, how);
    }

    /** As something to throw from a handler. */
    public ProblemException exception() {
        return new ProblemException(this);
    }

    /** The answer, its title in that language; the detail is for logs and stays English. */
    public HttpResponse response(Language language) {
        return whole(language).toHttpResponse();
    }

    /**
     * The same for those who need it at once: an event loop must not wait for a response to be
     * collected.
     */
    AggregatedHttpResponse whole(Language language) {
        ResponseHeadersBuilder headers = ResponseHeaders.builder(type.status()).contentType(JSON)
                .set(HttpHeaderNames.CONTENT_LANGUAGE, Languages.tag(language))
                .set(HttpHeaderNames.VARY, "accept-language");
        if (retryAfter != null) {
            headers.set(HttpHeaderNames.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        if (type.status().code() == 401) {
            headers.set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
        }
        return AggregatedHttpResponse.of(headers.build(), HttpData.wrap(Json.bytes(json -> write(json, language))));
    }

    private void write(JsonGenerator json, Language language) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", type.uri());
        json.writeStringField("title", ProblemText.of(type).title().in(language));
        json.writeNumberField("status", type.status().code());
        json.writeStringField("detail", detail);
        if (!errors.isEmpty()) {
            json.writeArrayFieldStart("errors");
            for (Item error : errors) {
                error.write(json);
            }
            json.writeEndArray();
        }
        if (holding != null) {
            holding.write(json);
        }
        json.writeEndObject();
    }
}

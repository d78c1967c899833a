package io.tocsin.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import io.tocsin.report.export.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The OpenAPI document, as it is and as a page. */
public final class DocsResource implements Resource {
    private static final String DOCUMENT = "openapi.yaml";
    private static final MediaType YAML = MediaType.create("application", "yaml");

    private final byte[] document;
    private final Map<Language, String> pages = new EnumMap<>(Language.class);

    /** Reads the document that is shipped with the program. */
    public DocsResource() {
        try (InputStream in = DocsResource.class.getResourceAsStream(DOCUMENT)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its " + DOCUMENT);
            }
            document = in.readAllBytes();
            JsonNode tree = new ObjectMapper(new YAMLFactory()).readTree(document);
            for (Language language : Language.values()) {
                pages.put(language, DocsPage.of(tree, language));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the program's " + DOCUMENT + " cannot be read", e);
        }
    }

    @Override
    public List<Call> calls() {
        return List.of(Call.get("/openapi.yaml", Set.of(), _ -> HttpResponse.of(HttpStatus.OK, YAML,
                HttpData.wrap(document))), Call.get("/docs", Set.of(), this::page));
    }

    private HttpResponse page(Exchange exchange) {
        Language language = exchange.language();
        return html(pages.getOrDefault(language, ""), language);
    }

    /** A page of ours: no script runs in it, whatever stands in its text. */
    static HttpResponse html(String page, Language language) {
        return HttpResponse.of(
                ResponseHeaders.builder(HttpStatus.OK).contentType(MediaType.HTML_UTF_8)
                        .set(HttpHeaderNames.CONTENT_LANGUAGE, Languages.tag(language))
                        .set(HttpHeaderNames.VARY, "accept, accept-language")
                        .set(HttpHeaderNames.CONTENT_SECURITY_POLICY,
                                "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
                        .set(HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff").build(),
                HttpData.wrap(page.getBytes(StandardCharsets.UTF_8)));
    }
}

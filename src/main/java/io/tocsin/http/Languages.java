package io.tocsin.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.RequestHeaders;
import io.tocsin.report.export.Language;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import org.jspecify.annotations.Nullable;

/**
 * Which of the two languages a caller would rather read (RFC 9110, 12.5.4); English when unsure.
 */
final class Languages {
    private static final List<String> KNOWN = List.of("en", "zh");

    private Languages() {}

    /** The one the request accepts best. */
    static Language of(@Nullable RequestHeaders headers) {
        return headers == null ? Language.EN : of(headers.get(HttpHeaderNames.ACCEPT_LANGUAGE, ""));
    }

    /** The one that header accepts best. */
    static Language of(String header) {
        if (header.isBlank()) {
            return Language.EN;
        }
        try {
            String best = Locale.lookupTag(LanguageRange.parse(header), KNOWN);
            return "zh".equals(best) ? Language.ZH : Language.EN;
        } catch (IllegalArgumentException e) {
            // A header that nobody can read asks for nothing.
            return Language.EN;
        }
    }

    /** Its code in HTML and in headers. */
    static String tag(Language language) {
        return switch (language) {
            case EN -> "en";
            case ZH -> "zh";
        };
    }
}

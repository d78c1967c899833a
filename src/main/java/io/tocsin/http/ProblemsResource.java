package io.tocsin.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import io.tocsin.report.export.Language;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Says what the type of a problem means, of either door, at the address that names it. */
final class ProblemsResource implements Resource {
    @Override
    public List<Call> calls() {
        return List.of(Call.get("/problems/{code}", Set.of(), this::type));
    }

    private HttpResponse type(Exchange exchange) {
        String code = exchange.path("code");
        ProblemText text = ProblemText.ALL.get(code);
        if (text == null) {
            throw Problem.of(ProblemType.NOT_FOUND, "there is no such type of problem").exception();
        }
        Optional<Integer> status = Arrays.stream(ProblemType.values()).filter(t -> t.code().equals(code))
                .map(t -> t.status().code()).findFirst();
        if (exchange.header(HttpHeaderNames.ACCEPT).orElse("").contains("text/html")) {
            return DocsResource.html(page(code, text, status, exchange.language()), exchange.language());
        }
        return Json.ok(json -> {
            json.writeStartObject();
            json.writeStringField("type", "/problems/" + code);
            json.writeStringField("title", text.title().in(exchange.language()));
            if (status.isPresent()) {
                json.writeNumberField("status", status.get());
            } else {
                json.writeNullField("status");
            }
            json.writeStringField("advice", text.advice().in(exchange.language()));
            json.writeEndObject();
        });
    }

    private static String page(String code, ProblemText text, Optional<Integer> status, Language language) {
        Html html = new Html(text.title().in(language), language);
        html.languages("/problems/" + code).element("h1", text.title().in(language));
        String doors = String.join(", ", text.doors()).toUpperCase(java.util.Locale.ROOT);
        html.prose(switch (language) {
            case EN -> "`" + code + "`, met over " + doors + status.map(s -> ", status " + s).orElse("") + ".";
            case ZH -> "`" + code + "`，出现于 " + doors + status.map(s -> "，状态码 " + s).orElse("") + "。";
        });
        html.prose(text.advice().in(language));
        return html.raw("<p><a href=\"/docs" + (language == Language.ZH ? "?lang=zh" : "") + "\">/docs</a></p>\n")
                .toString();
    }
}

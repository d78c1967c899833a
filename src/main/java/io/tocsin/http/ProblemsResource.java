package io.tocsin.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Says what the type of a problem means, at the address that names it. */
final class ProblemsResource implements Resource {
    @Override
    public List<Call> calls() {
        return List.of(Call.get("/problems/{code}", Set.of(), this::type));
    }

    private HttpResponse type(Exchange exchange) {
        String code = exchange.path("code");
        ProblemType type = Arrays.stream(ProblemType.values()).filter(t -> t.code().equals(code)).findFirst()
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND, "there is no such type of problem").exception());
        if (exchange.header(HttpHeaderNames.ACCEPT).orElse("").contains("text/html")) {
            return DocsResource.html(new Html(type.title()).element("h1", type.title())
                    .prose("`" + type.uri() + "`, status " + type.status().code()).prose(ProblemAdvice.of(type))
                    .raw("<p><a href=\"/docs\">/docs</a></p>\n").toString());
        }
        return Json.ok(json -> {
            json.writeStartObject();
            json.writeStringField("type", type.uri());
            json.writeStringField("title", type.title());
            json.writeNumberField("status", type.status().code());
            json.writeStringField("advice", ProblemAdvice.of(type));
            json.writeEndObject();
        });
    }
}

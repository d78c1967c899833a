package io.tocsin.http;

import com.linecorp.armeria.common.HttpResponse;
import java.util.List;
import java.util.Set;

/** The console: one page, and the modules, styles and words it is made of. */
public final class ConsoleResource implements Resource {
    /** The page is asked for each time, and says which version of everything else it wants. */
    private static final String ASK = "no-cache";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final ConsoleFiles files = new ConsoleFiles();

    /** Reads the files that are shipped with the program. */
    public ConsoleResource() {}

    @Override
    public List<Call> calls() {
        return List.of(Call.get("/", Set.of(), this::page), Call.get("/console", Set.of(), this::page),
                Call.get("/console/{version}/{folder}/{file}", Set.of(), this::file));
    }

    private HttpResponse page(Exchange exchange) {
        return files.page().answer(exchange, ASK);
    }

    private HttpResponse file(Exchange exchange) {
        String name = exchange.path("folder") + "/" + exchange.path("file");
        PackedFile file = files.file(name)
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND, "the console has no such file").exception());
        // While nodes are updated one by one, a page of one asks another: it gets what there is, but keeps
        // none of it.
        return file.answer(exchange, exchange.path("version").equals(files.version()) ? FOR_EVER : "no-store");
    }
}

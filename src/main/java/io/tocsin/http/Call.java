package io.tocsin.http;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import io.tocsin.access.Scope;
import java.util.Set;

/**
 * One call of the API.
 *
 * @param method its method
 * @param path its address with variables in braces: {@code /v1/batches/{id}}
 * @param scopes the caller's key needs one of these; none: no log-in is asked for
 * @param body how its body is taken
 * @param query names of the query parameters there may be, beside {@code lang}; asked only of calls
 *            with scopes and a small body, as others judge for themselves or are called by programs
 *            that add their own
 * @param handler what it does
 */
public record Call(HttpMethod method, String path, Set<Scope> scopes, Body body, Set<String> query, Handler handler) {
    /** How a body is taken. */
    public enum Body {
        /** As a whole, at most 1 MiB, within the request's time limit. */
        SMALL,
        /** As a stream without limits of length or time; few of them at once. */
        STREAM
    }

    /** What a call does; runs on a virtual thread and may block. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Answers.
         *
         * @throws ProblemException to answer with a problem
         * @throws Exception for everything else that goes wrong: 503 when it is the store, else 500
         */
        HttpResponse handle(Exchange exchange) throws Exception;
    }

    /** Copies the sets. */
    public Call {
        scopes = Set.copyOf(scopes);
        query = Set.copyOf(query);
    }

    /** A call that reads, with the query parameters of those names. */
    public static Call get(String path, Set<Scope> scopes, Handler handler, String... query) {
        return new Call(HttpMethod.GET, path, scopes, Body.SMALL, Set.of(query), handler);
    }

    /** A call that does something, with a small body. */
    public static Call post(String path, Set<Scope> scopes, Handler handler) {
        return new Call(HttpMethod.POST, path, scopes, Body.SMALL, Set.of(), handler);
    }
}

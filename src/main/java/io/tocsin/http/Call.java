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
 * @param admission who may make it
 * @param body how its body is taken
 * @param query names of the query parameters there may be, beside {@code lang}; asked only of calls
 *            with scopes and a small body, as others judge for themselves or are called by programs
 *            that add their own
 * @param handler what it does
 */
public record Call(HttpMethod method, String path, Admission admission, Body body, Set<String> query, Handler handler) {
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

    /** Copies the set. */
    public Call {
        query = Set.copyOf(query);
    }

    /**
     * A call for keys with one of those scopes and people whose roles stand for one; for anyone when
     * there is none.
     */
    public Call(HttpMethod method, String path, Set<Scope> scopes, Body body, Set<String> query, Handler handler) {
        this(method, path, Admission.to(scopes), body, query, handler);
    }

    /**
     * A call with a small body for those who are admitted, with the query parameters of those names.
     */
    public static Call of(HttpMethod method, String path, Admission admission, Handler handler, String... query) {
        return new Call(method, path, admission, Body.SMALL, Set.of(query), handler);
    }

    /** What a key needs one of. */
    public Set<Scope> scopes() {
        return admission.scopes();
    }

    /** Whether nobody is asked for anything. */
    boolean isForAnyone() {
        return admission.stage() == Admission.Stage.ANYONE;
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

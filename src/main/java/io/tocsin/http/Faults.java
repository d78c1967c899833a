package io.tocsin.http;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.ClosedSessionException;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseCompleteException;
import com.linecorp.armeria.common.ShuttingDownException;
import com.linecorp.armeria.server.HttpResponseException;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.tocsin.access.password.Passwords;
import io.tocsin.report.export.Language;
import io.tocsin.review.failure.CaseException;
import io.tocsin.warning.StoreUnavailableException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a problem of everything that goes wrong, Armeria's own refusals included. */
final class Faults implements ServerErrorHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
    private final Methods methods;

    /** Answers for a server that knows those methods. */
    Faults(Methods methods) {
        this.methods = methods;
    }

    /** The answer to what a handler threw. */
    static HttpResponse response(Exchange exchange, Throwable thrown) {
        return problem(thrown, exchange.context().method() + " " + exchange.context().config().route().patternString())
                .response(exchange.language());
    }

    private static Problem problem(Throwable thrown, String where) {
        return switch (thrown) {
            case ProblemException e -> e.problem();
            case CaseException e -> ReviewProblems.of(e);
            case StoreUnavailableException e -> {
                LOG.warn("{}: the store does not answer, answered 503: {}", where, e.getMessage());
                yield Problem.of(ProblemType.STORE_UNAVAILABLE, "nothing was changed; try again")
                        .retryAfter(Duration.ofSeconds(5));
            }
            case ShuttingDownException _,InterruptedException _ ->
                Problem.of(ProblemType.NOT_READY, "the gateway stops")
                        .retryAfter(Duration.ofSeconds(5));
            case Passwords.BusyException _ -> Problem.of(ProblemType.BUSY, "too many people log in at once")
                    .retryAfter(Duration.ofSeconds(5));
            case ContentTooLargeException e -> Problem.of(ProblemType.TOO_LARGE,
                    "got more than the " + e.maxContentLength() + " bytes that are taken here");
            case ResponseCompleteException _,ClosedSessionException _ ->
                Problem.of(ProblemType.BAD_REQUEST, "the caller is gone, or was answered already");
            default -> {
                LOG.error("{}: failed, answered 500", where, thrown);
                yield Problem.of(ProblemType.INTERNAL, "the fault is ours and is in the log");
            }
        };
    }

    @Override
    public HttpResponse onServiceException(ServiceRequestContext context, Throwable cause) {
        Language language = Languages.of(context.request().headers());
        return switch (cause) {
            case HttpStatusException e -> answer(e.httpStatus(), context.path(), language).toHttpResponse();
            case HttpResponseException e -> e.httpResponse();
            default -> problem(cause, context.method() + " " + context.config().route().patternString())
                    .response(language);
        };
    }

    @Override
    public @Nullable AggregatedHttpResponse renderStatus(
            @Nullable ServiceRequestContext context, ServiceConfig config, @Nullable RequestHeaders headers,
            HttpStatus status, @Nullable String description, @Nullable Throwable cause) {
        String path = headers == null ? "" : headers.path();
        if (status.code() == HttpStatus.NOT_FOUND.code() && path.length() > 1 && path.endsWith("/")) {
            String bare = path.substring(0, path.length() - 1);
            if (!methods.of(bare).isEmpty()) {
                return AggregatedHttpResponse.of(ResponseHeaders.builder(HttpStatus.valueOf(308))
                        .set(HttpHeaderNames.LOCATION, bare).build());
            }
        }
        return answer(status, path, Languages.of(headers));
    }

    private AggregatedHttpResponse answer(HttpStatus status, String path, Language language) {
        AggregatedHttpResponse whole = problem(status, path).whole(language);
        return status.code() != HttpStatus.METHOD_NOT_ALLOWED.code()
                ? whole
                : AggregatedHttpResponse.of(
                        whole.headers().toBuilder().set(HttpHeaderNames.ALLOW, methods.of(path)).build(),
                        whole.content());
    }

    private static Problem problem(HttpStatus status, String path) {
        return switch (status.code()) {
            case 404 -> Problem.of(ProblemType.NOT_FOUND, "nothing is at " + path + "; /docs says what there is");
            case 405 -> Problem.of(ProblemType.METHOD_NOT_ALLOWED, path + " does not know this method");
            case 413 -> Problem.of(ProblemType.TOO_LARGE, "the body is larger than is taken here");
            case 503 -> Problem.of(ProblemType.NOT_READY, "not now").retryAfter(Duration.ofSeconds(5));
            default -> status.isClientError()
                    ? Problem.of(ProblemType.BAD_REQUEST, status.toString())
                    : Problem.of(ProblemType.INTERNAL, status.toString());
        };
    }
}

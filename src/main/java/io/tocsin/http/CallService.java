package io.tocsin.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.tocsin.access.Caller;
import io.tocsin.access.session.Token;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs one call: asks whose key it is on the event loop, then handles it on a virtual thread, where
 * it also asks whose session it is; as many at once as there are permits, in all and for one
 * client.
 */
final class CallService implements HttpService {
    private static final String LANGUAGE = "lang";
    private final Call call;
    private final Guard guard;
    private final Executor threads;
    private final Permits permits;

    CallService(Call call, Guard guard, Executor threads, Permits permits) {
        this.call = call;
        this.guard = guard;
        this.threads = threads;
        this.permits = permits;
    }

    /** The call's address with variables in braces. */
    String path() {
        return call.path();
    }

    @Override
    public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
        Optional<Caller> caller = Optional.empty();
        Optional<Token> token = call.isForAnyone() ? Optional.empty() : guard.token(request);
        if (!call.isForAnyone() && token.isEmpty()) {
            try {
                caller = guard.key(request.headers());
            } catch (ProblemException e) {
                return refuse(context, request, e.problem());
            }
            if (caller.isEmpty()) {
                return refuse(context, request, Problem.of(ProblemType.UNAUTHORIZED,
                        "got no API key that is known here, expected 'Authorization: Bearer <key>'"));
            }
            if (call.scopes().isEmpty()) {
                return refuse(context, request, Problem.of(ProblemType.FORBIDDEN,
                        "only people who are logged in may do this, no key may"));
            }
            if (!caller.get().mayAnyOf(call.scopes())) {
                return refuse(context, request, Problem.of(ProblemType.FORBIDDEN,
                        "the key of " + caller.get().client() + " lacks the scope " + call.scopes().stream()
                                .map(s -> s.code()).sorted().collect(Collectors.joining(" or "))));
            }
        }
        // A session is looked up once there is a permit: people share with those of the same cookie.
        String who = caller.map(Caller::client).or(() -> token.map(Token::csrf)).orElse("");
        if (!permits.tryAcquire(who)) {
            return refuse(context, request, Problem.of(ProblemType.BUSY,
                    "as many requests are worked on at once as are allowed, in all or for one client")
                    .retryAfter(Duration.ofSeconds(2)));
        }
        return start(new Exchange(context, request, caller.orElse(null), guard), token, who);
    }

    private HttpResponse refuse(ServiceRequestContext context, HttpRequest request, Problem problem) {
        Exchange exchange = new Exchange(context, request, null, guard);
        return afterBody(exchange, problem.response(exchange.language()));
    }

    /**
     * Over HTTP/2, an answer that overtakes the body of its request ends the stream with CANCEL, and
     * clients then take the answer for lost (RFC 9113, 8.1 has NO_ERROR for this, which the server does
     * not send): so it waits until the body has come.
     */
    private HttpResponse afterBody(Exchange exchange, HttpResponse answer) {
        if (!exchange.context().sessionProtocol().isMultiplex()) {
            return answer;
        }
        CompletableFuture<?> over = switch (call.body()) {
            case STREAM -> {
                BodyStream body = exchange.body(Duration.ZERO, () -> 0);
                body.close();
                yield body.over();
            }
            case SMALL -> exchange.whole();
        };
        return HttpResponse.of(over.handle((_, _) -> answer));
    }

    /** A filter that is misspelt must not be answered as if there were none. */
    private void checkQuery(Exchange exchange) {
        if (call.isForAnyone() || call.body() == Call.Body.STREAM) {
            return;
        }
        for (String name : exchange.query().names()) {
            if (!call.query().contains(name) && !name.equals(LANGUAGE)) {
                throw Problem.parameter(name.substring(0, Math.min(40, name.length())), "unknown-field",
                        call.query().isEmpty()
                                ? "got a query parameter, expected none"
                                : "got a query parameter that is not known here, expected only "
                                        + call.query().stream().sorted().collect(Collectors.joining(", ")))
                        .exception();
            }
        }
    }

    private HttpResponse start(Exchange exchange, Optional<Token> token, String who) {
        CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
        threads.execute(() -> {
            HttpResponse response;
            try {
                token.ifPresent(
                        it -> exchange.is(guard.person(it, exchange.request(), call.admission())));
                checkQuery(exchange);
                response = call.handler().handle(exchange);
            } catch (Throwable e) {
                response = Faults.response(exchange, e);
            } finally {
                permits.release(who);
            }
            answer.complete(afterBody(exchange, response));
        });
        return HttpResponse.of(answer);
    }
}

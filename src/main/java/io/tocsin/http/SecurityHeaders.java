package io.tocsin.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;

/**
 * What every answer tells browsers: run nothing that is not from here, show it in no frame, guess
 * no types, tell nobody where you were, keep no copy of answers of the API.
 */
final class SecurityHeaders implements DecoratingHttpServiceFunction {
    private static final String CONTENT = "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self';"
            + " frame-ancestors 'none'";
    private final boolean tls;

    SecurityHeaders(boolean tls) {
        this.tls = tls;
    }

    @Override
    public HttpResponse serve(HttpService delegate, ServiceRequestContext context, HttpRequest request)
            throws Exception {
        boolean api = context.path().startsWith("/v1/");
        return delegate.serve(context, request).mapHeaders(headers -> on(headers, api));
    }

    /** Those headers beside others; a page that is stricter stays so. */
    ResponseHeaders on(ResponseHeaders headers, boolean api) {
        ResponseHeadersBuilder builder = headers.toBuilder();
        builder.set(HttpHeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff");
        builder.set(HttpHeaderNames.REFERRER_POLICY, "no-referrer");
        builder.set("x-frame-options", "DENY");
        builder.set("cross-origin-opener-policy", "same-origin");
        builder.set("cross-origin-resource-policy", "same-origin");
        builder.set("permissions-policy", "camera=(), microphone=(), geolocation=()");
        if (!builder.contains(HttpHeaderNames.CONTENT_SECURITY_POLICY)) {
            builder.set(HttpHeaderNames.CONTENT_SECURITY_POLICY, CONTENT);
        }
        if (api && !builder.contains(HttpHeaderNames.CACHE_CONTROL)) {
            builder.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        }
        if (tls) {
            builder.set(HttpHeaderNames.STRICT_TRANSPORT_SECURITY, "max-age=31536000");
        }
        return builder.build();
    }
}

package io.tocsin.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import io.tocsin.access.audit.AuditTrail;
import io.tocsin.access.audit.Verification;
import io.tocsin.access.user.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The audit log as a file that proves itself whole. Handing it out is noted in it. */
public final class AuditResource implements Resource {
    private static final Logger LOG = LoggerFactory.getLogger(AuditResource.class);
    private static final MediaType NDJSON = MediaType.create("application", "x-ndjson");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST = 999_999_999;
    private final AuditTrail trail;
    private final Semaphore permits = new Semaphore(2);

    /** Hands that out. */
    public AuditResource(AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    public List<Call> calls() {
        return List.of(
                Call.of(HttpMethod.GET, "/v1/audit", Admission.people(Role.AUDIT), this::export, "after"));
    }

    private HttpResponse export(Exchange exchange) {
        long after = exchange.query("after", 0, 0, MOST);
        if (!permits.tryAcquire()) {
            throw Problem.of(ProblemType.BUSY, "as many exports run at once as are allowed")
                    .retryAfter(Duration.ofSeconds(10)).exception();
        }
        exchange.context().clearRequestTimeout();
        HttpResponseWriter writer = HttpResponse.streaming();
        writer.write(ResponseHeaders.builder(HttpStatus.OK).contentType(NDJSON)
                .set(HttpHeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"audit.ndjson\"").build());
        Thread.ofVirtual().name("export-audit").start(() -> write(exchange, after, writer));
        return writer;
    }

    private void write(Exchange exchange, long after, HttpResponseWriter writer) {
        StreamedBody body = new StreamedBody(writer, PATIENCE);
        try {
            trail.export(after, (subject, from) -> exchange.act(Verification.EXPORT, subject, null, from), line -> {
                try {
                    body.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            body.close();
        } catch (Exception e) {
            LOG.warn("An export of the audit log was broken off, the receiver sees it: {}", e.toString());
            body.breakOff();
        } finally {
            permits.release();
        }
    }
}

package io.tocsin.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import io.tocsin.access.user.Role;
import io.tocsin.report.ResultStore;
import io.tocsin.report.export.Export;
import io.tocsin.report.export.ExportFormat;
import io.tocsin.report.export.Language;
import io.tocsin.warning.BatchStatus;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All warnings of a batch as a file, in the form the caller accepts. */
public final class ResultsResource implements Resource {
    private static final Logger LOG = LoggerFactory.getLogger(ResultsResource.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int AT_ONCE = 16;

    private final ResultStore store;
    private final Export export;
    private final Semaphore permits = new Semaphore(AT_ONCE);

    /** Exports from that store. */
    public ResultsResource(ResultStore store, Export export) {
        this.store = store;
        this.export = export;
    }

    @Override
    public List<Call> calls() {
        return List.of(Call.get("/v1/batches/{id}/results", Own.LOOK, this::results, "format"));
    }

    private HttpResponse results(Exchange exchange) {
        BatchStatus batch = Own.batch(store, exchange);
        ExportFormat format = format(exchange);
        Language language = language(exchange);
        boolean whole = Own.seesNumbers(exchange) || mayTake(exchange);
        if (exchange.anyPerson().isPresent()) {
            exchange.audit("batch.results", batch.batch().id().value(), null,
                    format.extension() + (whole ? " with whole numbers" : " with masked numbers"));
        }
        if (!permits.tryAcquire()) {
            throw Problem.of(ProblemType.BUSY, "as many exports run at once as are allowed")
                    .retryAfter(Duration.ofSeconds(10)).exception();
        }
        exchange.context().clearRequestTimeout();
        HttpResponseWriter writer = HttpResponse.streaming();
        writer.write(ResponseHeaders.builder(HttpStatus.OK).contentType(MediaType.parse(format.mediaType()))
                .set(HttpHeaderNames.CONTENT_DISPOSITION,
                        "attachment; filename=\"results-" + batch.batch().id() + "." + format.extension() + "\"")
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store").set(HttpHeaderNames.VARY, "accept").build());
        Export.Order order = new Export.Order(batch.batch().id(), format, language, whole);
        Thread.ofVirtual().name("export-" + batch.batch().id()).start(() -> write(order, writer));
        return writer;
    }

    /** A person gets whole numbers back of batches that are for that person to submit. */
    private static boolean mayTake(Exchange exchange) {
        return exchange.anyPerson().filter(live -> live.user().roles().contains(Role.SUBMITTER)).isPresent();
    }

    private void write(Export.Order order, HttpResponseWriter writer) {
        StreamedBody body = new StreamedBody(writer, PATIENCE);
        try {
            export.write(order, body);
            body.close();
        } catch (Exception e) {
            LOG.warn("The results of batch {} were broken off, the receiver sees it: {}", order.batch(), e.toString());
            body.breakOff();
        } finally {
            permits.release();
        }
    }

    private static ExportFormat format(Exchange exchange) {
        Optional<String> named = exchange.query("format");
        if (named.isPresent()) {
            return Arrays.stream(ExportFormat.values()).filter(f -> f.extension().equals(named.get())).findFirst()
                    .orElseThrow(() -> Problem.parameter("format", "invalid", "expected ndjson, csv or xlsx")
                            .exception());
        }
        List<MediaType> accepted = exchange.request().headers().accept();
        if (accepted.isEmpty()) {
            return ExportFormat.NDJSON;
        }
        return accepted.stream().flatMap(range -> Arrays.stream(ExportFormat.values())
                .filter(f -> MediaType.parse(f.mediaType()).withoutParameters().belongsTo(range.withoutParameters())))
                .findFirst().orElseThrow(() -> Problem.of(ProblemType.NOT_ACCEPTABLE, "expected one of "
                        + String.join(", ", Arrays.stream(ExportFormat.values()).map(ExportFormat::mediaType).toList()))
                        .exception());
    }

    private static Language language(Exchange exchange) {
        String lang = exchange.query("lang").orElse("en");
        return switch (lang) {
            case "en" -> Language.EN;
            case "zh" -> Language.ZH;
            default -> throw Problem.parameter("lang", "invalid", "expected en or zh").exception();
        };
    }
}

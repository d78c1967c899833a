package io.tocsin.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import io.tocsin.access.Scope;
import io.tocsin.ingest.batch.BatchBody;
import io.tocsin.ingest.batch.BatchIntake;
import io.tocsin.ingest.batch.SubmitResult;
import io.tocsin.ingest.batch.dry.DryRun;
import io.tocsin.ingest.row.BatchFields;
import io.tocsin.ingest.row.BodyFormat;
import io.tocsin.warning.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /v1/batches}: a batch as one streamed body. */
public final class BatchSubmission implements Resource {
    /** How long a body may be silent, or only drip. */
    public static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration PENDING_RETRY = Duration.ofSeconds(30);
    private static final int LONGEST_KEY = 255;
    private static final Logger LOG = LoggerFactory.getLogger(BatchSubmission.class);

    private static final String PATH = "/v1/batches";
    private static final String DRY_RUN = "dryRun";
    private static final Pattern DRY = Pattern.compile("[?&]" + DRY_RUN + "=true(?:&|$)");

    private final Workbooks workbooks;
    private final BatchIntake intake;
    private final @Nullable DryRun dry;
    private final Probes probes;
    private final Duration idle;
    private final LongSupplier ticker;

    /**
     * Hands bodies to intake.
     *
     * @param dry what says what would become of bodies; null where nobody asks
     * @param probes is asked before a body is read
     * @param idle how long a body may be silent, usually {@link #IDLE}
     * @param ticker nanoseconds that only run forward
     */
    public BatchSubmission(BatchIntake intake, @Nullable DryRun dry, Probes probes, Duration idle,
            LongSupplier ticker) {
        this.intake = intake;
        this.dry = dry;
        this.probes = probes;
        this.idle = idle;
        this.ticker = ticker;
        this.workbooks = new Workbooks(idle, ticker);
    }

    /** The same without dry runs. */
    public BatchSubmission(BatchIntake intake, Probes probes, Duration idle, LongSupplier ticker) {
        this(intake, null, probes, idle, ticker);
    }

    @Override
    public List<Call> calls() {
        return List.of(new Call(HttpMethod.POST, PATH, Set.of(Scope.SUBMIT), Call.Body.STREAM, Set.of(),
                this::submit), workbooks.call());
    }

    private HttpResponse submit(Exchange exchange) throws InterruptedException, IOException {
        probes.notReady().ifPresent(reason -> {
            throw Problem.of(ProblemType.NOT_READY, reason).retryAfter(Duration.ofSeconds(5)).exception();
        });
        boolean rehearse = isDryRun(exchange);
        String key = rehearse ? "" : key(exchange);
        MediaType type = exchange.request().contentType();
        BodyFormat format = format(type);
        String charset = Workbooks.is(type)
                ? "utf-8"
                : format != BodyFormat.CSV || type == null
                        ? ""
                        : type.parameters().getOrDefault("charset", List.of("")).getFirst();
        BatchFields fields = fields(exchange, format);
        String encoding = exchange.header(HttpHeaderNames.CONTENT_ENCODING).orElse("identity");
        BodyStream body = exchange.body(idle, ticker);
        try (InputStream raw = unpacked(body, encoding);
                InputStream in = Workbooks.is(type) ? workbooks.csv(raw) : raw) {
            BatchBody batch = new BatchBody(format, charset, fields, in, body::whileWaiting);
            return rehearse && dry != null
                    ? DryRunAnswer.of(dry.of(exchange.caller().client(), batch))
                    : answer(intake.submit(exchange.caller().client(), key, batch));
        } catch (StoreUnavailableException e) {
            if (rehearse) {
                throw unknown(exchange.caller().client(), e);
            }
            LOG.warn("A submission of {} ended as the store does not answer, its key resumes it: {}",
                    exchange.caller().client(), e.getMessage());
            throw Problem.of(ProblemType.STORE_UNAVAILABLE,
                    "send the same body with the same Idempotency-Key to go on; no row is taken twice")
                    .retryAfter(Duration.ofSeconds(5)).exception();
        }
    }

    private static ProblemException unknown(String client, StoreUnavailableException e) {
        LOG.warn("A dry run of {} ended as the store does not answer: {}", client, e.getMessage());
        return Problem.of(ProblemType.STORE_UNAVAILABLE,
                "a dry run needs the store to know refs, numbers and what waits; nothing was taken, ask again")
                .retryAfter(Duration.ofSeconds(5)).exception();
    }

    /**
     * What a request is counted as: a dry run takes nothing, and one that fails is no submission that
     * failed.
     *
     * @param path as it is bound
     * @param asked as it was asked for, with its query
     */
    static String route(String path, String asked) {
        return path.equals(PATH) && DRY.matcher(asked).find() ? PATH + "?" + DRY_RUN : path;
    }

    private boolean isDryRun(Exchange exchange) {
        String asked = exchange.query(DRY_RUN).orElse("false");
        if (!asked.equals("true") && !asked.equals("false")) {
            throw Problem.parameter(DRY_RUN, "invalid", "expected true or false").exception();
        }
        if (asked.equals("true") && dry == null) {
            throw Problem.parameter(DRY_RUN, "invalid", "expected false: nobody answers dry runs here").exception();
        }
        return asked.equals("true");
    }

    private static String key(Exchange exchange) {
        String key = exchange.header("idempotency-key").orElse("").strip();
        if (key.isEmpty()) {
            throw Problem.of(ProblemType.MISSING_IDEMPOTENCY_KEY,
                    "got none, expected a text of your own that is different for every batch, so that sending it "
                            + "again after a cut warns nobody twice")
                    .exception();
        }
        if (key.length() > LONGEST_KEY || !key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw Problem.parameter("Idempotency-Key", "invalid",
                    "expected at most " + LONGEST_KEY + " printable ASCII characters without spaces").exception();
        }
        return key;
    }

    private static BodyFormat format(@Nullable MediaType type) {
        String name = type == null ? "" : type.type() + "/" + type.subtype();
        return switch (name) {
            case "application/json" -> BodyFormat.JSON;
            case "application/x-ndjson", "application/ndjson" -> BodyFormat.NDJSON;
            case "text/csv", Workbooks.TYPE -> BodyFormat.CSV;
            default -> throw Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "got the Content-Type '" + name
                    + "', expected application/json, application/x-ndjson, text/csv or a workbook (.xlsx)").exception();
        };
    }

    private static BatchFields fields(Exchange exchange, BodyFormat format) {
        BatchFields fields = BatchFields.none();
        Set<String> seen = new HashSet<>();
        for (Map.Entry<String, String> parameter : exchange.query()) {
            if (parameter.getKey().equals(DRY_RUN)) {
                continue;
            }
            if (!seen.add(parameter.getKey())) {
                throw Problem.parameter(shown(parameter.getKey()), "invalid", "got it twice, expected it once")
                        .exception();
            }
            if (format == BodyFormat.JSON) {
                throw Problem.parameter(shown(parameter.getKey()), "invalid",
                        "got a query parameter, expected the batch's fields in the JSON body, before \"warnings\"")
                        .exception();
            }
            try {
                fields = fields.with(parameter.getKey(), parameter.getValue());
            } catch (IllegalArgumentException e) {
                throw Problem.parameter(shown(parameter.getKey()), "unknown-field", String.valueOf(e.getMessage()))
                        .exception();
            }
        }
        return fields;
    }

    private static String shown(String name) {
        return name.substring(0, Math.min(40, name.length()));
    }

    static InputStream unpacked(BodyStream body, String encoding) {
        return switch (encoding) {
            case "identity" -> body;
            case "gzip", "x-gzip" -> new GzipBody(body);
            default -> {
                body.close();
                throw Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "got the Content-Encoding '" + encoding + "', expected gzip or none").exception();
            }
        };
    }

    private static HttpResponse answer(SubmitResult result) {
        return switch (result) {
            case SubmitResult.Done done -> accepted(done);
            case SubmitResult.Running _ -> throw Problem.of(ProblemType.STILL_RUNNING,
                    "another request with this Idempotency-Key is being received").retryAfter(Duration.ofSeconds(5))
                    .exception();
            case SubmitResult.Different different ->
                throw Problem.of(ProblemType.IDEMPOTENCY_KEY_REUSED, different.detail()).exception();
            case SubmitResult.BadBody bad -> throw Problem.of(ProblemType.BAD_BODY, bad.detail()).exception();
            case SubmitResult.BadField bad -> throw Problem.parameter(bad.field(), bad.code(), bad.message())
                    .exception();
            case SubmitResult.Cut cut when cut.idle() -> throw Problem.of(ProblemType.BODY_IDLE, cut.taken())
                    .exception();
            case SubmitResult.Cut cut ->
                throw Problem.of(ProblemType.BAD_BODY, "the body was cut; " + cut.taken()).exception();
            case SubmitResult.OverRate over -> throw Problem.of(ProblemType.OVER_RATE,
                    "other submissions of this client use up its rate").retryAfter(over.delay().plusSeconds(1))
                    .exception();
            case SubmitResult.OverPending over -> throw Problem.of(ProblemType.OVER_PENDING,
                    over.most() + " warnings may be pending").retryAfter(PENDING_RETRY).exception();
        };
    }

    private static HttpResponse accepted(SubmitResult.Done done) {
        ResponseHeadersBuilder headers = ResponseHeaders.builder(HttpStatus.ACCEPTED).contentType(MediaType.JSON_UTF_8)
                .set(HttpHeaderNames.LOCATION, "/v1/batches/" + done.batch());
        if (done.replayed()) {
            headers.set("idempotent-replayed", "true");
        }
        return HttpResponse.of(headers.build(), HttpData.ofUtf8(done.answer()));
    }
}

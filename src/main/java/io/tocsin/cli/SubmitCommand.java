package io.tocsin.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.cli.client.ApiClient;
import io.tocsin.cli.client.Bar;
import io.tocsin.cli.client.Follow;
import io.tocsin.cli.client.Rejections;
import io.tocsin.cli.client.UploadFile;
import io.tocsin.net.NetworkFaults;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code tocsin submit}: sends a file as a batch. A cut connection goes on where it was; the same
 * file is sent once.
 */
@Command(name = "submit", mixinStandardHelpOptions = true, description = "Sends a CSV, XLSX or NDJSON file as a batch and lists the rejected rows.")
public final class SubmitCommand implements Callable<Integer> {
    private static final int TRIES = 5;

    @Parameters(paramLabel = "FILE", description = "What to send: .csv, .xlsx, .ndjson, .jsonl or .json.")
    private Path file = Path.of("");

    @Option(names = "--url", defaultValue = "http://127.0.0.1:8080", description = "The gateway (default: ${DEFAULT-VALUE}).")
    private URI url = URI.create("http://127.0.0.1:8080");

    @Option(names = "--key", defaultValue = "${env:TOCSIN_KEY}", description = "API key (default: the environment's TOCSIN_KEY).")
    private @Nullable String key;

    @Option(names = "--playbook", description = "Playbook of rows that name none.")
    private @Nullable String playbook;

    @Option(names = "--grade", description = "Grade of rows that name none: urgent, high, medium or low.")
    private @Nullable String grade;

    @Option(names = "--name", description = "Name of the batch (default: the file's).")
    private @Nullable String name;

    @Option(names = "--idempotency-key", description = "Names this submission (default: from the file's content and options, so that a file is sent once).")
    private @Nullable String idempotencyKey;

    @Option(names = "--wait", description = "Follows the batch to its end.")
    private boolean wait;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    /** The command. */
    public SubmitCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (key == null || key.isBlank()) {
            throw new ParameterException(spec.commandLine(), "expected an API key in --key or in TOCSIN_KEY, got none");
        }
        if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new ParameterException(spec.commandLine(),
                    "--url: got " + url + ", expected http://HOST:PORT or https://HOST:PORT");
        }
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(spec.commandLine(), file + ": no such file");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (UploadFile upload = open(); ApiClient client = new ApiClient(url, key)) {
            String query = query();
            String once = idempotencyKey == null
                    ? upload.fingerprint() + "-" + Integer.toHexString(query.hashCode())
                    : idempotencyKey;
            ApiClient.Reply reply = send(client, upload, query, once, out);
            if (!reply.ok()) {
                spec.commandLine().getErr().println("not accepted: " + reply.problem());
                Rejections.of(upload.contentType()).list(reply.body(), spec.commandLine().getErr());
                return 1;
            }
            answer(reply, out);
            Rejections.of(upload.contentType()).list(reply.body(), out);
            return !wait || new Follow(client, out).toTheEnd(reply.body().path("id").asText()) ? 0 : 1;
        }
    }

    private UploadFile open() throws IOException {
        try {
            return UploadFile.of(file);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private String query() {
        Map<String, @Nullable String> fields = new LinkedHashMap<>();
        fields.put("name", name == null ? file.getFileName().toString() : name);
        fields.put("playbook", playbook);
        fields.put("grade", grade);
        return fields.entrySet().stream().filter(field -> field.getValue() != null)
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private ApiClient.Reply send(ApiClient client, UploadFile upload, String query, String once, PrintWriter out)
            throws IOException, InterruptedException {
        for (int attempt = 1;; attempt++) {
            AtomicLong read = new AtomicLong();
            CompletableFuture<ApiClient.Reply> reply = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> {
                try {
                    reply.complete(client.submit(query, upload.contentType(), once, upload.body(read)));
                } catch (IOException | InterruptedException | RuntimeException e) {
                    reply.completeExceptionally(e);
                }
            });
            try {
                ApiClient.Reply got = follow(reply, read, upload.size(), out);
                boolean later = got.status() == 409 || got.status() == 429 || got.status() == 503;
                if (!later || attempt == TRIES) {
                    return got;
                }
                out.println("the gateway asks to wait: " + got.problem());
            } catch (ExecutionException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                if (cause instanceof ConnectException || attempt == TRIES) {
                    throw new IOException("no answer from " + url + ": " + NetworkFaults.describe(cause), e);
                }
                out.println("cut off, going on: " + NetworkFaults.describe(cause));
            }
            out.flush();
            TimeUnit.SECONDS.sleep(attempt * 2L);
        }
    }

    private static ApiClient.Reply follow(CompletableFuture<ApiClient.Reply> reply, AtomicLong read, long size,
            PrintWriter out) throws InterruptedException, ExecutionException {
        Bar bar = new Bar(out, "sent bytes", Bar.onTerminal());
        while (true) {
            try {
                ApiClient.Reply got = reply.get(100, TimeUnit.MILLISECONDS);
                bar.end(read.get(), size, "");
                return got;
            } catch (TimeoutException e) {
                bar.show(read.get(), size,
                        read.get() >= size ? "all is sent, the gateway still takes the last rows" : "");
            }
        }
    }

    private static void answer(ApiClient.Reply reply, PrintWriter out) {
        JsonNode body = reply.body();
        out.printf("batch %s%s: submitted %,d, accepted %,d, duplicate %,d, rejected %,d%n", body.path("id").asText(),
                reply.replayed() ? " (sent before, nothing was sent twice)" : "", body.path("submitted").asLong(),
                body.path("accepted").asLong(), body.path("duplicate").asLong(), body.path("rejected").asLong());
        out.flush();
    }
}

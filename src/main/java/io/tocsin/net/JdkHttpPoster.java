package io.tocsin.net;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts with the JDK's client, which keeps connections between posts; HTTP/1.1, since an offer to
 * upgrade confuses old receivers.
 */
public final class JdkHttpPoster implements HttpPoster, AutoCloseable {
    /** More is no answer to a post. */
    private static final long LONGEST_ANSWER = 64 << 10;

    private final HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .executor(Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("poster-", 0).factory())).build();

    @Override
    public Answer post(URI to, Map<String, String> headers, byte[] body, Duration timeout)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(to).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        // The client's own timeout ends with the headers; this one also holds for a body that never ends.
        CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request.build(),
                BodyHandlers.limiting(BodyHandlers.discarding(), LONGEST_ANSWER));
        try {
            HttpResponse<Void> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), response.headers().firstValue("Retry-After").orElse(""));
        } catch (ExecutionException e) {
            throw new IOException(NetworkFaults.describe(e.getCause() == null ? e : e.getCause()), e);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + timeout.toSeconds() + " s", e);
        } finally {
            answer.cancel(true);
        }
    }

    /** Ends at once; what is under way fails. */
    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}

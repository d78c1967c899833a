package io.tocsin.net;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks with the JDK's client, which keeps connections between questions; HTTP/1.1. */
public final class JdkHttpCaller implements HttpCaller, AutoCloseable {
    private final HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10))
            .executor(Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("caller-", 0).factory())).build();

    @Override
    public Reply call(Request request, Duration timeout, int most) throws IOException, InterruptedException {
        BodyPublisher body = request.body().length == 0
                ? BodyPublishers.noBody()
                : BodyPublishers.ofByteArray(request.body());
        HttpRequest.Builder asked = HttpRequest.newBuilder(request.to()).method(request.method(), body);
        request.headers().forEach(asked::header);
        // The client's own timeout ends with the headers; this one also holds for a body that never ends.
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(asked.build(),
                BodyHandlers.limiting(BodyHandlers.ofByteArray(), most));
        try {
            HttpResponse<byte[]> response = answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return new Reply(response.statusCode(), response.body());
        } catch (ExecutionException e) {
            throw new IOException(NetworkFaults.describe(e.getCause() == null ? e : e.getCause()), e);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + timeout.toMillis() + " ms", e);
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

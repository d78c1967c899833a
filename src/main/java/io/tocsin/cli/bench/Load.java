package io.tocsin.cli.bench;

import io.tocsin.cli.client.ApiClient;
import io.tocsin.cli.sample.Samples;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Submits made-up warnings over HTTP, as one body or as many. */
final class Load {
    private static final String NDJSON = "application/x-ndjson";

    private final ApiClient client;
    private final String name;

    /** Through a client; the name keeps idempotency keys of different loads apart. */
    Load(ApiClient client, String name) {
        this.client = client;
        this.name = name;
    }

    /** What was answered, summed over bodies. */
    record Answered(List<String> batches, long accepted) {}

    /**
     * Submits bodies made beforehand, so many at a time.
     *
     * @throws IOException when one was not accepted whole
     */
    Answered submit(List<byte[]> bodies, String grade, int atATime)
            throws IOException, InterruptedException, ExecutionException {
        List<Callable<ApiClient.Reply>> calls = new ArrayList<>();
        for (int i = 0; i < bodies.size(); i++) {
            byte[] body = bodies.get(i);
            String once = name + "-" + i;
            calls.add(() -> client.submit("name=" + name + "&grade=" + grade, NDJSON, once,
                    BodyPublishers.ofByteArray(body)));
        }
        List<String> batches = new ArrayList<>();
        long accepted = 0;
        try (ExecutorService pool = Executors.newFixedThreadPool(atATime, Thread.ofVirtual().factory())) {
            for (Future<ApiClient.Reply> future : pool.invokeAll(calls)) {
                ApiClient.Reply reply = future.get();
                if (!reply.ok()) {
                    throw new IOException("not accepted: " + reply.problem());
                }
                batches.add(reply.body().path("id").asText());
                accepted += reply.body().path("accepted").asLong();
            }
        }
        return new Answered(batches, accepted);
    }

    /** Made-up warnings cut into bodies of at most so many. */
    static List<byte[]> bodies(Samples samples, int perBody) {
        List<byte[]> bodies = new ArrayList<>();
        for (int from = 0; from < samples.count(); from += perBody) {
            bodies.add(samples.bytes(from, Math.min(samples.count(), from + perBody)));
        }
        return bodies;
    }
}

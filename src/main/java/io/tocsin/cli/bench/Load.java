package io.tocsin.cli.bench;

import io.tocsin.cli.client.ApiClient;
import io.tocsin.cli.sample.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Submits made-up warnings over HTTP, as one body or as many. */
final class Load {
    private static final String NDJSON = "application/x-ndjson";
    /** Too many at once; not ready. */
    private static final Set<Integer> LATER = Set.of(429, 503);
    private static final int MOST_LATER = 60;

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
     * Submits the bodies of a file, so many at a time.
     *
     * @throws IOException when one was not accepted whole
     */
    Answered submit(SampleFile file, String grade, int atATime)
            throws IOException, InterruptedException, ExecutionException {
        List<Callable<ApiClient.Reply>> calls = new ArrayList<>();
        for (int i = 0; i < file.bodies(); i++) {
            int body = i;
            calls.add(() -> post(file, grade, body));
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

    /** Like an upstream: who is asked to come later comes later, with the same key. */
    private ApiClient.Reply post(SampleFile file, String grade, int body) throws IOException, InterruptedException {
        for (int later = 0;; later++) {
            ApiClient.Reply reply = client.submit("name=" + name + "&grade=" + grade, NDJSON, name + "-" + body,
                    file.body(body));
            if (!LATER.contains(reply.status()) || later == MOST_LATER) {
                return reply;
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    /** Submits made-up warnings as one body, streamed. */
    Answered submit(Samples samples, String grade) throws IOException, InterruptedException, ExecutionException {
        try (SampleFile file = SampleFile.of(samples, samples.count())) {
            return submit(file, grade, 1);
        }
    }
}

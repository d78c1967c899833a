package io.tocsin.http;

import io.tocsin.config.value.Rate;
import io.tocsin.ingest.Intake;
import io.tocsin.ingest.IntakeListener;
import io.tocsin.ingest.NewWarning;
import io.tocsin.ingest.batch.dry.DryRun;
import io.tocsin.ingest.batch.dry.Prior;
import io.tocsin.ingest.batch.dry.Prospect;
import io.tocsin.warning.Batch;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.UnaryOperator;

/** {@code POST /v1/batches} behind a real server, with fakes behind it. */
final class BatchDoor implements AutoCloseable {
    static final String JSON = "application/json";
    static final String NDJSON = "application/x-ndjson";
    static final String CSV = "text/csv";

    final Intake intake = new Intake();
    /** Rows by their end, all that were told of a submission, and then how it ended. */
    final List<String> heard = new CopyOnWriteArrayList<>();
    /** Rows of the submission that is under way: accepted, duplicate, rejected. */
    final AtomicLongArray told = new AtomicLongArray(3);
    final Door door;

    BatchDoor() {
        this(Rate.perSecond(1_000_000), 1_000_000, BatchSubmission.IDLE);
    }

    /** Dry runs know what that knows. */
    BatchDoor(Prior prior) {
        DryRun dry = new DryRun(Intake.RULES, intake.clock, prior, new Prospect() {
            @Override
            public Duration remembered() {
                return Duration.ZERO;
            }

            @Override
            public Fate of(Batch batch, NewWarning row, Prior.Known known) {
                return new Fate(Fate.SEND, "", "", 1, false);
            }

            @Override
            public Outlook outlook(Map<Group, Load> groups) {
                return new Outlook(null, "stopped", 0);
            }
        });
        door = new Door(new BatchSubmission(intake.batches(Rate.perSecond(1_000_000), 1_000_000, new IntakeListener() {
        }), dry, Door.READY, BatchSubmission.IDLE, System::nanoTime));
    }

    BatchDoor(Rate rate, long maxPending, Duration idle) {
        IntakeListener listener = new IntakeListener() {
            @Override
            public void rows(String client, String through, long accepted, long duplicate, long rejected) {
                told.addAndGet(0, accepted);
                told.addAndGet(1, duplicate);
                told.addAndGet(2, rejected);
            }

            @Override
            public void submission(String client, String through, End end) {
                String rows = told.getAndSet(0, 0) + "/" + told.getAndSet(1, 0) + "/" + told.getAndSet(2, 0);
                if (!rows.equals("0/0/0")) {
                    heard.add(client + " " + rows);
                }
                heard.add(end.name());
            }
        };
        door = new Door(
                new BatchSubmission(intake.batches(rate, maxPending, listener), Door.READY, idle, System::nanoTime));
    }

    HttpResponse<String> send(String path, UnaryOperator<HttpRequest.Builder> with) {
        return door.send(path, with);
    }

    HttpResponse<String> post(String key, String type, byte[] body, String query, String... headers) {
        return door.send("/v1/batches" + query, b -> {
            b.header("Authorization", "Bearer watchman-key").header("Content-Type", type)
                    .POST(BodyPublishers.ofByteArray(body));
            if (!key.isEmpty()) {
                b.header("Idempotency-Key", key);
            }
            return headers.length == 0 ? b : b.headers(headers);
        });
    }

    HttpResponse<String> post(String key, String type, String body) {
        return post(key, type, body.getBytes(java.nio.charset.StandardCharsets.UTF_8), "");
    }

    /** Lines of NDJSON with those numbers. */
    static String lines(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append("{\"ref\":\"R").append(i).append("\",\"phone\":\"").append(13_800_000_000L + i).append("\"}\n");
        }
        return text.toString();
    }

    /** The answer without its identity. */
    static String counts(HttpResponse<String> answer) {
        return answer.body().replaceFirst("\"id\":\"[0-9a-z]{16}\",", "");
    }

    @Override
    public void close() {
        door.close();
    }
}

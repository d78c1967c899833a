package io.tocsin.http;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import io.tocsin.review.CaseReads;
import io.tocsin.review.figure.Changes;
import io.tocsin.review.item.Reviewer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes of cases as they happen, on whichever node, for everyone who watches. One look a tick at
 * the store serves all; the counts are asked once a unit. Nothing is promised: who was away asks
 * for the list again.
 */
public final class ReviewStream implements Resource {
    /** How often {@link #tick} is to be called. */
    public static final Duration TICK = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(ReviewStream.class);
    /** Then it ends, and whoever has no session any more is not let in again. */
    private static final int LONGEST_TICKS = 120;
    private static final int QUIET_TICKS = 15;
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration FULL = Duration.ofSeconds(30);
    private final CaseReads reads;
    private final ReviewWords words;
    private final int most;
    private final AtomicInteger open = new AtomicInteger();
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private final AtomicBoolean looking = new AtomicBoolean();
    private @Nullable String cursor;
    /** The words that those who watch were told of last. */
    private String told = "";

    private static final class Watcher {
        private final EventStream stream;
        private final Reviewer who;
        private int age;

        Watcher(EventStream stream, Reviewer who) {
            this.stream = stream;
            this.who = who;
        }
    }

    /** A change as it is told, made once for all who watch. */
    private record Told(Changes.Change change, String data) {
        static Told of(Changes.Change change) {
            return new Told(change, text(json -> {
                json.writeStartObject();
                json.writeStringField("id", change.id().toString());
                json.writeStringField("state", change.state().code());
                json.writeStringField("grade", change.grade().code());
                json.writeEndObject();
            }));
        }

        boolean isFor(Reviewer who) {
            return who.sees(change.unit(), change.seenBy(), change.holder());
        }
    }

    /**
     * Looks at those cases.
     *
     * @param most who may watch at once on this node
     */
    public ReviewStream(ReviewDesk desk, int most) {
        this.reads = desk.reads;
        this.words = desk.words;
        this.most = most;
    }

    @Override
    public int streams() {
        return open.get();
    }

    @Override
    public List<Call> calls() {
        return List.of(Call.of(HttpMethod.GET, "/v1/review/stream", ReviewDesk.REVIEW, this::watch));
    }

    private HttpResponse watch(Exchange exchange) {
        Reviewer who = ReviewDesk.who(exchange);
        String summary = summary(who);
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            throw Problem.of(ProblemType.BUSY,
                    most + " watch on this node, which is as many as are allowed; everything else goes on")
                    .retryAfter(FULL).exception();
        }
        exchange.context().clearRequestTimeout();
        HttpResponseWriter writer = HttpResponse.streaming();
        var _ = writer.whenComplete().whenComplete((_, _) -> open.decrementAndGet());
        Watcher watcher = new Watcher(new EventStream(writer, RETRY), who);
        watcher.stream.send("summary", summary);
        watchers.add(watcher);
        return writer;
    }

    /** Tells those who watch what is new; may block. A look that is still going on is not doubled. */
    public void tick() {
        if (!looking.compareAndSet(false, true)) {
            return;
        }
        try {
            watchers.removeIf(watcher -> watcher.stream.isOver());
            if (watchers.isEmpty()) {
                cursor = null;
            } else {
                tell();
            }
        } catch (RuntimeException e) {
            LOG.debug("Those who watch cases are told nothing for now: {}", e.toString());
        } finally {
            looking.set(false);
        }
    }

    private void tell() {
        boolean first = cursor == null;
        Changes changes = reads.changes(new Reviewer("stream", null), cursor);
        cursor = changes.cursor();
        List<Told> news = changes.changes().stream().map(Told::of).toList();
        Map<String, String> summaries = new HashMap<>();
        String now = words.hash();
        boolean other = !now.equals(told);
        told = now;
        for (Watcher watcher : watchers) {
            List<Told> seen = news.stream().filter(each -> each.isFor(watcher.who)).toList();
            seen.forEach(each -> watcher.stream.send("case", each.data));
            watcher.age++;
            if (first || other || !seen.isEmpty() || watcher.age % QUIET_TICKS == 0) {
                watcher.stream.send("summary",
                        summaries.computeIfAbsent(watcher.who.unit() + " " + watcher.who.works(),
                                _ -> summary(watcher.who)));
            }
            if (watcher.age >= LONGEST_TICKS) {
                watcher.stream.end();
            }
        }
    }

    private String summary(Reviewer who) {
        return text(json -> CaseJson.summary(json, reads.summary(who), words.hash(), false));
    }

    private static String text(Json.Writing writing) {
        return new String(Json.bytes(writing), StandardCharsets.UTF_8);
    }
}

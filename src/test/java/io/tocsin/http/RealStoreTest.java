package io.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.dispatch.WorkStore.Claimed;
import io.tocsin.net.HttpPoster;
import io.tocsin.report.Eta;
import io.tocsin.report.Outlook;
import io.tocsin.report.Reach;
import io.tocsin.report.QuietTimes;
import io.tocsin.report.ResultJson;
import io.tocsin.report.Timeline;
import io.tocsin.report.export.Export;
import io.tocsin.report.receipts.Fate;
import io.tocsin.report.receipts.Receipts;
import io.tocsin.report.receipts.ReceiptsListener;
import io.tocsin.report.receipts.ReceiptsSettings;
import io.tocsin.report.webhook.Signer;
import io.tocsin.report.webhook.WebhookListener;
import io.tocsin.report.webhook.WebhookSettings;
import io.tocsin.report.webhook.WebhookTarget;
import io.tocsin.report.webhook.Webhooks;
import io.tocsin.store.RealRedis;
import io.tocsin.store.RetentionConfig;
import io.tocsin.store.StoreRig;
import io.tocsin.store.control.RedisLease;
import io.tocsin.store.receipt.RedisReceiptStore;
import io.tocsin.store.result.RedisResultStore;
import io.tocsin.store.work.Steps;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Note;
import io.tocsin.warning.Receipt;
import io.tocsin.warning.WarningState;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Receipts, results, events and webhooks on a real Redis, seen through the real door. */
class RealStoreTest {
    private static final int EACH = 300;
    private static final int ALL = EACH * StoreRig.PARTITIONS;
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();
    private StoreRig rig;
    private RedisResultStore results;
    private ResultJson forms;
    private Receipts receipts;
    private Door door;
    private BatchId batch;
    private final Map<Fate, Integer> fates = new ConcurrentHashMap<>();
    private final AtomicInteger durable = new AtomicInteger();

    @BeforeEach
    void open() {
        rig = new StoreRig(SERVER);
        batch = rig.batch("b");
        results = new RedisResultStore(rig.base());
        forms = new ResultJson(ZONE, number -> rig.work().workStore().carrier(number), _ -> "sms", Reach.EVERYONE);
        receipts = new Receipts(
                new RedisReceiptStore(rig.base(), rig.work(), RetentionConfig.defaults(), ZONE), StoreRig.PARTITIONS,
                (standing, end, carrier) -> Steps.end(standing, WarningState.UNREACHED, Note.Kind.RECEIPT, "MK:0001"),
                ReceiptsSettings.usual(), new ReceiptsListener() {
                    @Override
                    public void met(String carrier, Fate fate, int count) {
                        fates.merge(fate, count, Integer::sum);
                    }
                }, System::nanoTime);
        door = new Door(
                new BatchesResource(results, rig.work().controlStore(),
                        new Outlook(results, new Eta(InstantSource.system()), Reach.EVERYONE), forms),
                new WarningsResource(results, forms,
                        new Timeline(InstantSource.system(), QuietTimes.NEVER, ZoneOffset.UTC,
                                Timeline.Carriers.NONE),
                        new PhoneField(Reading::phone)),
                new ResultsResource(results, new Export(results, forms)),
                new EventsResource(results, forms), new DocsResource());
    }

    @AfterEach
    void close() {
        door.close();
        receipts.close();
        rig.close();
    }

    private List<List<Claimed>> claimed() {
        List<List<Claimed>> all = new ArrayList<>();
        for (int p = 0; p < StoreRig.PARTITIONS; p++) {
            rig.accept(batch, p, Steps.LOW, EACH);
            all.add(rig.work().workStore().claim(p, "cmcc", List.of(Steps.LOW), EACH).warnings());
        }
        return all;
    }

    private void settle(List<List<Claimed>> claimed) {
        for (int p = 0; p < StoreRig.PARTITIONS; p++) {
            assertThat(rig.work().workStore().apply(p, claimed.get(p).stream().map(Steps::taken).toList())
                    .cardinality()).isEqualTo(EACH);
        }
    }

    /** Receipts of all of them, every tenth a failure, in parcels of 20; some are sent twice. */
    private int deliver(List<List<Claimed>> claimed) {
        List<Receipt> all = new ArrayList<>();
        for (List<Claimed> some : claimed) {
            for (Claimed each : some) {
                Cause cause = all.size() % 10 == 9
                        ? new Cause(CauseClass.PERMANENT, "MK:0001")
                        : new Cause(CauseClass.REACHED, "DELIVRD");
                all.add(new Receipt("id-" + each.standing().warning().id(),
                        each.standing().warning().phone().national(), cause, null));
            }
        }
        java.util.Collections.shuffle(all, new Random(11));
        all.addAll(all.subList(0, 100));
        for (int i = 0; i < all.size(); i += 20) {
            receipts.take("cmcc", all.subList(i, Math.min(all.size(), i + 20)), durable::incrementAndGet);
        }
        return (all.size() + 19) / 20;
    }

    @Test
    void receipts_that_overtake_their_answers_settle_every_warning_and_all_that_is_read_agrees() throws Exception {
        List<List<Claimed>> claimed = claimed();
        int parcels = deliver(claimed);
        assertThat(durable.get()).isZero();
        settle(claimed);
        await().atMost(Duration.ofSeconds(30)).until(() -> durable.get() == parcels);
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(fates).containsOnly(Map.entry(Fate.DELIVERED, ALL * 9 / 10),
                        Map.entry(Fate.DECIDED, ALL / 10), Map.entry(Fate.LATE, 100)));

        JsonNode status = Reading.json(200, door.get("watchman", "/v1/batches/" + batch));
        assertThat(status.path("state").asText()).isEqualTo("done");
        assertThat(status.at("/counts/reached").asInt()).isEqualTo(ALL * 9 / 10);
        assertThat(status.at("/counts/unreached").asInt()).isEqualTo(ALL / 10);
        assertThat(status.at("/counts/submitted").asInt()).isEqualTo(ALL);

        assertThat(door.get("watchman", "/v1/batches/" + batch + "/results").body().lines()).hasSize(ALL);
        assertThat(pages("/v1/batches/" + batch + "/warnings?limit=70&cursor=", "id")).hasSize(ALL);
        assertThat(pages("/v1/batches/" + batch + "/warnings?state=unreached&limit=7&cursor=", "id"))
                .hasSize(ALL / 10);
        assertThat(pages("/v1/events?limit=100&after=", "id")).hasSize(ALL);
        String id = pages("/v1/batches/" + batch + "/warnings?state=unreached&limit=500&cursor=", "id").iterator()
                .next();
        JsonNode one = Reading.json(200, door.get("watchman", "/v1/warnings/" + id));
        assertThat(one.path("carrier").asText()).isEqualTo("cmcc");
        assertThat(one.path("timeline").findValuesAsText("kind")).contains("accepted", "fenced", "submitted",
                "receipt");
        assertThat(one.path("timeline").findValuesAsText("text")).contains("MK:0001");
        OpenApi document = OpenApi.read(door.get("/openapi.yaml").body());
        assertThat(document.faults("GET", "/v1/warnings/{id}", door.get("watchman", "/v1/warnings/" + id))).isEmpty();
        assertThat(document.faults("GET", "/v1/batches", door.get("watchman", "/v1/batches"))).isEmpty();
        assertThat(document.faults("GET", "/v1/events", door.get("watchman", "/v1/events"))).isEmpty();
    }

    @Test
    void webhooks_push_every_event_once_and_keep_their_place() {
        List<List<Claimed>> claimed = claimed();
        settle(claimed);
        deliver(claimed);
        Set<String> events = ConcurrentHashMap.newKeySet();
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        HttpPoster poster = (to, headers, body, timeout) -> {
            JsonNode items = Reading.parse(new String(body, java.nio.charset.StandardCharsets.UTF_8))
                    .at("/data/events");
            sizes.add(items.size());
            items.forEach(e -> events.add(e.path("id").asText()));
            return new HttpPoster.Answer(204, "");
        };
        for (int start = 0; start < 2; start++) {
            try (Webhooks webhooks = new Webhooks(
                    List.of(new WebhookTarget(StoreRig.CLIENT, URI.create("http://127.0.0.1:1/hook"), new Signer("s"))),
                    new Webhooks.Parts(results, forms, poster, new RedisLease(rig.redis(), rig.base().node().number()),
                            InstantSource.system(), new Random(1), WebhookListener.NONE),
                    WebhookSettings.usual())) {
                webhooks.start();
                await().atMost(Duration.ofSeconds(30)).until(() -> events.size() == ALL);
                await().atMost(Duration.ofSeconds(10)).until(() -> results
                        .cursor(StoreRig.CLIENT, "webhook").map(c -> results.events(StoreRig.CLIENT, c, 1).items())
                        .filter(List::isEmpty).isPresent());
            }
        }
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(ALL);
    }

    @Test
    void what_redis_lost_sight_of_is_confirmed_only_after_it_is_back() {
        List<List<Claimed>> claimed = claimed();
        settle(claimed);
        SERVER.kill();
        int parcels = deliver(claimed);
        assertThat(door.get("watchman", "/v1/batches/" + batch).statusCode()).isEqualTo(503);
        assertThat(durable.get()).isZero();
        SERVER.start();
        await().atMost(Duration.ofSeconds(30)).until(() -> durable.get() == parcels);

        assertThat(Reading.json(200, door.get("watchman", "/v1/batches/" + batch)).at("/counts/reached").asInt())
                .isEqualTo(ALL * 9 / 10);
    }

    /** One field of all items of a list, page by page. */
    private Set<String> pages(String path, String field) {
        Set<String> found = new HashSet<>();
        String next = "";
        while (true) {
            JsonNode page = Reading.json(200, door.get("watchman", path + next));
            page.path("items").forEach(item -> assertThat(found.add(item.path(field).asText())).isTrue());
            if (page.path("next").isNull() || page.path("items").isEmpty()) {
                return found;
            }
            next = page.path("next").asText();
        }
    }
}

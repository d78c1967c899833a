package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.Gateway;
import io.tocsin.config.TocsinConfig;
import io.tocsin.config.read.ConfigReader;
import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.CmppSimulator;
import io.tocsin.simulate.SmsSimulator;
import io.tocsin.simulate.Mix;
import io.tocsin.simulate.SimulatorTime;
import io.tocsin.simulate.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls and texts in one playbook, through a whole gateway. */
class CallsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int EACH = 5;
    private static final String PLAYBOOKS = """
              call-first: { networkRetries: 2, steps: [ { channel: voice, dialog: warn, attempts: 2 },
                                     { channel: sms, template: fraud-sms, attempts: 1 } ], retry: { pace: fast } }
              text-first: { steps: [ { channel: sms, template: fraud-sms, attempts: 1 },
                                     { channel: voice, dialog: warn, attempts: 2 } ], retry: { pace: fast } }
              thrice: { steps: [ { channel: voice, dialog: warn, attempts: 3 }, { channel: voice, dialog: warn, attempts: 1 } ], retry: { pace: fast } }
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;
    @SuppressWarnings("NullAway.Init") // set before each test
    private Calls calls;
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeEach
    void start() throws IOException, InterruptedException {
        calls = new Calls(folder, new Span(1, 20));
        open.add(calls);
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    private int sms(String receipts) throws InterruptedException {
        CmppSimulator made = CmppSimulator.start(0, new SmsSimulator.Login("900001", "s"),
                Behaviour.good(1).withReceipts(Mix.only(receipts), new Span(1, 20)),
                SimulatorTime.from(System::nanoTime, LocalDateTime.now(ZoneId.of("Asia/Shanghai"))));
        open.add(made);
        return made.port();
    }

    private TocsinConfig config() throws InterruptedException {
        // Texts reach numbers of one operator and never those of the other.
        String carriers = """
                  cmcc: { protocol: cmpp, host: 127.0.0.1, port: %d, account: "900001", secret: s, source: "1", operators: [mobile] }
                  cucc: { protocol: cmpp, host: 127.0.0.1, port: %d, account: "900001", secret: s, source: "1", operators: [unicom] }
                """
                .formatted(sms("DELIVRD"), sms("MK:0012"));
        return new ConfigReader(Map.of(), "test").read("test", calls.yaml("voice", 0, 50, carriers, PLAYBOOKS), folder);
    }

    private static String rows(String ref, String operator, String end) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < EACH; i++) {
            rows.append("{\"ref\":\"").append(ref).append('-').append(end).append('-').append(i)
                    .append("\",\"phone\":\"").append(operator).append("%04d".formatted(i)).append(end)
                    .append("\"}\n");
        }
        return rows.toString();
    }

    private static String submit(Caller caller, String playbook, String rows) {
        return submit(caller, playbook, rows, "high");
    }

    private static String submit(Caller caller, String playbook, String rows, String grade) {
        Caller.Answer answer = caller.submit("name=x&grade=" + grade + "&playbook=" + playbook, "application/x-ndjson",
                playbook,
                rows.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        return answer.json().path("id").asText();
    }

    /** By the last four digits: state, cause and attempts, which are the same for all with that end. */
    private static Map<String, String> ends(Caller caller, String batch) {
        Map<String, String> ends = new TreeMap<>();
        caller.get("/v1/batches/" + batch + "/results", "Accept", "application/x-ndjson").text().lines()
                .forEach(line -> {
                    try {
                        JsonNode row = JSON.readTree(line);
                        String end = row.path("ref").asText().split("-", -1)[1];
                        String what = row.path("state").asText() + " " + row.path("cause").asText() + " "
                                + row.path("attempts").asText() + " " + row.path("channel").asText();
                        assertThat(ends.getOrDefault(end, what)).as(line).isEqualTo(what);
                        ends.put(end, what);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        return ends;
    }

    private static String timeline(Caller caller, String batch, String ref) {
        JsonNode items = caller.get("/v1/batches/" + batch + "/warnings?limit=1000").json().path("items");
        for (JsonNode item : items) {
            if (item.path("ref").asText().equals(ref)) {
                StringBuilder told = new StringBuilder();
                caller.get("/v1/warnings/" + item.path("id").asText()).json().path("timeline")
                        .forEach(entry -> told.append(entry.path("kind").asText()).append(' ')
                                .append(entry.path("carrier").asText()).append(' ')
                                .append(entry.path("text").asText()).append('\n'));
                return told.toString();
            }
        }
        throw new AssertionError("no " + ref + " in " + items);
    }

    @Test
    void a_published_dialog_that_was_changed_keeps_the_gateway_from_starting() throws Exception {
        Gateway.start(config()).close();
        Gateway.start(config()).close();
        calls.says("您好。");

        TocsinConfig changed = config();
        assertThatThrownBy(() -> Gateway.start(changed)).isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("dialogs: got warn version 1 with the hash ")
                .hasMessageEndingWith("with which it was published; a change needs a new version");
    }

    private List<Path> sounds() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("prompts"))) {
            return files.filter(file -> file.toString().endsWith(".alaw")).toList();
        }
    }

    @Test
    void what_calls_say_is_made_before_the_first_of_them() throws Exception {
        try (Gateway _ = Gateway.start(config())) {
            await().atMost(Doors.PATIENCE).until(() -> sounds().size() == 1);
        }
    }

    @Test
    void what_a_batch_will_say_is_made_before_it_begins() throws Exception {
        calls.says("这里是{city}反诈中心。");
        try (Gateway gateway = Gateway.start(config())) {
            await().atMost(Doors.PATIENCE).until(() -> sounds().size() == 1);
            String later = Instant.now().plus(Duration.ofHours(6)).toString();
            submit(new Caller(gateway.httpPort(), Calls.key()), "text-first",
                    "{\"ref\":\"a\",\"phone\":\"13800132000\","
                            + "\"notBefore\":\"" + later + "\",\"vars\":{\"city\":\"根河\"}}\n");
            await().atMost(Doors.PATIENCE).until(() -> sounds().size() == 2);
            assertThat(calls.pbx.counts().originates()).isZero();
        }
    }

    @Test
    void calls_and_texts_take_turns_until_the_person_is_reached() throws Exception {
        try (Gateway gateway = Gateway.start(config())) {
            Caller caller = new Caller(gateway.httpPort(), Calls.key());
            String called = submit(caller, "call-first", rows("c", "138", "2000")
                    + rows("c", "138", "1486") + rows("c", "138", "1603") + rows("c", "138", "3020")
                    + rows("c", "138", "0404") + rows("c", "138", "0503"));
            String texted = submit(caller, "text-first", rows("t", "186", "2000") + rows("t", "186", "1486"));

            JsonNode first = Doors.done(caller, called);
            JsonNode second = Doors.done(caller, texted);
            assertThat(first.path("reached").asInt()).isEqualTo(6 * EACH);
            assertThat(second.path("reached").asInt()).isEqualTo(EACH);
            assertThat(second.path("unreached").asInt()).isEqualTo(EACH);
            assertThat(ends(caller, called))
                    .containsExactlyInAnyOrderEntriesOf(Map.of("2000", "reached REACHED 1 voice", "1486",
                            "reached REACHED 3 sms", "1603", "reached REACHED 2 sms", "3020", "reached REACHED 2 sms",
                            "0404", "reached REACHED 2 sms", "0503", "reached REACHED 1 sms"));
            assertThat(ends(caller, texted)).containsExactlyInAnyOrderEntriesOf(
                    Map.of("2000", "reached REACHED 2 voice", "1486", "unreached BUSY 3 voice"));
            assertThat(timeline(caller, called, "c-1486-0").lines()).containsSequence("fenced trunk-1 ",
                    "call-ended trunk-1 17/486");
            assertThat(timeline(caller, called, "c-0503-0").lines()).contains("call-failed trunk-1 34/503");
            assertThat(timeline(caller, called, "c-2000-0").lines()).noneMatch(line -> line.startsWith("receipt"));
            assertThat(calls.pbx.counts().repeated()).isZero();
            assertThat(calls.pbx.counts().live()).isZero();
        }
    }

    @Test
    void who_is_engaged_three_times_in_a_row_or_refuses_twice_becomes_a_case() throws Exception {
        try (Gateway gateway = Gateway.start(config())) {
            Caller caller = new Caller(gateway.httpPort(), Calls.key());
            String batch = submit(caller, "thrice", rows("e", "138", "1486") + rows("r", "138", "1603"), "low");

            assertThat(Doors.done(caller, batch).path("unreached").asInt()).isEqualTo(2 * EACH);
            String flags = "tocsin_review_flagged_total{grade=\"low\",opened=\"true\",reason=\"%s\"} " + EACH + ".0";
            await().atMost(Doors.PATIENCE)
                    .untilAsserted(() -> assertThat(caller.get("/metrics").text())
                            .contains(flags.formatted("busy-pattern"), flags.formatted("refused-twice")));
        }
    }
}

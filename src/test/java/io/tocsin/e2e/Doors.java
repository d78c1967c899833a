package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.Gateway;
import java.util.HexFormat;
import io.tocsin.store.secret.StoreKey;
import io.tocsin.store.secret.BlockCipher;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.access.RedisProposals;
import io.tocsin.access.content.ProposalStore;
import io.tocsin.access.ApiKey;
import io.tocsin.access.password.Passwords;
import io.tocsin.access.password.Totp;
import io.tocsin.access.user.Role;
import io.tocsin.access.user.Unit;
import io.tocsin.access.user.Users;
import io.tocsin.config.TocsinConfig;
import io.tocsin.config.read.ConfigReader;
import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.CmppSimulator;
import io.tocsin.simulate.SmsSimulator;
import io.tocsin.simulate.Mix;
import io.tocsin.simulate.SimulatorTime;
import io.tocsin.simulate.Span;
import io.tocsin.store.RealRedis;
import io.tocsin.store.facade.Store;
import io.tocsin.store.facade.StoreVisit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A wired gateway (or several on one Redis) between a real redis-server and a simulated carrier,
 * met through its doors by several clients with keys of their own.
 */
final class Doors implements AutoCloseable {
    /** A carrier that delivers everything. */
    static final Behaviour GOOD = Behaviour.good(7).withReceipts(Mix.only("DELIVRD"), new Span(5, 50));
    /** How long anything may take, on a machine however slow. */
    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final String KEY = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    /** The usual rules, and a playbook that calls, which nobody does here. */
    static final String WITH_CALLS = """
            dialogs: ../dialplans/dialogs
            playbooks:
              default: { mode: chain, steps: [ { channel: sms, template: fraud-sms, attempts: 2 } ], retry: { pace: fast } }
              call: { mode: chain, steps: [ { channel: voice, dialog: fraud-warning } ] }
            policy: { quietHours: "off", frequencyCap: "off" }
            drain: 2s
            """;
    private static final String RULES = """
            playbooks:
              default: { mode: chain, steps: [ { channel: sms, template: fraud-sms, attempts: 2 } ], retry: { pace: fast } }
            policy: { quietHours: "off", frequencyCap: "off" }
            drain: 2s
            """;

    private final RealRedis redis = RealRedis.started();
    private final List<Gateway> gateways = new ArrayList<>();
    private final Map<String, byte[]> secrets = new ConcurrentHashMap<>();
    private final CmppSimulator carrier;
    private final String rate;
    private final String more;

    private Doors(Behaviour behaviour, String rate, String more) throws InterruptedException {
        this.rate = rate;
        this.more = more;
        carrier = CmppSimulator.start(0, new SmsSimulator.Login("900001", "s"), behaviour,
                SimulatorTime.from(System::nanoTime, LocalDateTime.now(ZoneId.of("Asia/Shanghai"))));
    }

    /** One gateway with a good carrier of a thousand segments a second and the usual clients. */
    static Doors open() {
        return open(GOOD, "1000/s", "", 1);
    }

    /**
     * Gateways that share Redis and carrier.
     *
     * @param rate of the carrier
     * @param more further lines of YAML: clients first, indented by two, then top-level keys
     */
    static Doors open(Behaviour behaviour, String rate, String more, int nodes) {
        try {
            Doors doors = new Doors(behaviour, rate, more);
            try {
                for (int i = 0; i < nodes; i++) {
                    doors.gateways.add(Gateway.start(doors.config(i)));
                }
            } catch (RuntimeException | IOException e) {
                doors.close();
                throw e;
            }
            return doors;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts one more gateway; its number. */
    int join() {
        try {
            gateways.add(Gateway.start(config(gateways.size())));
            return gateways.size() - 1;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops the first gateway, as a signal does. */
    void leave() {
        gateways.getFirst().close();
    }

    /** Starts the first gateway again, on the same Redis and ports of its own. */
    void again() {
        try {
            gateways.set(0, Gateway.start(config(0)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Proposals beside the gateways, with the store's key. */
    ProposalStore proposals(Redis connected) {
        return new RedisProposals(connected,
                new BlockCipher(new StoreKey(HexFormat.of().parseHex(KEY)), new Random(11)::nextBytes));
    }

    private TocsinConfig config(int node) throws IOException {
        String yaml = """
                node: door-%d
                store: { redis: "redis://127.0.0.1:%d", key: "%s" }
                http: { port: 0 }
                tcp: { port: 0 }
                carriers:
                  cmcc: { protocol: cmpp, host: 127.0.0.1, port: %d, account: "900001", secret: s, source: "10690096110",
                          window: 32, rate: %s }
                """
                .formatted(node, redis.port(), KEY, carrier.port(), rate);
        String clients = "clients:\n" + client("watchman", "submit, read, operate", "")
                + client("other", "submit, read", "") + client("reader", "read", "")
                + client("operator", "operate", "");
        return new ConfigReader(Map.of(), "test").read("test", yaml + clients + more
                + (more.contains("playbooks:") ? "" : RULES), Path.of("target"));
    }

    /** A client as a line of YAML. */
    static String client(String name, String scopes, String rest) {
        return "  " + name + ": { scopes: [" + scopes + "], keySha256: \"" + new ApiKey(key(name)).sha256() + "\""
                + rest + " }\n";
    }

    /** The API key of a client. */
    static String key(String client) {
        return "tk_of_" + client;
    }

    /** Requests of that client to the first gateway. */
    Caller as(String client) {
        return as(client, 0);
    }

    /** Requests of that client to a gateway. */
    Caller as(String client, int node) {
        return new Caller(gateways.get(node).httpPort(), client.isEmpty() ? "" : key(client));
    }

    /** Requests with that API key to a gateway. */
    Caller by(String key, int node) {
        return new Caller(gateways.get(node).httpPort(), key);
    }

    /** The TCP port of the first gateway. */
    int tcpPort() {
        return gateways.getFirst().tcpPort();
    }

    /** The HTTP port of the first gateway. */
    int httpPort() {
        return httpPort(0);
    }

    /** The HTTP port of a gateway. */
    int httpPort(int node) {
        return gateways.get(node).httpPort();
    }

    CmppSimulator carrier() {
        return carrier;
    }

    RealRedis redis() {
        return redis;
    }

    /** A person of that role who has logged in and changed the password. */
    Caller person(Path folder, String name, Role role) throws IOException {
        return person(folder, name, role, "watchman");
    }

    /** The same, acting for that client, null for none. */
    Caller person(Path folder, String name, Role role, @Nullable String client) throws IOException {
        return person(folder, name, role, client, "呼伦贝尔");
    }

    /** The same, of that unit. */
    Caller person(Path folder, String name, Role role, @Nullable String client, String unit) throws IOException {
        TocsinConfig config = new ConfigReader(Map.of(), "test").read(file(folder));
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        Users.Enrolment made;
        try (StoreVisit visit = StoreVisit.to(config.store(), new Store.Outside(Clock.systemUTC(), scheduler,
                new Random(name.hashCode())::nextBytes, "/usr/bin"))) {
            made = new Users(visit.users(), new Passwords(new Passwords.Cost(64, 1)), Clock.systemUTC()).add(name, name,
                    Set.of(role), new Unit(unit), client);
        } finally {
            scheduler.shutdownNow();
        }
        secrets.put(name, made.user().credentials().totpBytes());
        String code = code(name);
        Caller nobody = as("");
        Caller first = nobody
                .in(nobody.post("/v1/session", "{\"user\":\"" + name + "\",\"password\":\"" + made.password()
                        + "\",\"code\":\"" + code + "\"}"));
        return nobody.in(first.post("/v1/session/password",
                "{\"password\":\"" + made.password() + "\",\"next\":\"Correct-Horse-7\"}"));
    }

    /** What the app of a {@link #person} shows now. */
    String code(String name) {
        return Totp.code(Objects.requireNonNull(secrets.get(name)), Totp.step(Instant.now()));
    }

    /** Two people of the role {@code duty} release the global stop, whoever has asked so far. */
    static void sendAgain(Caller first, Caller second) {
        first.post("/v1/stop", "{\"reason\":\"withdraws what was asked\"}");
        String id = first.post("/v1/stop/release", "{\"reason\":\"x\"}").json().at("/release/id").asText();
        second.post("/v1/stop/release", "{\"reason\":\"x\",\"confirms\":\"" + id + "\"}");
    }

    /**
     * A content that one person proposes and another approves, who has seen it.
     *
     * @param text null takes the published one back
     * @return the answer to the approval, or to the proposal when it was refused
     */
    static Caller.Answer published(Caller system, Caller security, String kind, String name, @Nullable String text) {
        Caller.Answer made = proposed(system, kind, name, text);
        return made.status() == 201 ? approved(security, made.json(), "") : made;
    }

    /** A content that is proposed. */
    static Caller.Answer proposed(Caller by, String kind, String name, @Nullable String text) {
        return by.post("/v1/proposals", JsonNodeFactory.instance.objectNode().put("kind", kind).put("name", name)
                .put("reason", "because").put("text", text).toString());
    }

    /** What was seen of a proposal is approved. */
    static Caller.Answer approved(Caller by, JsonNode proposal, String note) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("note", note);
        body.set("sha256", proposal.path("sha256"));
        body.set("against", proposal.path("against"));
        return by.post("/v1/proposals/" + proposal.path("id").asText() + "/approve", body.toString());
    }

    /** A configuration file with this store, for commands beside the gateway. */
    Path file(Path folder) throws IOException {
        return file(folder, "beside.yaml",
                "store: { redis: \"redis://127.0.0.1:%d\", key: \"%s\" }\n".formatted(redis.port(), KEY));
    }

    /** Waits until a batch is done, and returns its counts. */
    static JsonNode done(Caller caller, String batch) {
        await().atMost(PATIENCE).pollInterval(LOOK)
                .until(() -> caller.get("/v1/batches/" + batch).json().path("state").asText().equals("done"));
        JsonNode counts = caller.get("/v1/batches/" + batch).json().path("counts");
        assertThat(counts.path("submitted").asLong()).isEqualTo(counts.path("accepted").asLong()
                + counts.path("duplicate").asLong() + counts.path("rejected").asLong());
        assertThat(counts.path("accepted").asLong()).isEqualTo(
                Stream.of("reached", "unreached", "suppressed", "expired", "cancelled")
                        .mapToLong(state -> counts.path(state).asLong()).sum());
        return counts;
    }

    /** Warnings as NDJSON, refs and phones of their own for every prefix. */
    static String rows(String prefix, int count) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < count; i++) {
            rows.append(row(prefix, i)).append('\n');
        }
        return rows.toString();
    }

    static String row(String prefix, int i) {
        return "{\"ref\":\"" + prefix + "-" + i + "\",\"phone\":\"" + phone(prefix, i) + "\",\"name\":\"张三\"}";
    }

    /** A mobile number that belongs to a row. */
    static String phone(String prefix, int i) {
        return "138" + String.format("%08d", Math.floorMod(prefix.hashCode() * 31L, 90_000_000L) + i);
    }

    @Override
    public void close() {
        gateways.forEach(Gateway::close);
        carrier.close();
        redis.close();
    }

    /** A file of that text below target, for commands that take one. */
    static Path file(Path folder, String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}

package io.tocsin.store.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.config.value.CryptoProfile;
import io.tocsin.access.audit.Act;
import io.tocsin.access.audit.AuditTrail;
import io.tocsin.access.audit.Head;
import io.tocsin.access.audit.Verification;
import io.tocsin.store.RealRedis;
import io.tocsin.store.redis.Redis;
import io.tocsin.warning.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisAuditTest {
    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();
    private static final Duration KEEP = Duration.ofDays(180);
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-08-01T00:00:00Z"));
    @SuppressWarnings("NullAway.Init") // set before each test
    private Redis redis;

    @BeforeEach
    void open() {
        redis = SERVER.connect();
    }

    @AfterEach
    void close() {
        redis.close();
    }

    private AuditTrail node(String name) {
        return new AuditTrail(new RedisAudit(redis, KEEP), CryptoProfile.GM, name, now::get);
    }

    private static Act act(String act, String subject, String after) {
        return new Act("zhang", "user", List.of("duty"), "10.1.2.3", act, subject, null, after);
    }

    private static List<String> exported(AuditTrail trail) {
        List<String> lines = new ArrayList<>();
        trail.export(0, (subject, from) -> act(Verification.EXPORT, subject, from), lines::add);
        return lines;
    }

    private static List<String> faults(List<String> lines) {
        Verification verification = new Verification();
        lines.forEach(verification::line);
        return verification.end(null);
    }

    @Test
    void many_nodes_and_threads_make_one_chain_and_lose_nothing() throws Exception {
        ConcurrentLinkedQueue<Head> heads = new ConcurrentLinkedQueue<>();
        List<Thread> all = new ArrayList<>();
        for (int n = 0; n < 4; n++) {
            AuditTrail node = node("gw-" + n);
            for (int t = 0; t < 8; t++) {
                String name = n + "." + t;
                all.add(Thread.ofVirtual().start(() -> {
                    for (int i = 0; i < 20; i++) {
                        heads.add(node.note(act("carrier.suspend", name + "." + i, "x")));
                    }
                }));
            }
        }
        for (Thread one : all) {
            one.join();
        }
        List<String> lines = exported(node("gw-9"));
        assertThat(faults(lines)).isEmpty();
        assertThat(lines).hasSize(641);
        assertThat(heads.stream().map(Head::sequence).distinct()).hasSize(640);
        assertThat(heads).allSatisfy(
                head -> assertThat(lines.get((int) head.sequence() - 1)).endsWith(head.hash() + "\"}"));
    }

    @Test
    void entries_are_let_go_when_they_are_kept_long_enough_and_the_rest_still_proves_itself() {
        AuditTrail node = node("gw-1");
        for (int i = 0; i < 10; i++) {
            node.note(act("a", "s" + i, "x"));
        }
        now.set(now.get().plus(KEEP).plusSeconds(1));
        for (int i = 0; i < 3; i++) {
            node.note(act("a", "t" + i, "x"));
        }
        List<String> lines = exported(node);
        assertThat(lines.getFirst()).startsWith("{\"seq\":7,");
        assertThat(faults(lines)).isEmpty();
    }

    @Test
    void without_redis_nothing_is_noted_and_afterwards_the_chain_goes_on() {
        AuditTrail node = node("gw-1");
        node.note(act("a", "one", "x"));
        SERVER.kill();
        assertThatThrownBy(() -> node.note(act("a", "two", "x"))).isInstanceOf(StoreUnavailableException.class);
        SERVER.start();
        node.note(act("a", "three", "x"));
        assertThat(faults(exported(node))).isEmpty();
    }

    @Test
    void what_was_changed_in_redis_is_found() {
        AuditTrail node = node("gw-1");
        for (int i = 0; i < 5; i++) {
            node.note(act("a", "s" + i, "x"));
        }
        redis.call("XDEL", "{audit}log", "3-0");
        assertThat(faults(exported(node))).containsExactly("line 3, entry 4: entry 3 is missing before it");
    }
}

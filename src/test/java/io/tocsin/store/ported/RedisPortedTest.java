package io.tocsin.store.ported;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.dispatch.ported.Ported;
import io.tocsin.store.RealRedis;
import io.tocsin.store.StoreRig;
import io.tocsin.store.redis.PortedKeys;
import io.tocsin.store.redis.Reply;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Phone;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisPortedTest {
    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();
    private final StoreRig rig = new StoreRig(SERVER);
    private final StoreRig other = new StoreRig(SERVER);
    private final RedisPorted here = new RedisPorted(rig.base(), 3000);
    private final RedisPorted there = new RedisPorted(other.base(), 3000);
    private final Phone phone = rig.phone(1, 1);

    @AfterEach
    void close() {
        rig.close();
        other.close();
    }

    private static Operator of(RedisPorted ported, Phone phone) {
        return Objects.requireNonNull(ported.of(phone)).operator();
    }

    @Test
    void what_one_node_learns_holds_there_at_once_and_on_others_after_a_look() {
        here.learn(phone, Operator.TELECOM, Set.of(Operator.MOBILE));
        assertThat(of(here, phone)).isEqualTo(Operator.TELECOM);
        assertThat(here.find(phone)).as("no attempt waits for Redis").isEmpty();
        here.look();
        assertThat(here.find(phone)).map(Ported::left).contains(Set.of(Operator.MOBILE));
        there.look();
        assertThat(of(there, phone)).isEqualTo(Operator.TELECOM);
        assertThat(Objects.requireNonNull(there.of(phone)).learned()).isTrue();

        there.forget(phone);
        there.look();
        here.look();
        assertThat(here.of(phone)).isNull();
    }

    @Test
    void what_people_say_goes_before_what_was_learned_and_can_be_taken_back() {
        here.learn(phone, Operator.TELECOM, Set.of(Operator.MOBILE));
        assertThat(here.set(Map.of(phone, Operator.UNICOM, rig.phone(2, 2), Operator.MOBILE))).isEqualTo(2);
        here.look();
        there.look();
        assertThat(of(there, phone)).isEqualTo(Operator.UNICOM);
        assertThat(there.size()).isEqualTo(2);
        assertThat(there.remove(phone)).isTrue();
        assertThat(there.remove(phone)).isFalse();
        here.look();
        assertThat(here.of(phone)).isNull();
        assertThat(of(here, rig.phone(2, 2))).isEqualTo(Operator.MOBILE);
    }

    @Test
    void a_node_that_missed_more_than_is_kept_or_starts_reads_all() {
        here.set(Map.of(phone, Operator.UNICOM));
        there.look();
        here.remove(phone);
        Map<Phone, Operator> many = new LinkedHashMap<>();
        for (int i = 0; many.size() < 2200; i++) {
            Phone one = new Phone("86139" + (10_000_000 + i));
            if (rig.base().phones().partition(one) == 1) {
                many.put(one, Operator.TELECOM);
            }
        }
        assertThat(here.set(many)).isEqualTo(many.size());
        there.look();
        assertThat(there.of(phone)).as("forgotten meanwhile").isNull();
        assertThat(many.keySet()).allMatch(each -> of(there, each) == Operator.TELECOM);
        RedisPorted late = new RedisPorted(other.base(), 3000);
        late.look();
        assertThat(many.keySet()).allMatch(each -> of(late, each) == Operator.TELECOM);
    }

    @Test
    void there_is_a_bound_and_no_number_stands_in_clear() {
        RedisPorted small = new RedisPorted(rig.base(), 1);
        Phone second = rig.phone(1, 2);
        Map<Phone, Operator> two = new LinkedHashMap<>();
        two.put(phone, Operator.UNICOM);
        two.put(second, Operator.UNICOM);
        assertThat(small.set(two)).isOne();
        assertThat(small.of(second)).isNull();
        small.learn(second, Operator.UNICOM, Set.of());
        small.look();
        assertThat(small.find(second)).isEmpty();
        assertThat(small.of(second)).as("nor here, where nobody else knows it").isNull();
        for (byte[] key : new byte[][]{PortedKeys.numbers(1), PortedKeys.changes(1)}) {
            Object dump = Objects.requireNonNull(rig.redis().call("DUMP", key));
            assertThat(new String(Objects.requireNonNull(Reply.bytes(dump)), StandardCharsets.ISO_8859_1))
                    .doesNotContain(phone.digits()).doesNotContain(phone.national());
        }
    }

    @Test
    void a_redis_that_was_emptied_or_put_back_is_followed_backwards() {
        Phone later = rig.phone(1, 2);
        here.set(Map.of(phone, Operator.UNICOM));
        Object numbers = Objects.requireNonNull(rig.redis().call("DUMP", PortedKeys.numbers(1)));
        Object version = Objects.requireNonNull(rig.redis().call("DUMP", PortedKeys.version(1)));
        Object changes = Objects.requireNonNull(rig.redis().call("DUMP", PortedKeys.changes(1)));
        here.set(Map.of(later, Operator.TELECOM));
        there.look();
        assertThat(of(there, later)).isEqualTo(Operator.TELECOM);

        rig.redis().call("RESTORE", PortedKeys.numbers(1), 0, numbers, "REPLACE");
        rig.redis().call("RESTORE", PortedKeys.version(1), 0, version, "REPLACE");
        rig.redis().call("RESTORE", PortedKeys.changes(1), 0, changes, "REPLACE");
        there.look();
        assertThat(there.of(later)).as("not in the copy").isNull();
        assertThat(of(there, phone)).isEqualTo(Operator.UNICOM);

        rig.redis().call("DEL", PortedKeys.numbers(1), PortedKeys.version(1), PortedKeys.changes(1));
        there.look();
        assertThat(there.of(phone)).isNull();
        assertThat(there.known()).isZero();
    }

    @Test
    void while_nothing_changes_a_look_is_one_read_a_partition() {
        here.set(Map.of(phone, Operator.UNICOM));
        there.look();
        long before = commands();
        there.look();
        assertThat(commands() - before).isEqualTo(StoreRig.PARTITIONS);
    }

    private long commands() {
        return Reply.text(rig.redis().call("INFO", "commandstats")).lines()
                .filter(line -> line.startsWith("cmdstat_get:") || line.startsWith("cmdstat_lrange:")
                        || line.startsWith("cmdstat_hscan:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("^[^=]*calls=([0-9]+),.*", "$1"))).sum();
    }
}

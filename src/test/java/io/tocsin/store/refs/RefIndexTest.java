package io.tocsin.store.refs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.store.RealRedis;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.RoundTrips;
import io.tocsin.store.redis.place.Limits;
import io.tocsin.store.refs.RefIndex.Reservation;
import io.tocsin.store.secret.RefKeys.RefKey;
import io.tocsin.warning.WarningId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RefIndexTest {
    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();
    private static final int PARTITIONS = 8;
    private static final int KEEP_DAYS = 30;
    private final Redis redis = SERVER.connect();
    private final RefIndex writer = new RefIndex(redis, PARTITIONS, KEEP_DAYS);
    private final List<Boolean> held = new ArrayList<>();
    private @Nullable RefIndex asked;
    private final Redis watched = Redis.at(SERVER.address(), Limits.defaults(), new RoundTrips() {
        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public void ran(String name, long nanos) {
            held.add(Thread.holdsLock(Objects.requireNonNull(asked)));
        }
    });
    private final RefIndex reader = new RefIndex(watched, PARTITIONS, KEEP_DAYS);

    @AfterEach
    void close() {
        redis.close();
        watched.close();
    }

    private static Reservation use(int i) {
        return new Reservation(new RefKey(i % PARTITIONS, i * 31L), i,
                new WarningId(i % PARTITIONS, 1 + i / 4096, i / 8 % 512));
    }

    private void reserve(int from, int to) {
        List<Reservation> wanted = IntStream.range(from, to).mapToObj(RefIndexTest::use).toList();
        writer.load(IntStream.range(0, PARTITIONS).boxed().toList());
        wanted.forEach(writer::note);
        assertThat(writer.reserve(wanted)).isEmpty();
    }

    @Test
    void who_only_looks_waits_for_redis_without_the_monitor_and_a_few_times_only() {
        asked = reader;
        reserve(1, 9000);
        List<RefKey> all = IntStream.range(1, 10_000).mapToObj(i -> use(i).ref()).toList();

        assertThat(reader.look(all)).filteredOn(Objects::nonNull).hasSize(8999);
        assertThat(held).hasSizeLessThan(6).containsOnly(false);

        held.clear();
        reserve(9000, 9500);
        assertThat(reader.look(all)).filteredOn(Objects::nonNull).hasSize(9499);
        assertThat(reader.look(all).get(8999)).isEqualTo(new RefIndex.Use(use(9000).id(), 9000));
        assertThat(held).hasSize(4).containsOnly(false);
    }

    @Test
    void a_look_and_a_turn_of_intake_learn_nothing_twice_and_miss_nothing() {
        asked = reader;
        reserve(1, 2000);
        reader.look(List.of(use(1).ref()));
        reserve(2000, 3000);
        // Intake loads what it needs; what it learns there a look does not learn again.
        reader.load(IntStream.range(0, PARTITIONS).boxed().toList());
        assertThat(reader.look(IntStream.range(1, 3000).mapToObj(i -> use(i).ref()).toList())).doesNotContainNull();
        assertThat(reader.size()).isEqualTo(2999);
        List<Reservation> own = IntStream.range(3000, 3100).mapToObj(RefIndexTest::use).toList();
        own.forEach(reader::note);
        assertThat(reader.reserve(own)).isEmpty();
        assertThat(writer.look(List.of(use(3000).ref()))).as("the other node finds them").doesNotContainNull();
    }
}

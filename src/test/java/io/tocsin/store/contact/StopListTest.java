package io.tocsin.store.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.store.RealRedis;
import io.tocsin.store.StoreRig;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.warning.Phone;
import io.tocsin.warning.StopKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The copies that nodes keep of the stop list. */
class StopListTest {
    private static final Pattern SCANS = Pattern.compile("cmdstat_hscan:calls=([0-9]+)");

    @RegisterExtension
    private static final RealRedis REDIS = new RealRedis();

    @SuppressWarnings("NullAway.Init") // set before each test
    private StoreRig rig;
    @SuppressWarnings("NullAway.Init") // set before each test
    private StopList writer;
    @SuppressWarnings("NullAway.Init") // set before each test
    private StopList reader;

    @BeforeEach
    void open() {
        rig = new StoreRig(REDIS, 1);
        writer = new StopList(rig.base());
        reader = new StopList(rig.base());
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private static Phone phone(int i) {
        return new Phone("86138" + String.format("%08d", i));
    }

    private StopCopy copy() {
        return reader.copy(0, Reply.number(rig.redis().call("GET", Keys.stopListVersion(0))));
    }

    /** As the script of a reply does it. */
    private boolean optOut(int number) {
        byte[] key = rig.base().phones().of(phone(number));
        return Reply.number(rig.redis().call(Script.load("stop").call(Keys.tag(0), key,
                writer.optOut(phone(number), "TD"), 1_000))) == 1;
    }

    private long scans() {
        Matcher found = SCANS.matcher(Reply.text(rig.redis().call("INFO", "commandstats")));
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_copy_follows_every_change_with_seed(long seed) {
        Random random = new Random(seed);
        Map<Integer, StopKind> model = new HashMap<>();
        for (int round = 0; round < 60; round++) {
            int changes = random.nextInt(12);
            for (int i = 0; i < changes; i++) {
                int number = random.nextInt(40);
                StopKind before = model.getOrDefault(number, StopKind.NONE);
                switch (random.nextInt(3)) {
                    case 0 -> {
                        assertThat(writer.stop(phone(number), "asked")).isEqualTo(before != StopKind.NEVER);
                        model.put(number, StopKind.NEVER);
                    }
                    case 1 -> {
                        assertThat(optOut(number)).isEqualTo(before == StopKind.NONE);
                        model.putIfAbsent(number, StopKind.OPTED_OUT);
                    }
                    default -> {
                        assertThat(writer.allow(phone(number))).isEqualTo(before != StopKind.NONE);
                        model.remove(number);
                    }
                }
            }
            StopCopy copy = copy();
            for (int number = 0; number < 40; number++) {
                assertThat(copy.of(phone(number))).as("number " + number + " in round " + round)
                        .isEqualTo(model.getOrDefault(number, StopKind.NONE));
            }
        }
    }

    @Test
    void the_whole_list_is_read_once_and_again_only_when_too_much_was_missed() {
        IntStream.range(0, 2_000).forEach(i -> writer.stop(phone(i), "asked"));
        assertThat(copy().of(phone(1_999))).isEqualTo(StopKind.NEVER);
        long before = scans();
        assertThat(before).isPositive();

        for (int i = 2_000; i < 3_000; i++) {
            writer.stop(phone(i), "asked");
        }
        assertThat(copy().of(phone(2_999))).isEqualTo(StopKind.NEVER);
        assertThat(copy().of(phone(3_000))).isEqualTo(StopKind.NONE);
        assertThat(scans()).isEqualTo(before);
        assertThat(rig.redis().call("LLEN", Keys.stopListChanges(0))).isEqualTo(1_000L);

        for (int i = 0; i < 1_001; i++) {
            writer.allow(phone(i));
        }
        StopCopy copy = copy();
        assertThat(copy.of(phone(1_000))).isEqualTo(StopKind.NONE);
        assertThat(copy.of(phone(1_001))).isEqualTo(StopKind.NEVER);
        assertThat(scans()).isGreaterThan(before);
    }
}

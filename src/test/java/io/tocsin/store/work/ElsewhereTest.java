package io.tocsin.store.work;

import static io.tocsin.store.work.Steps.LOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.dispatch.WorkStore;
import io.tocsin.dispatch.WorkStore.Claimed;
import io.tocsin.store.RealRedis;
import io.tocsin.store.StoreRig;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Progress;
import io.tocsin.warning.Standing;
import io.tocsin.warning.Transition;
import io.tocsin.warning.WarningId;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What failed on a carrier for a fault of the network is left to another for a while. */
class ElsewhereTest {
    @RegisterExtension
    private static final RealRedis SERVER = new RealRedis();
    private StoreRig rig;
    private WorkStore store;

    @BeforeEach
    void open() {
        rig = new StoreRig(SERVER);
        store = rig.work().workStore();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private List<Claimed> claim(String carrier, boolean elsewhere) {
        return store.claim(0, carrier, List.of(LOW), 10,
                elsewhere ? Map.of(LOW.operator(), 0xffff) : Map.of()).warnings();
    }

    private List<Claimed> claim(String carrier, String... others) {
        int bits = 0;
        for (String other : others) {
            bits |= Progress.bit(store.number(other));
        }
        return store.claim(0, carrier, List.of(LOW), 10, Map.of(LOW.operator(), bits)).warnings();
    }

    /** As the plan refuses: it is due at once, and who refused it is known. */
    private void refuse(Standing standing) {
        Progress from = standing.progress();
        Progress to = new Progress(WarningState.SCHEDULED, CauseClass.QUOTA, from.at(), from.fence(), from.step(), 0, 0,
                1, from.carrier(), from.flags(), from.refusers() | Progress.bit(from.carrier()));
        assertThat(store.apply(0, List.of(new Transition(standing.warning().id(), from, to, LOW, 1, List.of(), null)))
                .cardinality()).isOne();
    }

    @Test
    void of_three_that_are_asked_none_is_asked_twice() {
        for (String each : List.of("one", "two", "three")) {
            claim(each, false);
        }
        rig.accept(rig.batch("b"), 0, LOW, 1);
        refuse(claim("one", "two", "three").getFirst().standing());
        assertThat(claim("one", "two", "three")).isEmpty();
        List<Claimed> found = new ArrayList<>();
        await().atMost(Duration.ofSeconds(30)).until(() -> found.addAll(claim("two", "one", "three")));
        Standing second = found.removeFirst().standing();
        assertThat(second.progress().refusers()).as("known while it is under way")
                .isEqualTo(Progress.bit(store.number("one")));
        refuse(second);

        assertThat(claim("one", "two", "three")).as("the one before the last").isEmpty();
        assertThat(claim("two", "one", "three")).isEmpty();
        await().atMost(Duration.ofSeconds(30)).until(() -> found.addAll(claim("three", "one", "two")));
        refuse(found.getFirst().standing());
        assertThat(claim("one", "two", "three")).as("all refused: nobody leaves it to others").hasSize(1);
    }

    /** One warning, tried on the first trunk and due again. */
    private WarningId failed(CauseClass type) {
        WarningId id = rig.accept(rig.batch("b"), 0, LOW, 1).getFirst();
        Claimed claimed = claim("one", true).getFirst();
        store.apply(0, List.of(Steps.retry(claimed.standing(), LOW, 1, new Cause(type, "x"))));
        return id;
    }

    @ParameterizedTest
    @EnumSource(value = CauseClass.class, names = {"NETWORK", "QUOTA", "TIME_WINDOW", "CONFIG"})
    void another_carrier_takes_what_the_network_failed_on_this_one(CauseClass type) {
        WarningId id = failed(type);

        assertThat(claim("one", true)).isEmpty();
        List<Claimed> found = new ArrayList<>();
        await().atMost(Duration.ofSeconds(30)).until(() -> found.addAll(claim("two", true)));
        assertThat(found.getFirst().standing().warning().id()).isEqualTo(id);
    }

    @ParameterizedTest
    @EnumSource(value = CauseClass.class, names = {"BUSY", "NO_ANSWER"})
    void what_is_about_the_phone_is_anybodys(CauseClass type) {
        failed(type);

        assertThat(claim("one", true)).hasSize(1);
    }

    @Test
    void without_another_carrier_it_takes_it_itself() {
        failed(CauseClass.NETWORK);

        assertThat(claim("one", false)).hasSize(1);
    }

    @Test
    void it_is_not_left_to_others_for_ever() {
        failed(CauseClass.NETWORK);

        int[] asked = {0};
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            asked[0]++;
            return !claim("one", true).isEmpty();
        });
        assertThat(asked[0]).isGreaterThan(3);
    }
}

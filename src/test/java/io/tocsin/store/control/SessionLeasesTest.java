package io.tocsin.store.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tocsin.send.sms.lease.SessionLeases;
import io.tocsin.send.sms.lease.SessionLeases.Grant;
import io.tocsin.store.RealRedis;
import io.tocsin.store.StoreRig;
import io.tocsin.store.redis.Keys;
import io.tocsin.warning.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionLeasesTest {
    private static final String CMCC = "cmcc";
    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();
    private StoreRig first;
    private StoreRig second;

    @BeforeEach
    void open() {
        first = new StoreRig(SERVER);
        second = new StoreRig(SERVER);
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    private static SessionLeases of(StoreRig rig) {
        return new RedisSessionLeases(rig.redis(), rig.base().node());
    }

    @Test
    void a_node_alone_has_all_and_gives_half_to_the_second_when_it_has_closed_it() {
        SessionLeases a = of(first);
        SessionLeases b = of(second);
        assertThat(a.renew(CMCC, 4, 0)).isEqualTo(new Grant(4, 1));
        assertThat(b.renew(CMCC, 4, 0)).isEqualTo(new Grant(0, 2));
        assertThat(a.renew(CMCC, 4, 4)).isEqualTo(new Grant(2, 2));
        assertThat(b.renew(CMCC, 4, 0)).as("nothing is closed yet").isEqualTo(new Grant(0, 2));
        assertThat(a.renew(CMCC, 4, 3)).isEqualTo(new Grant(2, 2));
        assertThat(b.renew(CMCC, 4, 0)).isEqualTo(new Grant(1, 2));
        assertThat(a.renew(CMCC, 4, 2)).isEqualTo(new Grant(2, 2));
        assertThat(b.renew(CMCC, 4, 1)).isEqualTo(new Grant(2, 2));
    }

    @Test
    void a_single_session_stays_with_the_node_that_was_first() {
        SessionLeases a = of(first);
        SessionLeases b = of(second);
        assertThat(a.renew(CMCC, 1, 0).connections()).isEqualTo(1);
        assertThat(b.renew(CMCC, 1, 0).connections()).isZero();
        assertThat(a.renew(CMCC, 1, 1).connections()).isEqualTo(1);
        a.release(CMCC);
        assertThat(b.renew(CMCC, 1, 0)).isEqualTo(new Grant(1, 1));
    }

    @Test
    void a_silent_nodes_sessions_are_the_others_after_its_lease() {
        SessionLeases brief = new RedisSessionLeases(first.redis(), first.base().node(), Duration.ofMillis(300));
        brief.renew(CMCC, 2, 0);
        // The key itself must not run out with the shortest lease, so both are of that length.
        SessionLeases b = new RedisSessionLeases(second.redis(), second.base().node(), Duration.ofMillis(300));
        await().atMost(Duration.ofSeconds(20)).until(() -> b.renew(CMCC, 2, 0).connections() == 2);
        assertThat(brief.renew(CMCC, 2, 0)).as("it comes back").isEqualTo(new Grant(0, 2));
    }

    @Test
    void a_node_of_the_same_name_has_its_predecessors_sessions_at_once() {
        first.base().node().takeOver("gw-1");
        of(first).renew(CMCC, 2, 0);
        second.base().node().takeOver("gw-2");
        assertThat(of(second).renew("another", 2, 0).connections()).isEqualTo(2);
        second.base().node().takeOver("gw-1");
        SessionLeases b = of(second);
        assertThat(b.renew("a third", 2, 0).connections()).isEqualTo(2);
        assertThat(b.renew(CMCC, 2, 0)).isEqualTo(new Grant(2, 1));
    }

    @Test
    void a_renewal_that_comes_late_changes_nothing() {
        SessionLeases a = of(first);
        a.renew(CMCC, 2, 0);
        Map<String, String> before = first.hash(Keys.sessions(CMCC));
        // Another object of the same node begins to count its calls at 1 again: an old call on its way.
        assertThatThrownBy(() -> of(first).renew(CMCC, 2, 0)).isInstanceOf(StoreUnavailableException.class);
        assertThat(first.hash(Keys.sessions(CMCC))).isEqualTo(before);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void nodes_that_come_and_go_never_hold_more_than_there_are_and_end_with_fair_shares(long seed) {
        Random random = new Random(seed);
        int total = 1 + random.nextInt(6);
        List<Member> members = new ArrayList<>();
        try {
            for (int step = 0; step < 200; step++) {
                if (members.size() < 2 || (members.size() < 4 && random.nextInt(20) == 0)) {
                    members.add(new Member(new StoreRig(SERVER)));
                }
                for (Member member : members) {
                    member.step(random, total);
                    assertThat(members.stream().mapToInt(each -> each.held).sum()).isLessThanOrEqualTo(total);
                }
            }
            for (int settle = 0; settle < 4; settle++) {
                members.forEach(member -> member.renew(total));
            }
            int count = members.size();
            assertThat(members).allSatisfy(each -> assertThat(each.held)
                    .isBetween(total / count, (total + count - 1) / count));
        } finally {
            members.forEach(member -> member.rig.close());
        }
    }

    /** A node that does as it is told, but not always at once. */
    private static final class Member {
        private final StoreRig rig;
        private final SessionLeases leases;
        private int held;

        Member(StoreRig rig) {
            this.rig = rig;
            this.leases = of(rig);
        }

        void renew(int total) {
            held = leases.renew(CMCC, total, held).connections();
        }

        void step(Random random, int total) {
            switch (random.nextInt(12)) {
                case 0 -> {
                    held = 0;
                    leases.release(CMCC);
                }
                case 1, 2 -> {
                    // Slow: it misses its turn.
                }
                default -> {
                    int may = leases.renew(CMCC, total, held).connections();
                    held = may < held ? held - random.nextInt(held - may + 1) : may;
                }
            }
        }
    }
}

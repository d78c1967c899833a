package io.tocsin.send.sms;

import static io.tocsin.send.sms.CarrierFixture.LONG;
import static io.tocsin.send.sms.CarrierFixture.PATIENT;
import static io.tocsin.send.sms.CarrierFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.Ticker;
import io.tocsin.send.sms.cmpp.Submit;
import io.tocsin.send.sms.cmpp.Terminate;
import io.tocsin.send.sms.lease.SessionLeases;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeasedSessionsTest {
    private final Office office = new Office();
    private final AtomicLong now = new AtomicLong();
    private final CarrierFixture fixture = new CarrierFixture("3.0", 3, CarrierFixture.settings(4, LONG, PATIENT),
            new Moved(), office);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void no_more_sessions_are_opened_than_the_lease_allows() {
        office.allowed = 2;
        fixture.carrier().start();
        eventually(() -> assertThat(fixture.carrier().health().sessionsUp()).isEqualTo(2));
        rounds(3);
        assertThat(fixture.smsc.peers).hasSize(2);
        assertThat(fixture.carrier().health().of()).isEqualTo(3);
        assertThat(fixture.carrier().health().sessions()).isEqualTo(2);
        office.allowed = 3;
        rounds(1);
        eventually(() -> assertThat(fixture.carrier().health().sessionsUp()).isEqualTo(3));
    }

    @Test
    void a_session_that_is_handed_over_is_held_until_its_last_answer() {
        office.allowed = 1;
        fixture.carrier().start();
        eventually(() -> assertThat(fixture.carrier().health().sessionsUp()).isEqualTo(1));
        fixture.smsc.habit = fixture.smsc::manners;
        fixture.send("a");
        eventually(() -> assertThat(fixture.smsc.heard(Submit.class)).hasSize(1));
        office.allowed = 0;
        rounds(1);
        eventually(() -> assertThat(fixture.carrier().health().detail()).isEqualTo("handed over to another node"));
        assertThat(fixture.carrier().capacity()).isZero();
        rounds(3);
        assertThat(office.held).hasValue(1);
        fixture.smsc.accept(fixture.smsc.peers.getFirst(), fixture.smsc.heard(Submit.class).getFirst());
        eventually(() -> assertThat(fixture.smsc.heard(Terminate.class)).hasSize(1));
        eventually(() -> assertThat(fixture.carrier().health().sessions()).isZero());
        rounds(1);
        assertThat(office.held).hasValue(0);
        assertThat(fixture.ledger.end(0)).isInstanceOf(AttemptEnd.Accepted.class);
        office.allowed = 1;
        rounds(1);
        eventually(() -> assertThat(fixture.carrier().health().sessionsUp()).isEqualTo(1));
    }

    @Test
    void sessions_whose_lease_cannot_be_renewed_are_closed_before_it_ends_and_come_back_with_it() {
        fixture.carrier().start();
        eventually(() -> assertThat(fixture.carrier().health().sessionsUp()).isEqualTo(3));
        fixture.smsc.habit = fixture.smsc::manners;
        fixture.send("never answered");
        eventually(() -> assertThat(fixture.smsc.heard(Submit.class)).hasSize(1));
        // The lease counts from here on.
        rounds(1);
        office.broken = true;
        for (int i = 0; i < 6; i++) {
            rounds(1);
            assertThat(fixture.carrier().health().sessionsUp()).isEqualTo(3);
        }
        // Now 6 s have passed of 10.
        pass(Duration.ofMillis(1100));
        eventually(() -> assertThat(fixture.carrier().health().sessions()).isZero());
        assertThat(fixture.ledger.end(0)).isInstanceOf(AttemptEnd.Unknown.class);
        eventually(() -> assertThat(fixture.smsc.peers).noneMatch(peer -> peer.channel().isActive()));
        office.broken = false;
        rounds(1);
        eventually(() -> assertThat(fixture.carrier().health().sessionsUp()).isEqualTo(3));
    }

    @Test
    void a_closed_carrier_gives_its_lease_back_when_it_has_no_session_any_more() {
        fixture.carrier().start();
        eventually(() -> assertThat(fixture.carrier().health().sessionsUp()).isEqualTo(3));
        fixture.carrier().close(LONG);
        assertThat(office.heldAtRelease).hasValue(0);
        assertThat(fixture.smsc.heard(Terminate.class)).hasSize(3);
    }

    /** Lets so many renewals happen, one after the other, a second apart. */
    private void rounds(int count) {
        for (int i = 0; i < count; i++) {
            int before = office.asked.get();
            pass(Duration.ofSeconds(1));
            eventually(() -> assertThat(office.asked).hasValueGreaterThan(before));
        }
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    /** Grants what a test says. */
    private final class Office implements SessionLeases {
        final AtomicInteger asked = new AtomicInteger();
        final AtomicInteger held = new AtomicInteger(-1);
        final AtomicInteger heldAtRelease = new AtomicInteger(-1);
        volatile int allowed = 3;
        volatile boolean broken;

        @Override
        public Duration length() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Grant renew(String carrier, int connections, int holds) {
            held.set(holds);
            asked.incrementAndGet();
            if (broken) {
                throw new StoreUnavailableException("broken by the test");
            }
            return new Grant(Math.min(connections, allowed), 2);
        }

        @Override
        public void release(String carrier) {
            heldAtRelease.set(fixture.carrier().health().sessions());
        }
    }

    /** A ticker that only a test moves. */
    private final class Moved implements Ticker {
        @Override
        public long initialNanoTime() {
            return 0;
        }

        @Override
        public long nanoTime() {
            return now.get();
        }

        @Override
        public void sleep(long delay, TimeUnit unit) {
            throw new UnsupportedOperationException();
        }
    }
}

package io.tocsin.send.sms;

import static io.tocsin.send.sms.CarrierFixture.LONG;
import static io.tocsin.send.sms.CarrierFixture.PATIENT;
import static io.tocsin.send.sms.CarrierFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.send.sms.cmpp.ActiveTest;
import io.tocsin.send.sms.cmpp.Connect;
import io.tocsin.send.sms.cmpp.ConnectResp;
import io.tocsin.send.sms.cmpp.Submit;
import io.tocsin.send.sms.cmpp.Terminate;
import io.tocsin.send.sms.cmpp.TerminateResp;
import io.tocsin.send.sms.session.SessionSettings.KeepAliveRule;
import io.tocsin.send.sms.wire.Octets;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmsSessionFaultTest {
    private static final Duration SHORT = Duration.ofMillis(100);

    @Test
    void a_submit_without_an_answer_is_unknown_its_late_answer_is_told_and_a_second_one_is_a_stray() {
        try (CarrierFixture f = new CarrierFixture("3.0", 1, CarrierFixture.settings(2, SHORT, PATIENT))) {
            f.smsc.habit = f.smsc::manners;
            f.up();
            f.send("a");
            eventually(() -> assertThat(f.ledger.end(0)).isEqualTo(unknown("no-response")));
            assertThat(f.carrier().capacity()).isEqualTo(2);
            f.smsc.accept(f.smsc.peers.getFirst(), f.smsc.heard(Submit.class).getFirst());
            eventually(() -> assertThat(f.ledger.late).hasSize(1));
            assertThat(f.ledger.late.getFirst()).satisfies(late -> {
                assertThat(late.end()).isEqualTo(new AttemptEnd.Accepted());
                assertThat(late.tag()).isEqualTo(0);
                assertThat(late.messages()).hasSize(1);
            });
            assertThat(f.carrier().counts().late()).isOne();
            assertThat(f.carrier().counts().strays()).isZero();
            f.smsc.accept(f.smsc.peers.getFirst(), f.smsc.heard(Submit.class).getFirst());
            eventually(() -> assertThat(f.carrier().counts().strays()).isOne());
            assertThat(f.ledger.answers).hasSize(1);
            assertThat(f.ledger.late).hasSize(1);
            assertThat(f.carrier().capacity()).isEqualTo(2);
        }
    }

    @Test
    void a_dropped_connection_leaves_sent_attempts_unknown_and_waiting_ones_never_sent() {
        try (CarrierFixture f = CarrierFixture.window(2)) {
            f.smsc.habit = f.smsc::manners;
            f.up();
            f.send("a", "b", "c", "诈".repeat(71));
            eventually(() -> assertThat(f.smsc.heard(Submit.class)).hasSize(2));
            f.smsc.peers.getFirst().drop();
            eventually(() -> assertThat(f.ledger.answers).hasSize(4));
            assertThat(f.ledger.end(0)).isEqualTo(unknown("session-closed"));
            assertThat(f.ledger.end(1)).isEqualTo(unknown("session-closed"));
            assertThat(f.ledger.end(2)).isEqualTo(new AttemptEnd.NeverSent());
            assertThat(f.ledger.end(3)).isEqualTo(new AttemptEnd.NeverSent());
            eventually(() -> assertThat(f.carrier().capacity()).isEqualTo(2));
        }
    }

    @Test
    void a_long_sms_cut_in_the_middle_has_failed_because_it_cannot_be_whole() {
        try (CarrierFixture f = CarrierFixture.window(1)) {
            f.smsc.habit = f.smsc::manners;
            f.up();
            f.send("诈".repeat(71));
            eventually(() -> assertThat(f.smsc.heard(Submit.class)).hasSize(1));
            f.smsc.peers.getFirst().drop();
            eventually(() -> assertThat(f.ledger.end(0))
                    .isEqualTo(new AttemptEnd.Failed(new Cause(CauseClass.NETWORK, "cut-off"))));
        }
    }

    @Test
    void after_a_drop_the_session_comes_back_and_sends() {
        try (CarrierFixture f = CarrierFixture.window(4).up()) {
            for (int i = 0; i < 5; i++) {
                f.smsc.peers.getLast().drop();
                int connections = i + 2;
                eventually(() -> assertThat(f.smsc.peers).hasSize(connections));
                f.up();
            }
            f.send("a");
            eventually(() -> assertThat(f.ledger.end(0)).isEqualTo(new AttemptEnd.Accepted()));
        }
    }

    @Test
    void a_refused_login_is_told_and_not_tried_again_soon() {
        try (CarrierFixture f = CarrierFixture.window(4)) {
            f.smsc.habit = (peer, message) -> {
                if (message instanceof Connect m) {
                    peer.say(new ConnectResp(m.sequence(), 3, Octets.EMPTY, 0x30));
                }
            };
            f.carrier().start();
            eventually(() -> assertThat(f.carrier().health().detail())
                    .isEqualTo("login refused: 3 authentication failed"));
            // A network fault would have been tried again after 40 ms.
            org.awaitility.Awaitility.await().during(Duration.ofMillis(300)).atMost(LONG)
                    .until(() -> f.smsc.peers.size() == 1);
            assertThat(f.carrier().health().isUp()).isFalse();
        }
    }

    @Test
    void a_login_without_an_answer_is_given_up() {
        var settings = CarrierFixture.settings(4, LONG, PATIENT);
        var quick = new io.tocsin.send.sms.session.SessionSettings(4, SHORT, LONG, PATIENT, settings.reconnect(),
                settings.refused(), 4);
        try (CarrierFixture f = new CarrierFixture("3.0", 1, quick)) {
            f.smsc.mute = true;
            f.carrier().start();
            eventually(() -> assertThat(f.smsc.peers).hasSizeGreaterThan(2));
            assertThat(f.carrier().health().detail()).isEqualTo("no answer to the login");
            f.smsc.mute = false;
            f.up();
        }
    }

    @Test
    void a_silent_carrier_is_asked_three_times_and_left() {
        try (CarrierFixture f = new CarrierFixture("3.0", 1,
                CarrierFixture.settings(4, LONG, new KeepAliveRule(SHORT, SHORT, 3)))) {
            f.up();
            f.smsc.mute = true;
            eventually(() -> assertThat(f.smsc.peers).hasSizeGreaterThan(1));
            assertThat(f.smsc.heard.stream().filter(heard -> heard.peer().number() == 0)
                    .filter(heard -> heard.message() instanceof ActiveTest)).hasSizeGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void a_carrier_that_answers_keep_alives_is_kept() {
        try (CarrierFixture f = new CarrierFixture("3.0", 1,
                CarrierFixture.settings(4, LONG, new KeepAliveRule(SHORT, LONG, 1)))) {
            f.up();
            eventually(() -> assertThat(f.smsc.heard(ActiveTest.class)).hasSizeGreaterThan(3));
            assertThat(f.smsc.peers).hasSize(1);
        }
    }

    @Test
    void a_carriers_own_keep_alive_is_answered() {
        try (CarrierFixture f = CarrierFixture.window(4).up()) {
            f.smsc.peers.getFirst().say(new ActiveTest(77));
            eventually(() -> assertThat(f.smsc.heard(io.tocsin.send.sms.cmpp.ActiveTestResp.class))
                    .extracting(io.tocsin.send.sms.cmpp.ActiveTestResp::sequence).containsExactly(77));
        }
    }

    @Test
    void garbage_ends_the_session_and_nothing_else() {
        try (CarrierFixture f = new CarrierFixture("3.0", 2, CarrierFixture.settings(4, LONG, PATIENT))) {
            f.smsc.habit = f.smsc::manners;
            f.up();
            f.send("a", "b");
            eventually(() -> assertThat(f.smsc.heard(Submit.class)).hasSize(2));
            FakeSmsc.Peer spoilt = f.smsc.peers.getFirst();
            spoilt.garbage();
            eventually(() -> assertThat(f.ledger.answers).hasSize(1));
            assertThat(f.ledger.answers.getFirst().end()).isEqualTo(unknown("session-closed"));
            eventually(() -> assertThat(f.smsc.peers).hasSize(3));
            f.up();
            FakeSmsc.Heard other = f.smsc.heard.stream()
                    .filter(heard -> !heard.peer().equals(spoilt) && heard.message() instanceof Submit).findFirst()
                    .orElseThrow();
            f.smsc.accept(other.peer(), (Submit) other.message());
            eventually(() -> assertThat(f.ledger.answers).hasSize(2));
        }
    }

    @Test
    void a_carrier_that_ends_the_session_gets_its_answer_and_a_new_session() {
        try (CarrierFixture f = CarrierFixture.window(4).up()) {
            f.smsc.peers.getFirst().say(new Terminate(9));
            eventually(() -> assertThat(f.smsc.heard(TerminateResp.class)).containsExactly(new TerminateResp(9)));
            eventually(() -> assertThat(f.smsc.peers).hasSize(2));
        }
    }

    @Test
    void closing_waits_for_answers_and_says_goodbye() throws Exception {
        try (CarrierFixture f = CarrierFixture.window(1)) {
            f.smsc.habit = f.smsc::manners;
            f.up();
            f.send("a", "b");
            eventually(() -> assertThat(f.smsc.heard(Submit.class)).hasSize(1));
            Thread closing = Thread.ofVirtual().start(() -> f.carrier().close(LONG));
            eventually(() -> assertThat(f.ledger.end(1)).isEqualTo(new AttemptEnd.NeverSent()));
            assertThat(f.carrier().capacity()).isZero();
            assertThat(f.smsc.heard(Terminate.class)).isEmpty();
            f.smsc.accept(f.smsc.peers.getFirst(), f.smsc.heard(Submit.class).getFirst());
            assertThat(closing.join(LONG)).isTrue();
            assertThat(f.ledger.end(0)).isEqualTo(new AttemptEnd.Accepted());
            assertThat(f.smsc.heard(Terminate.class)).hasSize(1);
            assertThat(f.smsc.peers).hasSize(1);
        }
    }

    @Test
    void closing_does_not_wait_beyond_its_limit() {
        try (CarrierFixture f = CarrierFixture.window(1)) {
            f.smsc.habit = f.smsc::manners;
            f.up();
            f.send("a");
            eventually(() -> assertThat(f.smsc.heard(Submit.class)).hasSize(1));
            f.carrier().close(SHORT);
            assertThat(f.ledger.end(0)).isEqualTo(unknown("session-closed"));
            assertThat(f.carrier().health().detail()).isEqualTo("closed");
        }
    }

    @Test
    void a_carrier_that_is_not_there_is_tried_again() {
        try (CarrierFixture f = CarrierFixture.window(1)) {
            int port = f.smsc.port();
            f.smsc.close();
            f.carrier().start();
            eventually(() -> assertThat(f.carrier().health().detail()).startsWith("cannot connect: ")
                    .contains(String.valueOf(port)));
            assertThat(List.of(f.ledger.changes.get())).isNotEmpty();
        }
    }

    private static AttemptEnd unknown(String raw) {
        return new AttemptEnd.Unknown(new Cause(CauseClass.AMBIGUOUS, raw));
    }
}

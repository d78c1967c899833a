package io.tocsin.send.sms;

import static io.tocsin.send.sms.CarrierFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.send.Outgoing;
import io.tocsin.send.sms.cmpp.Part;
import io.tocsin.send.sms.cmpp.Submit;
import io.tocsin.send.sms.cmpp.SubmitResp;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Grade;
import io.tocsin.warning.MessageRef;
import io.tocsin.warning.Phone;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmsCarrierTest {

    @ParameterizedTest
    @ValueSource(strings = {"2.0", "3.0"})
    void an_sms_is_sent_and_its_answer_has_the_carriers_message_id(String version) {
        try (CarrierFixture f = new CarrierFixture(version, 1,
                CarrierFixture.settings(16, CarrierFixture.LONG, CarrierFixture.PATIENT)).up()) {
            f.send("您可能正在遭遇诈骗");
            eventually(() -> assertThat(f.ledger.answer(0).end()).isEqualTo(new AttemptEnd.Accepted()));
            assertThat(f.ledger.answer(0).messages()).containsExactly(new MessageRef("0000000000000001", 0, 1));
            Submit submit = f.smsc.heard(Submit.class).getFirst();
            assertThat(submit.addresses().destinations()).containsExactly("13800138000");
            assertThat(submit.addresses().srcId()).isEqualTo("10690096110");
            assertThat(submit.terms().registeredDelivery()).isOne();
            assertThat(submit.terms().msgSrc()).isEqualTo("900001");
            assertThat(submit.payload().format()).isEqualTo(8);
        }
    }

    @Test
    void a_long_sms_goes_over_one_session_in_order_and_is_answered_once() {
        try (CarrierFixture f = new CarrierFixture("3.0", 3,
                CarrierFixture.settings(16, CarrierFixture.LONG, CarrierFixture.PATIENT)).up()) {
            f.send("诈".repeat(150), "骗".repeat(150), "防".repeat(150));
            eventually(() -> assertThat(f.ledger.answers).hasSize(3));
            assertThat(f.ledger.answer(1).messages()).extracting(MessageRef::part, MessageRef::parts)
                    .containsExactly(org.assertj.core.api.Assertions.tuple(0, 3),
                            org.assertj.core.api.Assertions.tuple(1, 3), org.assertj.core.api.Assertions.tuple(2, 3));
            for (FakeSmsc.Peer peer : f.smsc.peers) {
                assertThat(f.smsc.heard.stream().filter(heard -> heard.peer().equals(peer)).map(FakeSmsc.Heard::message)
                        .filter(Submit.class::isInstance).map(m -> ((Submit) m).part()))
                        .containsExactly(new Part(3, 1), new Part(3, 2), new Part(3, 3));
            }
        }
    }

    @Test
    void a_long_sms_passes_through_a_window_of_one() {
        try (CarrierFixture f = CarrierFixture.window(1).up()) {
            f.send("诈".repeat(150));
            eventually(() -> assertThat(f.ledger.end(0)).isEqualTo(new AttemptEnd.Accepted()));
            assertThat(f.carrier().capacity()).isOne();
        }
    }

    @Test
    void an_attempt_is_told_written_once_before_its_answer() {
        try (CarrierFixture f = CarrierFixture.window(2).up()) {
            f.send("诈".repeat(150), "short");
            eventually(() -> assertThat(f.ledger.answers).hasSize(2));
            assertThat(f.ledger.written).containsExactly(0, 1);
            assertThat(f.carrier().reportsWrites()).isTrue();
        }
    }

    @Test
    void capacity_and_cost_count_segments() {
        try (CarrierFixture f = CarrierFixture.window(5)) {
            assertThat(f.carrier().capacity()).isZero();
            f.smsc.habit = f.smsc::manners;
            f.up();
            assertThat(f.carrier().capacity()).isEqualTo(5);
            assertThat(f.carrier().cost("诈".repeat(71))).isEqualTo(2);
            f.send("诈".repeat(71), "short");
            assertThat(f.carrier().capacity()).isEqualTo(2);
            assertThat(f.carrier().health().windowUsed()).isEqualTo(3);
        }
    }

    @Test
    void a_full_window_holds_back_the_rest_and_tells_when_there_is_room_again() {
        try (CarrierFixture f = CarrierFixture.window(2)) {
            f.smsc.habit = f.smsc::manners;
            f.up();
            f.send("a", "b", "c");
            eventually(() -> assertThat(f.smsc.heard(Submit.class)).hasSize(2));
            assertThat(f.carrier().capacity()).isZero();
            int changes = f.ledger.changes.get();
            Submit first = f.smsc.heard(Submit.class).getFirst();
            f.smsc.accept(f.smsc.peers.getFirst(), first);
            eventually(() -> assertThat(f.smsc.heard(Submit.class)).hasSize(3));
            assertThat(f.ledger.changes.get()).isEqualTo(changes);
            f.smsc.heard(Submit.class).stream().skip(1).forEach(m -> f.smsc.accept(f.smsc.peers.getFirst(), m));
            eventually(() -> assertThat(f.ledger.changes.get()).isGreaterThan(changes));
            eventually(() -> assertThat(f.ledger.answers).hasSize(3));
        }
    }

    @Test
    void more_than_another_window_is_not_queued_but_handed_back() {
        try (CarrierFixture f = CarrierFixture.window(2)) {
            f.smsc.habit = f.smsc::manners;
            f.up();
            f.send("a", "b", "c", "d", "e", "f");
            eventually(() -> assertThat(f.ledger.answers).hasSize(2));
            assertThat(f.ledger.end(4)).isEqualTo(new AttemptEnd.NeverSent());
            assertThat(f.ledger.end(5)).isEqualTo(new AttemptEnd.NeverSent());
        }
    }

    @Test
    void without_a_session_everything_is_never_sent() {
        try (CarrierFixture f = CarrierFixture.window(2)) {
            f.send("a");
            eventually(() -> assertThat(f.ledger.end(0)).isEqualTo(new AttemptEnd.NeverSent()));
        }
    }

    @Test
    void a_result_is_an_end_by_its_class() {
        try (CarrierFixture f = CarrierFixture.window(16)) {
            f.smsc.habit = (peer, message) -> {
                if (message instanceof Submit m) {
                    peer.say(new SubmitResp(m.sequence(), 0, m.payload().content().at(0) - '0'));
                } else {
                    f.smsc.manners(peer, message);
                }
            };
            f.up();
            f.send("8 flow control", "3 duplicate", "5 fee code", "6 too long");
            eventually(() -> assertThat(f.ledger.answers).hasSize(4));
            assertThat(f.ledger.end(0))
                    .isEqualTo(new AttemptEnd.FlowControlled(new Cause(CauseClass.NETWORK, "submit:8")));
            assertThat(f.ledger.end(1)).isEqualTo(new AttemptEnd.Unknown(new Cause(CauseClass.AMBIGUOUS, "submit:3")));
            assertThat(f.ledger.end(2)).isEqualTo(new AttemptEnd.Failed(new Cause(CauseClass.CONFIG, "submit:5")));
            assertThat(f.ledger.end(3)).isEqualTo(new AttemptEnd.Failed(new Cause(CauseClass.PERMANENT, "submit:6")));
        }
    }

    @Test
    void a_refused_segment_fails_the_whole_and_shows_what_was_accepted() {
        try (CarrierFixture f = CarrierFixture.window(16)) {
            f.smsc.habit = (peer, message) -> {
                if (message instanceof Submit m) {
                    peer.say(new SubmitResp(m.sequence(), m.part().number(), m.part().number() == 2 ? 13 : 0));
                } else {
                    f.smsc.manners(peer, message);
                }
            };
            f.up();
            f.send("诈".repeat(150));
            eventually(() -> assertThat(f.ledger.end(0))
                    .isEqualTo(new AttemptEnd.Failed(new Cause(CauseClass.PERMANENT, "submit:13"))));
            assertThat(f.ledger.answer(0).messages()).extracting(MessageRef::part).containsExactly(0, 2);
            assertThat(f.carrier().capacity()).isEqualTo(16);
        }
    }

    @Test
    void what_can_never_be_sent_fails_at_once() {
        try (CarrierFixture f = new CarrierFixture("2.0", 1,
                CarrierFixture.settings(16, CarrierFixture.LONG, CarrierFixture.PATIENT)).up()) {
            f.carrier().send(List.of(new Outgoing("long", CarrierFixture.PHONE, "诈".repeat(2000)),
                    new Outgoing("fine", new Phone("8613800138001"), "ok")));
            eventually(() -> assertThat(f.ledger.answers).hasSize(2));
            assertThat(f.ledger.end("long")).isEqualTo(new AttemptEnd.Failed(
                    new Cause(CauseClass.PERMANENT, "too-long: expected at most 16 segments, got 30")));
            assertThat(f.ledger.end("fine")).isEqualTo(new AttemptEnd.Accepted());
        }
    }

    @Test
    void answers_of_one_read_come_in_one_call() {
        try (CarrierFixture f = CarrierFixture.window(64)) {
            f.smsc.habit = f.smsc::manners;
            f.up();
            f.send(CarrierFixture.copies("x", 64).toArray(String[]::new));
            eventually(() -> assertThat(f.smsc.heard(Submit.class)).hasSize(64));
            FakeSmsc.Peer peer = f.smsc.peers.getFirst();
            peer.channel().eventLoop().execute(() -> {
                for (Submit m : f.smsc.heard(Submit.class)) {
                    var _ = peer.channel().write(new SubmitResp(m.sequence(), m.sequence(), 0));
                }
                peer.channel().flush();
            });
            eventually(() -> assertThat(f.ledger.answers).hasSize(64));
            assertThat(f.ledger.calls.get()).isLessThan(16);
        }
    }

    @Test
    void texts_of_flash_grades_are_shown_at_once() {
        try (CarrierFixture f = CarrierFixture.flash(Set.of(Grade.URGENT)).up()) {
            f.carrier().send(List.of(new Outgoing("u", CarrierFixture.PHONE, "诈", null, Grade.URGENT),
                    new Outgoing("l", CarrierFixture.PHONE, "诈", null, Grade.LOW)));
            CarrierFixture.eventually(() -> assertThat(f.ledger.answers).hasSize(2));
            assertThat(f.smsc.heard(Submit.class)).extracting(submit -> submit.payload().format())
                    .containsExactly(0x18, 8);
        }
    }
}

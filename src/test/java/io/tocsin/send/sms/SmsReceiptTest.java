package io.tocsin.send.sms;

import static io.tocsin.send.sms.CarrierFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.send.sms.cmpp.Deliver;
import io.tocsin.send.sms.cmpp.DeliverResp;
import io.tocsin.send.sms.cmpp.Origin;
import io.tocsin.send.sms.cmpp.Payload;
import io.tocsin.send.sms.cmpp.Submit;
import io.tocsin.send.sms.cmpp.SubmitResp;
import io.tocsin.send.sms.wire.Octets;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Confirmation;
import io.tocsin.warning.MessageRef;
import io.tocsin.warning.Receipt;
import io.tocsin.warning.Reply;
import org.junit.jupiter.api.Test;

class SmsReceiptTest {
    private static final String PHONE = "13800138000";

    @Test
    void a_receipt_before_its_submits_answer_is_handed_over() {
        try (CarrierFixture f = CarrierFixture.window(4)) {
            f.smsc.habit = (peer, message) -> {
                if (message instanceof Submit m) {
                    peer.say(FakeSmsc.report(1, 42, "DELIVRD", PHONE));
                    peer.say(new SubmitResp(m.sequence(), 42, 0));
                } else {
                    f.smsc.manners(peer, message);
                }
            };
            f.up();
            f.send("a");
            eventually(() -> assertThat(f.ledger.end(0)).isEqualTo(new AttemptEnd.Accepted()));
            assertThat(f.ledger.receipts).containsExactly(new Receipt("000000000000002a", PHONE,
                    new Cause(CauseClass.REACHED, "DELIVRD"), "2611252101"));
            assertThat(f.ledger.answer(0).messages()).containsExactly(new MessageRef("000000000000002a", 0, 1));
        }
    }

    @Test
    void a_receipt_is_confirmed_only_when_it_is_durable_and_only_once() {
        try (CarrierFixture f = CarrierFixture.window(4).up()) {
            f.ledger.durable = false;
            f.smsc.peers.getFirst().say(FakeSmsc.report(5, 42, "MK:0012", PHONE));
            eventually(() -> assertThat(f.ledger.receipts).hasSize(1));
            // The answer to a question asked later comes first.
            f.send("a");
            eventually(() -> assertThat(f.ledger.answers).hasSize(1));
            assertThat(f.smsc.heard(DeliverResp.class)).isEmpty();
            f.ledger.unconfirmed.forEach(Confirmation::durable);
            f.ledger.unconfirmed.forEach(Confirmation::durable);
            eventually(
                    () -> assertThat(f.smsc.heard(DeliverResp.class)).containsExactly(new DeliverResp(5, 1005, 0)));
        }
    }

    @Test
    void receipts_that_come_twice_are_handed_over_twice_and_confirmed_twice() {
        try (CarrierFixture f = CarrierFixture.window(4).up()) {
            f.smsc.peers.getFirst().say(FakeSmsc.report(5, 42, "DELIVRD", PHONE));
            f.smsc.peers.getFirst().say(FakeSmsc.report(6, 42, "DELIVRD", PHONE));
            eventually(() -> assertThat(f.smsc.heard(DeliverResp.class)).hasSize(2));
            assertThat(f.ledger.receipts).hasSize(2);
        }
    }

    @Test
    void with_too_many_unconfirmed_receipts_nothing_more_is_read() {
        try (CarrierFixture f = CarrierFixture.window(4).up()) {
            f.ledger.durable = false;
            FakeSmsc.Peer peer = f.smsc.peers.getFirst();
            // One at a time, so that each is a read of its own; the bound is 4.
            for (int i = 1; i <= 4; i++) {
                int count = i;
                peer.say(FakeSmsc.report(i, i, "DELIVRD", PHONE));
                eventually(() -> assertThat(f.ledger.receipts).hasSize(count));
            }
            for (int i = 5; i <= 50; i++) {
                peer.say(FakeSmsc.report(i, i, "DELIVRD", PHONE));
            }
            org.awaitility.Awaitility.await().during(java.time.Duration.ofMillis(200)).atMost(CarrierFixture.LONG)
                    .until(() -> f.ledger.receipts.size() < 50);
            f.ledger.durable = true;
            f.ledger.unconfirmed.forEach(Confirmation::durable);
            eventually(() -> assertThat(f.ledger.receipts).hasSize(50));
            eventually(() -> assertThat(f.smsc.heard(DeliverResp.class)).hasSize(50));
        }
    }

    @Test
    void an_intermediate_receipt_is_confirmed_and_not_handed_over() {
        try (CarrierFixture f = CarrierFixture.window(4).up()) {
            f.smsc.peers.getFirst().say(FakeSmsc.report(5, 42, "ACCEPTD", PHONE));
            f.smsc.peers.getFirst().say(FakeSmsc.report(6, 42, "DELIVRD", PHONE));
            eventually(() -> assertThat(f.smsc.heard(DeliverResp.class)).hasSize(2));
            assertThat(f.ledger.receipts).extracting(receipt -> receipt.cause().raw()).containsExactly("DELIVRD");
        }
    }

    @Test
    void a_persons_message_is_handed_over_and_confirmed_only_when_it_is_durable() {
        try (CarrierFixture f = CarrierFixture.window(4).up()) {
            f.ledger.durable = false;
            f.smsc.peers.getFirst().say(deliver(3, 0));
            eventually(() -> assertThat(f.ledger.replies).containsExactly(new Reply("0000000000000009", PHONE,
                    "10690096110", Reply.Coding.UCS2, "\u0090\u0000\u008b\u00a2", null)));
            // The answer to a question asked later comes first.
            f.send("a");
            eventually(() -> assertThat(f.ledger.answers).hasSize(1));
            assertThat(f.smsc.heard(DeliverResp.class)).isEmpty();
            f.ledger.unconfirmed.forEach(Confirmation::durable);
            f.ledger.unconfirmed.forEach(Confirmation::durable);
            eventually(() -> assertThat(f.smsc.heard(DeliverResp.class)).containsExactly(new DeliverResp(3, 9, 0)));
            assertThat(f.carrier().counts().messages()).isOne();
            assertThat(f.ledger.receipts).isEmpty();
        }
    }

    @Test
    void an_unreadable_receipt_is_counted_and_refused() {
        try (CarrierFixture f = CarrierFixture.window(4).up()) {
            f.smsc.peers.getFirst().say(deliver(3, 1));
            eventually(() -> assertThat(f.smsc.heard(DeliverResp.class)).containsExactly(new DeliverResp(3, 9, 1)));
            assertThat(f.carrier().counts().unreadable()).isOne();
            assertThat(f.ledger.receipts).isEmpty();
        }
    }

    private static Deliver deliver(int sequence, int registered) {
        return new Deliver(sequence, 9, new Origin("10690096110", "", PHONE, 0), registered,
                new Payload(0, false, 8, Octets.ofHex("90008ba2")), "");
    }
}

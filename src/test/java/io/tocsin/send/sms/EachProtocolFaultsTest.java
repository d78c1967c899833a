package io.tocsin.send.sms;

import static io.tocsin.send.sms.CarrierFixture.LONG;
import static io.tocsin.send.sms.CarrierFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.fault.FaultProxy;
import io.tocsin.send.Answer;
import io.tocsin.send.Outgoing;
import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.Behaviour.Faults;
import io.tocsin.simulate.Mix;
import io.tocsin.simulate.Span;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.MessageRef;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Receipt;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a simulated carrier of each protocol does wrong: whatever it is, every attempt has one end,
 * every receipt is told, and the session mends.
 */
class EachProtocolFaultsTest {
    private static final Behaviour QUICK = Behaviour.good(1).withReceipts(Mix.only("DELIVRD"), new Span(1, 5));
    private static final Duration SHORT = Duration.ofMillis(300);

    private static void send(EachProtocol.Rig rig, int first, int count) {
        rig.carrier.send(IntStream.range(first, first + count).mapToObj(
                i -> new Outgoing(i, new Phone("86138%08d".formatted(i)), "你好" + i)).toList());
    }

    private static List<String> accepted(EachProtocol.Rig rig) {
        return rig.ledger.answers.stream().flatMap(answer -> answer.messages().stream()).map(MessageRef::id).toList();
    }

    private static AttemptEnd unknown(String raw) {
        return new AttemptEnd.Unknown(new Cause(CauseClass.AMBIGUOUS, raw));
    }

    @ParameterizedTest
    @EnumSource
    void one_that_throttles_is_heard_and_stays_connected(EachProtocol protocol) throws Exception {
        try (var rig = new EachProtocol.Rig(protocol, QUICK.withLimit(3), "secret", LONG).up()) {
            send(rig, 0, 9);
            eventually(() -> assertThat(rig.ledger.answers).hasSize(9));
            assertThat(rig.ledger.answers).extracting(Answer::end)
                    .filteredOn(end -> end instanceof AttemptEnd.FlowControlled).hasSize(6);
            assertThat(accepted(rig)).hasSize(3);
            assertThat(rig.gateway.counts().connects()).isOne();
            assertThat(rig.carrier.capacity()).isEqualTo(EachProtocol.WINDOW);
        }
    }

    @ParameterizedTest
    @EnumSource
    void one_that_does_not_answer_leaves_an_unknown_end_and_its_receipts_are_told(EachProtocol protocol)
            throws Exception {
        try (var rig = new EachProtocol.Rig(protocol, QUICK.withFaults(new Faults(1, 0, 0, 0, 0, 0)), "secret",
                SHORT).up()) {
            send(rig, 0, 5);
            eventually(() -> assertThat(rig.ledger.answers).hasSize(5));
            assertThat(rig.ledger.answers).extracting(Answer::end).containsOnly(unknown("no-response"));
            assertThat(rig.carrier.capacity()).isEqualTo(EachProtocol.WINDOW);
            eventually(() -> assertThat(rig.ledger.receipts).extracting(Receipt::phone)
                    .allMatch(phone -> phone.contains("1380000000")).doesNotHaveDuplicates().hasSize(5));
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_answer_that_comes_late_or_twice_is_told_once_more_at_most(EachProtocol protocol) throws Exception {
        Behaviour late = QUICK.withAnswers(Mix.only("0"), new Span(600, 600)).withFaults(new Faults(0, 1, 0, 0, 0, 0));
        try (var rig = new EachProtocol.Rig(protocol, late, "secret", SHORT).up()) {
            send(rig, 0, 4);
            eventually(() -> assertThat(rig.ledger.late).hasSize(4));
            assertThat(rig.ledger.answers).extracting(Answer::end).containsOnly(unknown("no-response")).hasSize(4);
            assertThat(rig.ledger.late).extracting(Answer::end).containsOnly(new AttemptEnd.Accepted());
            eventually(() -> assertThat(rig.carrier.counts().strays()).as("the second ones").isEqualTo(4));
            eventually(() -> assertThat(rig.ledger.receipts).extracting(Receipt::messageId)
                    .containsExactlyInAnyOrderElementsOf(rig.ledger.late.stream()
                            .flatMap(answer -> answer.messages().stream()).map(MessageRef::id).toList()));
            assertThat(rig.ledger.late).hasSize(4);
        }
    }

    @ParameterizedTest
    @EnumSource
    void receipts_that_come_early_twice_and_in_any_order_are_all_told_and_confirmed(EachProtocol protocol)
            throws Exception {
        Behaviour behaviour = QUICK.withAnswers(Mix.only("0"), new Span(100, 100))
                .withReceipts(Mix.only("DELIVRD"), new Span(0, 400)).withFaults(new Faults(0, 0, 0, 1, 0.5, 0));
        try (var rig = new EachProtocol.Rig(protocol, behaviour, "secret", LONG).up()) {
            send(rig, 0, 30);
            eventually(() -> assertThat(rig.ledger.receipts).hasSize(60));
            assertThat(rig.ledger.answers).extracting(Answer::end).containsOnly(new AttemptEnd.Accepted()).hasSize(30);
            List<String> ids = rig.ledger.receipts.stream().map(Receipt::messageId).toList();
            assertThat(accepted(rig)).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(
                    ids.stream().distinct().toList());
            assertThat(ids.stream().distinct().toList()).as("in another order").isNotEqualTo(accepted(rig));
            eventually(() -> assertThat(rig.gateway.counts().confirmed()).isEqualTo(60));
        }
    }

    @ParameterizedTest
    @EnumSource
    void one_that_cuts_connections_loses_nothing(EachProtocol protocol) throws Exception {
        try (var rig = new EachProtocol.Rig(protocol, QUICK.withFaults(new Faults(0, 0, 0, 0, 0, 3)), "secret",
                LONG).up()) {
            for (int round = 0; round < 4; round++) {
                rig.up();
                send(rig, round * 5, 5);
                int all = (round + 1) * 5;
                eventually(() -> assertThat(rig.ledger.answers).hasSize(all));
            }
            assertThat(rig.ledger.answers).extracting(Answer::tag).doesNotHaveDuplicates();
            assertThat(rig.ledger.answers).extracting(Answer::end).allMatch(end -> end instanceof AttemptEnd.Accepted
                    || end instanceof AttemptEnd.NeverSent
                    || List.of(unknown("session-closed"), unknown("write-failed")).contains(end));
            rig.gateway.behave(QUICK);
            isMended(rig);
            assertThat(rig.gateway.counts().connects()).isGreaterThanOrEqualTo(4);
            eventually(() -> assertThat(rig.ledger.receipts).extracting(Receipt::messageId)
                    .as("receipts of what was taken before a cut come over the next").containsAll(accepted(rig)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void one_that_refuses_the_login_is_not_asked_again_soon_and_nothing_is_sent(EachProtocol protocol)
            throws Exception {
        try (var rig = new EachProtocol.Rig(protocol, QUICK, "wrong", LONG)) {
            rig.carrier.start();
            eventually(() -> assertThat(rig.carrier.health().detail()).startsWith("login refused: ")
                    .doesNotContain("wrong "));
            send(rig, 0, 1);
            eventually(() -> assertThat(rig.ledger.end(0)).isInstanceOf(AttemptEnd.NeverSent.class));
            // A lost connection would have been tried again after 40 ms.
            Awaitility.await().during(SHORT).atMost(LONG).until(() -> rig.line.accepted() == 1);
            assertThat(rig.gateway.counts().refused()).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_line_that_is_half_open_is_given_up_and_the_next_one_works(EachProtocol protocol) throws Exception {
        try (var rig = new EachProtocol.Rig(protocol, QUICK, "secret", SHORT).up()) {
            rig.line.become(FaultProxy.Line.SILENT);
            send(rig, 0, 3);
            eventually(() -> assertThat(rig.ledger.answers).hasSize(3));
            assertThat(rig.ledger.answers).extracting(Answer::end).containsOnly(unknown("no-response"));
            // Its keep-alives, or its unbind, are not answered either.
            eventually(() -> assertThat(rig.line.accepted() > 1 || protocol == EachProtocol.SGIP).isTrue());
            rig.line.become(FaultProxy.Line.GOOD);
            isMended(rig);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noise_instead_of_answers_ends_the_connection_with_a_reason(EachProtocol protocol) throws Exception {
        try (var rig = new EachProtocol.Rig(protocol, QUICK, "secret", SHORT).up()) {
            rig.line.become(FaultProxy.Line.NOISY);
            eventually(() -> {
                // SGIP binds when there is something to send.
                send(rig, rig.ledger.answers.size(), 1);
                assertThat(rig.line.accepted()).isGreaterThan(3);
            });
            eventually(() -> assertThat(rig.carrier.health().detail()).isNotEmpty());
            assertThat(rig.ledger.answers).extracting(Answer::end).allMatch(
                    end -> end instanceof AttemptEnd.NeverSent || end instanceof AttemptEnd.Unknown);
            rig.line.become(FaultProxy.Line.GOOD);
            isMended(rig);
        }
    }

    /** Sooner or later a text is accepted, over a new connection. */
    private static void isMended(EachProtocol.Rig rig) {
        eventually(() -> {
            rig.up();
            int tag = 1000 + rig.ledger.answers.size();
            send(rig, tag, 1);
            eventually(() -> assertThat(rig.ledger.end(tag)).isNotNull());
            assertThat(rig.ledger.end(tag)).isEqualTo(new AttemptEnd.Accepted());
        });
    }
}

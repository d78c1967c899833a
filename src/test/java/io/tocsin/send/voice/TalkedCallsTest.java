package io.tocsin.send.voice;

import static io.tocsin.send.voice.VoiceRig.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.send.Outgoing;
import io.tocsin.send.voice.agi.AgiSettings;
import io.tocsin.send.voice.agi.FakePrompts;
import io.tocsin.send.voice.dialog.SampleDialog;
import io.tocsin.simulate.Mix;
import io.tocsin.simulate.Span;
import io.tocsin.simulate.SimulatorTime;
import io.tocsin.simulate.pbx.PbxBehaviour;
import io.tocsin.simulate.pbx.PbxSimulator;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Calls of a voice carrier in which a dialog is held, on a simulated Asterisk. */
class TalkedCallsTest {
    private static final PbxBehaviour.People QUICK = new PbxBehaviour.People(Mix.only("silent"), new Span(5, 20),
            new Span(1, 5), Mix.only("answered"));

    private static PbxStand stand(PbxBehaviour.People people) throws InterruptedException {
        return new PbxStand(PbxBehaviour.good(new Span(1, 10), new Span(1, 20), 1).withPeople(people));
    }

    @Test
    void an_attempt_ends_as_the_person_answers() throws Exception {
        try (PbxStand stand = stand(QUICK); TalkRig talk = TalkRig.usual(); VoiceRig rig = talk.rig(stand, 10).up()) {
            rig.call("2521", "2511", "2510", "2621", "2000", "0486");
            rig.answers(6);
            assertThat(rig.book.end("2521#0")).isEqualTo("delivered REACHED understood:16/-");
            assertThat(rig.book.end("2511#1")).isEqualTo("delivered REACHED victim-suspected:16/-");
            assertThat(rig.book.end("2510#2")).isEqualTo("delivered REACHED victim-suspected:16/-");
            assertThat(rig.book.end("2621#3")).isEqualTo("delivered REACHED understood:16/-");
            assertThat(rig.book.end("2000#4")).isEqualTo("failed NO_ANSWER no-response:16/-");
            assertThat(rig.book.end("0486#5")).isEqualTo("failed BUSY 17/486");
            assertThat(talk.journal.flags).containsOnlyKeys(rig.attempt(1), rig.attempt(2));
            eventually(() -> assertThat(talk.journal.talks).hasSize(5));
            assertThat(talk.journal.talks).filteredOn(text -> text.contains("victim-suspected, end_victim")).hasSize(2);
            assertThat(talk.door.counts().live()).isZero();
            assertThat(talk.door.counts().failed() + talk.door.counts().broken() + talk.door.counts().stuck()).isZero();
        }
    }

    @Test
    void a_hang_up_counts_as_the_dialog_says_of_each_place() throws Exception {
        try (PbxStand stand = stand(QUICK); TalkRig talk = TalkRig.usual(); VoiceRig rig = talk.rig(stand, 10).up()) {
            rig.call("2701", "2702", "2801", "2703");
            rig.answers(4);
            assertThat(IntStream.range(0, 4).mapToObj(i -> rig.book.answers.get(i).tag().toString())
                    .map(rig.book::end)).containsOnly("failed NO_ANSWER no-response:0/-");
            eventually(() -> assertThat(talk.journal.talks).hasSize(4).allMatch(text -> text.contains("hung-up")));
        }
    }

    @Test
    void a_transfer_ends_as_the_queue_says() throws Exception {
        for (String result : List.of("answered", "busy", "no_answer")) {
            PbxBehaviour.People people = new PbxBehaviour.People(QUICK.citizens(), QUICK.prompt(), QUICK.think(),
                    Mix.only(result));
            try (PbxStand stand = stand(people);
                    TalkRig talk = TalkRig.usual();
                    VoiceRig rig = talk.rig(stand, 10).up()) {
                rig.call("2500");
                rig.answers(1);
                // They talk for a moment only: it may be over before it is noted that they do.
                assertThat(rig.book.end("2500#0")).startsWith(result.equals("answered")
                        ? "delivered REACHED transferred:"
                        : "delivered REACHED understood:16/-");
            }
        }
    }

    /** Its gateway may be gone when they hang up, and all others too. */
    @Test
    void a_call_that_a_person_has_taken_is_answered_at_once_and_keeps_its_line() throws Exception {
        PbxBehaviour endless = PbxBehaviour.good(new Span(1, 10), new Span(600_000, 600_000), 1).withPeople(QUICK);
        try (PbxStand stand = new PbxStand(endless);
                TalkRig talk = TalkRig.usual();
                VoiceRig rig = talk.rig(stand, 10).up()) {
            rig.call("2500");
            rig.answers(1);
            assertThat(rig.book.end("2500#0")).isEqualTo("delivered REACHED transferred:talking");
            assertThat(talk.journal.talks).singleElement().asString().contains(": transferred, in human: ask key 0;");
            assertThat(rig.carrier.capacity()).isEqualTo(9);
            assertThat(rig.book.over).isEmpty();
            stand.pbx.hangUpAll();
            eventually(() -> assertThat(rig.book.over).containsExactly("2500#0"));
            eventually(() -> assertThat(rig.carrier.capacity()).isEqualTo(10));
            assertThat(rig.book.answers).hasSize(1);
            assertThat(talk.journal.talks).hasSize(1);
        }
    }

    @Test
    void what_a_stopped_gateway_left_talking_has_its_line_at_the_next_one_until_they_hang_up() throws Exception {
        PbxBehaviour endless = PbxBehaviour.good(new Span(1, 10), new Span(600_000, 600_000), 1).withPeople(QUICK);
        try (PbxStand stand = new PbxStand(endless);
                TalkRig talk = TalkRig.usual();
                VoiceRig first = talk.rig(stand, 3).up();
                VoiceRig there = stand.rig(3, 8000).up();
                VoiceRig next = new VoiceRig(stand.pbx.port(), PbxStand.SECRET, VoiceRig.trunk(3, 8000), 9)) {
            first.call("2500");
            first.answers(1);
            first.carrier.close(Duration.ZERO);
            assertThat(first.book.over).as("its line is not given back").isEmpty();
            next.up();
            assertThat(next.carrier.capacity()).isEqualTo(2);
            next.call("2180", "2180", "2180");
            next.answers(1);
            assertThat(next.book.end("2180#2")).as("beyond the lines of the trunk").isEqualTo("never sent");
            stand.pbx.hangUpAll();
            eventually(() -> assertThat(next.book.gone).containsExactly(first.attempt(0)));
            // Who was there before they talked hears of it as they hang up.
            eventually(() -> assertThat(there.book.gone).containsExactly(first.attempt(0)));
            eventually(() -> assertThat(next.carrier.capacity()).isEqualTo(3));
        }
    }

    @Test
    void who_hung_up_while_nobody_listened_has_no_line_once_the_calls_that_are_up_were_asked_for() throws Exception {
        PbxBehaviour endless = PbxBehaviour.good(new Span(1, 10), new Span(600_000, 600_000), 1).withPeople(QUICK);
        try (PbxStand stand = new PbxStand(endless);
                TalkRig talk = TalkRig.usual();
                VoiceRig first = talk.rig(stand, 3).up();
                VoiceRig next = new VoiceRig(stand.pbx.port(), PbxStand.SECRET, VoiceRig.trunk(3, 8000), 9)) {
            first.call("2500");
            first.answers(1);
            first.carrier.close(Duration.ZERO);
            next.up();
            assertThat(next.carrier.capacity()).isEqualTo(2);
            stand.pbx.restart();
            eventually(() -> assertThat(next.book.gone).containsExactly(first.attempt(0)));
            eventually(() -> assertThat(next.carrier.capacity()).isEqualTo(3));
        }
    }

    /** Its connections are taken by its machine, and nothing is said. */
    @Test
    void a_gateway_that_stands_still_loses_the_call_to_the_recorded_warning() throws Exception {
        AtomicLong nanos = new AtomicLong();
        try (ServerSocket deaf = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                PbxSimulator pbx = PbxSimulator.start(0, new PbxSimulator.Login("tocsin", PbxStand.SECRET),
                        PbxBehaviour.good(new Span(1, 1), new Span(1, 1), 1).withPeople(QUICK),
                        SimulatorTime.from(nanos::get, LocalDateTime.of(2026, 11, 26, 9, 0)));
                VoiceRig rig = new VoiceRig(pbx.port(), PbxStand.SECRET, VoiceRig.trunk(10, 5000), 1,
                        DialogResults.NONE, "127.0.0.1:" + deaf.getLocalPort()).up()) {
            rig.call("2521");
            eventually(() -> {
                nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));
                assertThat(rig.book.answers).hasSize(1);
            });
            assertThat(rig.book.end("2521#0")).isEqualTo("failed NO_ANSWER static:16/-");
            assertThat(Duration.ofNanos(nanos.get())).isGreaterThan(Duration.ofSeconds(6));
        }
    }

    @Test
    void where_no_dialog_is_held_the_recorded_warning_is_heard_and_the_attempt_says_so() throws Exception {
        try (PbxStand stand = stand(QUICK);
                TalkRig talk = new TalkRig(AgiSettings.local(0),
                        new FakePrompts(), SampleDialog.YAML);
                VoiceRig rig = talk.rig(stand, 10).up()) {
            rig.call("2521");
            rig.answers(1);
            assertThat(rig.book.end("2521#0")).isEqualTo("failed NO_ANSWER static:16/-");
            assertThat(talk.door.counts().refused()).isOne();
            talk.door.close();
            rig.carrier.send(List.of(new Outgoing("closed", rig.outgoing("2521").getFirst().phone(),
                    "stop-transfer", rig.attempt(7))));
            rig.answers(2);
            assertThat(rig.book.end("closed")).isEqualTo("failed NO_ANSWER static:16/-");
        }
    }

    @Test
    void calls_beyond_the_bound_hear_the_recorded_warning_and_the_others_their_dialog() throws Exception {
        PbxBehaviour.People slow = new PbxBehaviour.People(QUICK.citizens(), new Span(300, 300), QUICK.think(),
                QUICK.transfers());
        try (PbxStand stand = stand(slow); TalkRig talk = TalkRig.ofCalls(3); VoiceRig rig = talk.rig(stand, 20).up()) {
            rig.call(Collections.nCopies(20, "2521").toArray(String[]::new));
            rig.answers(20);
            long held = rig.book.answers.stream()
                    .filter(answer -> rig.book.end(answer.tag()).contains("understood")).count();
            assertThat(held).isGreaterThanOrEqualTo(3).isEqualTo(20 - talk.door.counts().refused());
            assertThat(talk.door.counts().mostLive()).isEqualTo(3);
            assertThat(talk.door.counts().refused()).isPositive();
        }
    }

    @Test
    void a_door_that_closes_leaves_its_calls_to_the_recorded_warning() throws Exception {
        PbxBehaviour.People slow = new PbxBehaviour.People(QUICK.citizens(), new Span(500, 500), QUICK.think(),
                QUICK.transfers());
        try (PbxStand stand = stand(slow); TalkRig talk = TalkRig.usual(); VoiceRig rig = talk.rig(stand, 20).up()) {
            rig.call("2521", "2511");
            eventually(() -> assertThat(talk.door.counts().live()).isEqualTo(2));
            talk.door.close();
            rig.answers(2);
            assertThat(rig.book.end("2521#0")).isEqualTo("failed NO_ANSWER static:16/-");
            assertThat(rig.book.end("2511#1")).isEqualTo("failed NO_ANSWER static:16/-");
        }
    }

    @Test
    void many_calls_at_once_each_have_their_own_dialog() throws Exception {
        try (PbxStand stand = stand(QUICK); TalkRig talk = TalkRig.usual(); VoiceRig rig = talk.rig(stand, 400).up()) {
            String[] ends = IntStream.range(0, 400).mapToObj(i -> i % 4 == 0 ? "2511" : "2521").toArray(String[]::new);
            rig.call(ends);
            rig.answers(400);
            assertThat(IntStream.range(0, 400).mapToObj(i -> rig.book.end(ends[i] + "#" + i))
                    .filter(end -> end.equals("delivered REACHED victim-suspected:16/-"))).hasSize(100);
            assertThat(talk.journal.flags).hasSize(100);
            assertThat(talk.door.counts().calls()).isEqualTo(400);
        }
    }
}

package io.tocsin.send.voice.dialog.talk;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.dialog.DialogReader;
import io.tocsin.send.voice.dialog.Dialog;
import io.tocsin.send.voice.dialog.SampleDialog;
import io.tocsin.send.voice.dialog.part.TransferResult;
import io.tocsin.send.voice.dialog.part.Vocabulary;
import io.tocsin.warning.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens in a call: it ends within its limits, in one outcome, and no flag is lost. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EngineSeedsTest {
    private static final List<TransferResult> RESULTS = List.of(TransferResult.values());
    private static final int CALLS_PER_SEED = 10;

    private final List<Dialog> dialogs = read();

    static LongStream seeds() {
        Long one = Long.getLong("seed");
        return one == null ? LongStream.range(0, 40) : LongStream.of(one);
    }

    private static List<Dialog> read() {
        List<Dialog> dialogs = new ArrayList<>(List.of(SampleDialog.dialog()));
        try (Stream<Path> files = Files.list(Path.of("dialplans/dialogs"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).sorted().toList()) {
                dialogs.add(new DialogReader((_, _) -> true).read(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return dialogs;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void any_order_of_events_ends_in_one_outcome_and_a_flag_is_never_lost(long seed) {
        Random random = new Random(seed);
        for (Dialog dialog : dialogs) {
            for (int i = 0; i < CALLS_PER_SEED; i++) {
                List<Event> events = new ArrayList<>();
                Call call = new Call(dialog, seed);
                while (call.talk().ending() == null && events.size() < 120) {
                    Event event = any(random, dialog);
                    events.add(event);
                    call.on(event);
                }
                if (call.talk().ending() == null) {
                    // The line's own end: a transfer comes to one, and the time runs out.
                    events.add(new Event.Deadline());
                    events.add(new Event.Transferred(TransferResult.NO_ANSWER));
                    events.subList(events.size() - 2, events.size()).forEach(call::on);
                }
                judge(dialog, call, events);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void without_a_deadline_it_ends_as_well_after_a_bounded_number_of_answers(long seed) {
        Random random = new Random(seed);
        for (Dialog dialog : dialogs) {
            int bound = 2 * (dialog.content().states().size() * dialog.content().limits().visits()
                    + dialog.content().limits().turns());
            Call call = new Call(dialog, seed);
            List<Event> events = new ArrayList<>();
            while (call.talk().ending() == null) {
                assertThat(events).as(dialog.name()).hasSizeLessThanOrEqualTo(bound);
                Event event = fitting(call.talk().phase(), random);
                events.add(event);
                call.on(event);
            }
            judge(dialog, call, events);
        }
    }

    private static void judge(Dialog dialog, Call call, List<Event> events) {
        String what = dialog.name() + " after " + events;
        Ending ending = call.talk().result().orElseThrow(() -> new AssertionError("no end: " + what));
        List<Action> actions = call.actions();
        assertThat(actions).as(what).filteredOn(Action.End.class::isInstance).containsExactly(new Action.End(ending));
        assertThat(actions.getLast()).as(what).isInstanceOf(Action.End.class);
        assertThat(actions).as(what).filteredOn(Action.HangUp.class::isInstance)
                .hasSize(ending.how() == Ending.How.HUNG_UP ? 0 : 1);
        assertThat(actions).as(what).filteredOn(Action.Listen.class::isInstance)
                .hasSizeLessThanOrEqualTo(dialog.content().limits().turns());
        long flags = actions.stream().filter(Action.Flag.class::isInstance).count();
        assertThat(flags).as(what).isLessThanOrEqualTo(1);
        boolean evidence = flags == 1 || ending.said() == Outcome.VICTIM_SUSPECTED
                || events.contains(new Event.Speech(Vocabulary.VICTIM))
                || ending.tags().stream().anyMatch(List.of("paid", "in-contact", "transfer-failed")::contains);
        assertThat(ending.outcome() == Outcome.VICTIM_SUSPECTED).as(what).isEqualTo(evidence);
        assertThat(flags == 1).as(what).isEqualTo(evidence);
        Call again = new Call(dialog, call.talk().seed());
        events.forEach(again::on);
        assertThat(again.talk()).as(what).isEqualTo(call.talk());
    }

    private static Event any(Random random, Dialog dialog) {
        return switch (random.nextInt(40)) {
            case 0 -> new Event.HungUp();
            case 1 -> new Event.Deadline();
            case 2, 3, 4 -> transferred(random);
            case 5, 6, 7, 8, 9 -> new Event.Silence();
            case 10, 11, 12, 13, 14, 15, 16, 17 -> key(random);
            case 18, 19, 20, 21 -> speech(random, dialog);
            default -> new Event.PromptEnded();
        };
    }

    private static Event fitting(Phase phase, Random random) {
        return switch (phase) {
            case SAYING, REMINDING -> new Event.PromptEnded();
            case TRANSFERRING -> transferred(random);
            case LISTENING, ENDED -> switch (random.nextInt(4)) {
                case 0 -> new Event.Silence();
                case 1 -> new Event.Key('9');
                default -> key(random);
            };
        };
    }

    private static Event transferred(Random random) {
        return new Event.Transferred(RESULTS.get(random.nextInt(RESULTS.size())));
    }

    private static Event key(Random random) {
        return new Event.Key("0123456789*#".charAt(random.nextInt(12)));
    }

    private static Event speech(Random random, Dialog dialog) {
        List<String> words = new ArrayList<>(dialog.content().vocabulary().classes().keySet());
        words.addAll(List.of("", "unheard-of"));
        return new Event.Speech(words.get(random.nextInt(words.size())));
    }
}

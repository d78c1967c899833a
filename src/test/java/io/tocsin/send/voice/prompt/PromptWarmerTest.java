package io.tocsin.send.voice.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.dialog.DialogReader;
import io.tocsin.send.voice.dialog.Dialog;
import io.tocsin.send.voice.dialog.SampleDialog;
import io.tocsin.send.voice.dialog.part.TransferResult;
import io.tocsin.send.voice.dialog.talk.Action;
import io.tocsin.send.voice.dialog.talk.Engine;
import io.tocsin.send.voice.dialog.talk.Event;
import io.tocsin.send.voice.dialog.talk.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is warmed is exactly what calls say. */
class PromptWarmerTest {
    private final Set<Utterance> warmed = new LinkedHashSet<>();
    private final Prompts prompts = new Prompts() {
        @Override
        public Optional<String> sound(Utterance utterance, Duration within) {
            return Optional.empty();
        }

        @Override
        public void warm(Collection<Utterance> utterances) {
            warmed.addAll(utterances);
        }

        @Override
        public void warmAhead(Collection<Utterance> utterances) {
            throw new AssertionError("nobody foresees anything here");
        }
    };

    static List<Path> dialogs() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("dialplans/dialogs"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dialogs")
    void whatever_a_call_says_was_warmed(Path file) throws IOException {
        Dialog dialog = new DialogReader((_, _) -> true).read(file);
        Map<String, String> variables = Map.of("city", "呼伦贝尔");
        Set<Utterance> all = Set.copyOf(DialogUtterances.of(dialog, variables).values());
        Set<Utterance> said = new LinkedHashSet<>();
        Engine engine = new Engine(dialog);
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            Turn turn = engine.start(variables, seed);
            note(turn, said);
            for (int step = 0; step < 200 && turn.talk().ending() == null; step++) {
                turn = engine.on(turn.talk(), event(random));
                note(turn, said);
            }
        }
        assertThat(all).containsAll(said);
        assertThat(said.size()).as("most of it was heard").isGreaterThan(all.size() * 2 / 3);
    }

    private static Event event(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> new Event.Key((char) ('0' + random.nextInt(10)));
            case 1 -> new Event.Silence();
            case 2 -> new Event.Speech("");
            case 3 -> new Event.Transferred(TransferResult.BUSY);
            default -> new Event.PromptEnded();
        };
    }

    private static void note(Turn turn, Set<Utterance> said) {
        for (Action action : turn.actions()) {
            if (action instanceof Action.Say say) {
                said.add(new Utterance(say.text(), say.file(), say.language()));
            }
        }
    }

    @Test
    void at_the_start_what_everybody_hears_and_before_a_batch_what_its_people_hear() {
        Dialog dialog = SampleDialog.dialog();
        PromptWarmer warmer = new PromptWarmer(prompts);
        warmer.warm(List.of(dialog));
        assertThat(warmed).contains(new Utterance("本地反诈中心。", "", "zh-CN"),
                new Utterance("这里是本地反诈中心。", "", "zh-CN"), new Utterance("没有听清。", "", "zh-CN"));
        assertThat(warmed).filteredOn(utterance -> utterance.file().equals("bye")).hasSize(1);
        List<Utterance> before = new ArrayList<>(warmed);
        warmer.warm(dialog, List.of(Map.of("city", "海拉尔"), Map.of("city", "海拉尔"), Map.of()));
        assertThat(warmed).hasSize(before.size() + 2).contains(new Utterance("海拉尔反诈中心。", "", "zh-CN"));
    }

    @Test
    void every_wording_has_a_place() {
        assertThat(DialogUtterances.of(SampleDialog.dialog(), Map.of())).containsKeys("greet.prompt", "greet.prompt#2",
                "ask.noinput[0].prompt", "ask.nomatch[0].prompt", "danger.prompt");
    }
}

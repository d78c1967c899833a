package io.tocsin.send.voice.prompt.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every syllable that can be read is one that espeak-ng can speak. */
class SyllablesTest {
    private static final Path RESOURCES = Path.of("src/main/resources/io/tocsin/send/voice/prompt/pinyin");

    @Test
    void espeak_ng_speaks_every_syllable_as_one() throws Exception {
        TreeSet<String> syllables = new TreeSet<>();
        for (String file : List.of("readings.txt", "lexicon.txt")) {
            Files.readAllLines(RESOURCES.resolve(file)).stream().filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Pattern.compile("\\b[a-z]+[1-5]\\b").matcher(line).results())
                    .forEach(hit -> syllables.add(hit.group()));
        }
        assertThat(syllables).hasSizeGreaterThan(1200);
        List<String> given = List.copyOf(syllables);
        // A full stop ends a clause, and each clause is a line of phonemes.
        byte[] answer = new Command(List.of("espeak-ng", "-v", EspeakConfig.CHINESE, "-q", "-x", "-b", "1", "--stdin"))
                .run((String.join(".\n", given) + ".\n").getBytes(StandardCharsets.UTF_8), 1 << 20,
                        Duration.ofMinutes(2));
        List<String> spoken = new String(answer, StandardCharsets.UTF_8).lines().map(String::strip)
                .filter(line -> !line.isEmpty()).toList();
        assertThat(spoken).hasSameSizeAs(given);
        for (int i = 0; i < given.size(); i++) {
            assertThat(spoken.get(i)).as(given.get(i)).doesNotContain("(en)").matches("[^_|]*[0-9]+[^0-9_|]*[_|]*");
        }
    }
}

package io.tocsin.config.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.tocsin.config.yaml.InvalidConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands in the file, reading it ends in a configuration or in a list of problems. */
class GarbageConfigTest {
    private static final String[] BITS = {"{", "}", "[", "]", ":", "- ", "\n", "\n  ", "\t", "'", "\"", "#", "&a", "*a",
            "!!x ", "|", ">", "---\n", "...\n", "%YAML 9\n", "? ", "${", "${file:/}", "~", "\u0000", "\uFFFE", "\uD83D",
            "999999999999999999999", "-1", "1e999", "NaN", "carriers", "steps", "off", "<<: ", "22:00-22:00", "【"};

    static LongStream seeds() {
        Long only = Long.getLong("seed");
        return only == null ? LongStream.range(0, 20) : LongStream.of(only);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void garbage_leads_to_problems_and_nothing_else(long seed, @TempDir Path folder) throws IOException {
        Random random = new Random(seed);
        Path file = folder.resolve("g.yaml");
        String example = Files.readString(Path.of("tocsin.example.yaml"));
        ConfigReader reader = new ConfigReader(Map.of("CMCC_SECRET", "s", "AMI_SECRET", "s", "SMPP_SECRET", "s",
                "CTCC_SECRET", "s", "CUCC_SECRET", "s"), "h");
        for (int i = 0; i < 60; i++) {
            Files.write(file, i % 10 == 0 ? noise(random) : mutated(example, random).getBytes(StandardCharsets.UTF_8));
            try {
                assertThat(reader.read(file)).isNotNull();
            } catch (InvalidConfigException e) {
                assertThat(e.problems()).isNotEmpty();
            } catch (RuntimeException e) {
                fail("got " + e + " for\n" + Files.readString(file, StandardCharsets.ISO_8859_1), e);
            }
        }
    }

    private static byte[] noise(Random random) {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The example with a few pieces cut, doubled, moved or replaced. */
    private static String mutated(String text, Random random) {
        StringBuilder out = new StringBuilder(text);
        for (int n = 1 + random.nextInt(8); n > 0; n--) {
            int at = random.nextInt(out.length());
            int end = Math.min(out.length(), at + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> out.delete(at, end);
                case 1 -> out.insert(at, out.substring(at, end));
                case 2 -> out.insert(random.nextInt(out.length()), out.substring(at, end));
                default -> out.replace(at, end, BITS[random.nextInt(BITS.length)]);
            }
        }
        return out.toString();
    }
}

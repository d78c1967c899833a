package io.tocsin.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.yaml.InvalidConfigException;
import io.tocsin.fuzz.Fuzz;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files of the configuration, short ones, many of them; {@link GarbageConfigTest} spoils the whole
 * example.
 */
@Tag("fuzz")
class ConfigFuzzTest {
    private static final String[] SAMPLES = {"""
            node: gw-1
            drain: 20s
            safety: { onlyTo: ["0470"], exercise: false }
            http: { port: 8080 }
            """, """
            carriers:
              cmcc: { protocol: cmpp, host: h, account: "900001", secret: ${S}, source: "106", rate: 300/s,
                ambiguous: { wait: 10m, then: resend }, causes: { "MK:0012": PERMANENT } }
            """, """
            playbooks:
              default: { mode: chain, budget: 3, steps: [ { channel: sms, template: fraud-sms, attempts: 3 } ],
                retry: { pace: fast, UNREACHABLE: 1m 10m, QUOTA: tomorrow 08:00, NETWORK: 5s x2 to 5m } }
            policy: { quietHours: "22:00-07:30", frequencyCap: 3/d }
            """, """
            clients:
              watchman: { scopes: [submit, read], rate: 5000/s,
                keySha256: "c4b4e5a8c4a67bb0d3c9f5f2a3f4b06e3c0a7a4f4d3a1b2c3d4e5f60718293a4" }
            """};

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("io.tocsin.fuzz.Fuzz#seeds")
    void any_file_is_a_configuration_or_a_list_of_problems(long seed) throws InterruptedException {
        ConfigReader reader = new ConfigReader(Map.of("S", "secret"), "h");
        Path folder = Path.of("target");
        Fuzz.ofTexts(SAMPLES)
                .words("{", "}", "[", "]", ": ", "- ", "\n", "\n  ", "\t", "'", "\"", "#", "&a ", "*a", "!!x ",
                        "|", ">", "---\n", "? ", "${", "${file:/}", "~", "\0", "999999999999999999999", "-1", "NaN",
                        "<<: ", "off")
                // A list of problems knows its lines, and a parser its buffers.
                .allocating(4 << 20, 8192).oneIn(20).run(seed, input -> {
                    try {
                        reader.read("fuzz", new String(input, StandardCharsets.UTF_8), folder);
                        return "fine";
                    } catch (InvalidConfigException e) {
                        assertThat(e.problems()).isNotEmpty();
                        return e.problems().getFirst().toString().replaceAll("[0-9]+|'[^']*'", "");
                    }
                });
    }
}

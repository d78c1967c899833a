package io.tocsin.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Benchmarks in small, for what they say; how fast they are is no test's business. */
class BenchTest {
    private final StringWriter out = new StringWriter();

    private JsonNode run(int code, String... args) throws IOException {
        CommandLine line = new CommandLine(new BenchCommand()).setOut(new PrintWriter(out))
                .setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, _, _) -> {
            throw failure;
        });
        assertThat(line.execute(args)).as(out.toString()).isEqualTo(code);
        return new ObjectMapper().readTree(out.toString().lines().toList().getLast());
    }

    @Test
    void the_limiter_is_judged_by_the_sender_and_the_receiver_stands_beside() throws Exception {
        JsonNode told = run(0, "rate", "--rate", "40", "--seconds", "2");
        assertThat(told.path("maxInOneSecond").asInt()).isBetween(1, 40);
        assertThat(told.path("receiverMaxInOneSecond").asInt()).isPositive();
        assertThat(told.path("limit").asInt()).isEqualTo(40);
    }

    @Test
    void intake_streams_its_bodies_and_tells_the_heap() throws Exception {
        JsonNode told = run(0, "intake", "--warnings", "5000", "--per-post", "700", "--rounds", "2", "--warm-up", "0");
        assertThat(told.path("warnings").asInt()).isEqualTo(5000);
        assertThat(told.path("heapMiB").asInt()).isPositive();
        assertThat(out.toString()).contains("round 1: ", "round 2: ");
    }

    @Test
    void calls_stay_within_their_rate_and_their_lines_and_all_end() throws Exception {
        JsonNode told = run(0, "calls", "--calls", "300", "--rate", "100", "--lines", "60", "--hold", "400");
        assertThat(told.path("maxInOneSecond").asInt()).isBetween(1, 100);
        assertThat(told.path("mostAtATime").asInt()).isBetween(1, 60);
        assertThat(told.path("steps").asInt()).isPositive();
        assertThat(told.path("balanced").asBoolean()).isTrue();
    }

    @Test
    void an_urgent_call_rings_while_every_line_has_a_low_one() throws Exception {
        JsonNode told = run(0, "urgent", "--channel", "voice", "--backlog", "3000", "--urgent", "5", "--rate", "100/s",
                "--lines", "20", "--hold", "400");
        assertThat(told.path("channel").asText()).isEqualTo("voice");
        assertThat(told.path("warnings").asInt()).isEqualTo(5);
        assertThat(told.path("maxMs").asDouble()).isPositive();
        // Low ones were still waiting when the last urgent one rang.
        assertThat(told.path("sentMeanwhile").asInt()).isBetween(5, 2999);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cmpp", "sgip", "smgp", "smpp"})
    void every_protocol_loses_and_repeats_nothing_from_end_to_end(String protocol) throws Exception {
        JsonNode told = run(0, "sms", "--warnings", "300", "--rounds", "1", "--warm-up", "0", "--protocol", protocol);
        assertThat(told.path("bench").asText()).isEqualTo("cmpp".equals(protocol) ? "sms" : "sms-" + protocol);
        assertThat(told.path("warnings").asInt()).isEqualTo(300);
        assertThat(told.path("lost").asInt(-1)).isZero();
        assertThat(told.path("repeated").asInt(-1)).isZero();
    }

    @Test
    void the_append_only_file_is_rewritten_in_the_middle_of_an_end_to_end_run() throws Exception {
        JsonNode told = run(0, "sms", "--warnings", "2000", "--rounds", "1", "--warm-up", "1");
        assertThat(told.path("aofRewrites").asInt()).isPositive();
        assertThat(told.path("lost").asInt()).isZero();
        assertThat(out.toString()).containsPattern("warm-up 1: ");
    }

    @Test
    void four_lines_keep_their_limits_and_what_one_leaves_the_others_send_once() throws Exception {
        JsonNode told = run(0, "lines", "--warnings", "3000", "--warm-up", "100", "--rate", "300", "--away", "3");
        assertThat(told.path("segments").asInt()).isGreaterThan(3000); // long ones among them
        assertThat(told.path("cmccMaxInOneSecond").asInt()).isBetween(1, 300);
        assertThat(told.path("aggMaxInOneSecond").asInt()).isBetween(1, 150);
        assertThat(told.path("sentTwice").asInt()).isBetween(0, told.path("unansweredAtMost").asInt());
        assertThat(told.path("balancedToo").asBoolean()).isTrue();
    }
}

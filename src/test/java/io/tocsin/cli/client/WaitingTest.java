package io.tocsin.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class WaitingTest {
    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);
    private long seconds;
    private final Waiting waiting = new Waiting(out, new Bar(out, "final", false), () -> seconds * 1_000_000_000);

    @Test
    void a_batch_that_stands_still_says_what_it_waits_for_and_not_too_often() throws Exception {
        JsonNode batch = new ObjectMapper().readTree("""
                {"state":"running","counts":{"ready":6,"in-flight":0,"awaiting-receipt":2,"scheduled":0}}
                """);
        for (; seconds < 200; seconds++) {
            waiting.look(batch, 1);
        }

        assertThat(text.toString().lines()).hasSize(4).first().asString()
                .isEqualTo("nothing of it ended for 10 s: 6 wait "
                        + "behind higher grades and other batches, or for a carrier, 2 wait for a receipt");
    }

    @Test
    void one_that_nobody_serves_says_so() throws Exception {
        JsonNode batch = new ObjectMapper()
                .readTree("{\"state\":\"running\",\"etaUnknown\":\"no-carrier\",\"counts\":{\"ready\":6}}");
        for (; seconds < 20; seconds++) {
            waiting.look(batch, 1);
        }
        assertThat(text.toString()).contains("no carrier serves the operators of the 6 that are left");
    }

    @Test
    void one_that_moves_says_nothing_and_one_that_is_paused_says_so() throws Exception {
        for (; seconds < 100; seconds++) {
            waiting.look(new ObjectMapper().readTree("{}"), seconds);
        }
        assertThat(text.toString()).isEmpty();
        seconds += 10;
        waiting.look(new ObjectMapper().readTree("{\"state\":\"paused\"}"), 99);
        assertThat(text.toString()).contains("it is paused");
    }
}

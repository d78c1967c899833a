package io.tocsin.observe.meter.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.observe.meter.Meters;
import io.tocsin.send.voice.dialog.talk.Ending;
import io.tocsin.warning.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Meters of how people take a dialog. */
class StepMetersTest {
    private static final String EARLY = "tocsin_dialog_hangups_early_total{dialog=\"d\"} ";
    private final Meters meters = new Meters("1");
    private final StepMeters steps = new StepMeters(meters);

    @AfterEach
    void close() {
        meters.close();
    }

    private void talked(Ending.How how, long millis) {
        Ending ending = new Ending(how, "greet", "", Outcome.REFUSED, Outcome.REFUSED, List.of());
        steps.talked("d", ending, Set.of("greet"), Duration.ofMillis(millis));
    }

    /** Short talks and hang-ups apart say nothing about those who hang up at once. */
    @Test
    void an_early_hang_up_is_a_talk_that_is_short_and_that_the_person_ended() {
        steps.expect("d", Set.of("greet"));
        assertThat(meters.scrape("").text()).contains(EARLY + "0.0");
        talked(Ending.How.HUNG_UP, 5_000);
        talked(Ending.How.HUNG_UP, 5_001);
        talked(Ending.How.FINISHED, 2_000);
        talked(Ending.How.DEADLINE, 2_000);
        assertThat(meters.scrape("").text()).contains(EARLY + "1.0",
                "tocsin_dialog_hangups_total{dialog=\"d\",state=\"greet\"} 2.0",
                "tocsin_dialog_talk_seconds_bucket{dialog=\"d\",le=\"5.0\"} 3");
    }
}

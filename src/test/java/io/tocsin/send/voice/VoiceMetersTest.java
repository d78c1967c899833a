package io.tocsin.send.voice;

import static io.tocsin.send.voice.VoiceRig.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.observe.meter.Meters;
import io.tocsin.observe.meter.voice.PbxMeters;
import io.tocsin.observe.meter.voice.PromptMeters;
import io.tocsin.observe.meter.voice.TalkMeters;
import io.tocsin.send.voice.agi.AgiCounts;
import io.tocsin.send.voice.prompt.PromptCounts;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Meters of calls: sessions, dialogs and prompts. */
class VoiceMetersTest {
    private final Meters meters = new Meters("1");

    @AfterEach
    void close() {
        meters.close();
    }

    private List<String> lines() {
        return meters.scrape("").text().lines().toList();
    }

    @Test
    void a_session_shows_whether_it_is_up_and_what_it_read() throws Exception {
        try (PbxStand stand = PbxStand.good(); VoiceRig rig = stand.rig(10, 5000)) {
            PbxMeters kept = new PbxMeters(meters, List.of(rig.pbx));
            assertThat(lines()).as("%s", kept).contains("tocsin_ami_up{pbx=\"ast-1\"} 0.0",
                    "tocsin_ami_logins_total{pbx=\"ast-1\"} 0.0");
            rig.up();
            rig.call("0486");
            rig.answers(1);
            assertThat(lines()).contains("tocsin_ami_up{pbx=\"ast-1\"} 1.0",
                    "tocsin_ami_logins_total{pbx=\"ast-1\"} 1.0", "tocsin_ami_losses_total{pbx=\"ast-1\"} 0.0");
            assertThat(lines()).anyMatch(line -> line.matches("tocsin_ami_messages_total\\{pbx=\"ast-1\"} [1-9].*"))
                    .anyMatch(line -> line.matches("tocsin_ami_read_most\\{pbx=\"ast-1\"} [1-9].*"));
            stand.pbx.refuse(true);
            stand.pbx.cut();
            eventually(() -> assertThat(lines()).contains("tocsin_ami_up{pbx=\"ast-1\"} 0.0",
                    "tocsin_ami_losses_total{pbx=\"ast-1\"} 1.0"));
            eventually(() -> assertThat(lines())
                    .anyMatch(line -> line.matches("tocsin_ami_logins_refused_total\\{pbx=\"ast-1\"} [1-9].*")));
        }
    }

    @Test
    void dialogs_show_every_count_by_their_asterisk() {
        Supplier<AgiCounts> counts = () -> new AgiCounts(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        TalkMeters kept = new TalkMeters(meters, Map.of("ast-1", counts));
        assertThat(lines()).as("%s", kept).contains("tocsin_dialog_live{pbx=\"ast-1\"} 1.0",
                "tocsin_dialog_live_most{pbx=\"ast-1\"} 2.0", "tocsin_dialog_calls_total{pbx=\"ast-1\"} 3.0",
                "tocsin_dialog_refused_total{pbx=\"ast-1\"} 4.0", "tocsin_dialog_prompts_late_total{pbx=\"ast-1\"} 7.0",
                "tocsin_dialog_prompts_missing_total{pbx=\"ast-1\"} 8.0",
                "tocsin_dialog_callees_unknown_total{pbx=\"ast-1\"} 9.0",
                "tocsin_dialog_flags_late_total{pbx=\"ast-1\"} 10.0",
                "tocsin_dialog_flags_pending{pbx=\"ast-1\"} 11.0", "tocsin_dialog_flags_lost_total{pbx=\"ast-1\"} 12.0",
                "tocsin_dialog_stuck_total{pbx=\"ast-1\"} 13.0", "tocsin_dialog_broken_total{pbx=\"ast-1\"} 14.0",
                "tocsin_dialog_failed_total{pbx=\"ast-1\"} 15.0");
    }

    @Test
    void prompts_show_every_count() {
        Supplier<PromptCounts> counts = () -> new PromptCounts(1, 2, 3, 4, 5, 6, 7, 8, 9);
        PromptMeters kept = new PromptMeters(meters, counts);
        assertThat(lines()).as("%s", kept).contains("tocsin_prompts_made_total 1.0", "tocsin_prompts_hits_total 2.0",
                "tocsin_prompts_misses_total 3.0", "tocsin_prompts_failed_total 4.0", "tocsin_prompts_late_total 5.0",
                "tocsin_prompts_left_out_total 6.0", "tocsin_prompts_waiting 7.0", "tocsin_prompts_files 8.0",
                "tocsin_prompts_bytes 9.0");
    }
}

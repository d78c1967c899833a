package io.tocsin.send.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.send.Outgoing;
import io.tocsin.send.voice.cause.SiteCauses;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site's own table of causes. */
class SiteCausesTest {
    @TempDir
    private Path folder;
    private int written;

    private Path write(String lines) throws IOException {
        Path file = Files.writeString(folder.resolve("causes.txt"), lines);
        // However coarse the clock of the files is.
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000L + 5000L * written++));
        return file;
    }

    private static AttemptEnd failed(CauseClass type, String raw) {
        return new AttemptEnd.Failed(new Cause(type, raw));
    }

    @Test
    void its_lines_go_over_the_usual_ones_and_raw_causes_stay_as_they_came() throws Exception {
        SiteCauses file = new SiteCauses(write("# ours\n21/403 CONFIG our lines only\n19 POWERED_OFF\n"));
        assertThat(file.get().end("21/403")).isEqualTo(failed(CauseClass.CONFIG, "21/403"));
        assertThat(file.get().end("19/480")).isEqualTo(failed(CauseClass.POWERED_OFF, "19/480"));
        assertThat(file.get().end("21/603")).isEqualTo(failed(CauseClass.REJECTED, "21/603"));
    }

    @Test
    void a_changed_file_is_taken_once_it_is_still_and_a_wrong_one_never() throws Exception {
        SiteCauses file = new SiteCauses(write("17 BUSY\n"));
        write("17 NO_ANSWER\n");
        file.look();
        assertThat(file.get().end("17/486")).as("it may still be being written")
                .isEqualTo(failed(CauseClass.BUSY, "17/486"));
        file.look();
        assertThat(file.get().end("17/486")).isEqualTo(failed(CauseClass.NO_ANSWER, "17/486"));
        write("17 NO_ANSWER\n18 NOBODY\n");
        file.look();
        file.look();
        assertThat(file.get().end("17/486")).isEqualTo(failed(CauseClass.NO_ANSWER, "17/486"));
        Files.delete(folder.resolve("causes.txt"));
        file.look();
        assertThat(file.get().end("17/486")).isEqualTo(failed(CauseClass.NO_ANSWER, "17/486"));
        write("17 REJECTED\n");
        file.look();
        file.look();
        assertThat(file.get().end("17/486")).isEqualTo(failed(CauseClass.REJECTED, "17/486"));
    }

    @Test
    void a_wrong_line_is_named_at_the_start() throws Exception {
        Path file = write("17 BUSY\n18 NOBODY\n");
        assertThatThrownBy(() -> new SiteCauses(file)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2").hasMessageContaining("NOBODY");
    }

    /**
     * Calls that are up when the table changes end by the new one; the trunk's own words stay over it.
     */
    @Test
    void a_running_trunk_goes_by_what_the_file_says_now() throws Exception {
        SiteCauses file = new SiteCauses(write("19 UNREACHABLE\n"));
        TrunkConfig usual = VoiceRig.trunk(10, 5000);
        TrunkConfig trunk = new TrunkConfig("trunk-1", VoiceRig.DIAL, usual.callerId(), 10, usual.ringTimeout(),
                usual.longest(), Map.of("17", CauseClass.NETWORK));
        try (PbxStand stand = PbxStand.good();
                VoiceRig rig = new VoiceRig(stand.pbx.port(), PbxStand.SECRET, trunk, file).up()) {
            List<Outgoing> all = rig.outgoing("0480", "0486", "0480", "0486");
            rig.carrier.send(all.subList(0, 2));
            rig.answers(2);
            write("19 REJECTED\n17 REJECTED\n");
            file.look();
            file.look();
            rig.carrier.send(all.subList(2, 4));
            rig.answers(4);
            assertThat(rig.book.end("0480#0")).isEqualTo("failed UNREACHABLE 19/480");
            assertThat(rig.book.end("0486#1")).isEqualTo("failed NETWORK 17/486");
            assertThat(rig.book.end("0480#2")).isEqualTo("failed REJECTED 19/480");
            assertThat(rig.book.end("0486#3")).isEqualTo("failed NETWORK 17/486");
        }
    }
}

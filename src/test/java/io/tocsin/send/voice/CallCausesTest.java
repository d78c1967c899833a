package io.tocsin.send.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Cause;
import io.tocsin.send.CauseOverrides;
import io.tocsin.warning.CauseClass;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallCausesTest {
    private final CallCauses usual = CallCauses.usual();

    @ParameterizedTest
    @CsvSource({"0/-,NETWORK", "34/-,NETWORK", "18/480,UNREACHABLE", "21/-,REJECTED", "21/999,REJECTED",
            "23/302,UNREACHABLE", "126/-,UNREACHABLE", "nonsense,UNREACHABLE"})
    void a_cause_has_its_class_whatever_the_sip_code(String raw, CauseClass type) {
        assertThat(usual.end(raw)).isEqualTo(new AttemptEnd.Failed(new Cause(type, raw)));
    }

    @Test
    void one_cause_is_not_the_beginning_of_another() {
        assertThat(usual.end("1/-")).isEqualTo(new AttemptEnd.Failed(new Cause(CauseClass.PERMANENT, "1/-")));
        assertThat(usual.end("12/-")).isEqualTo(new AttemptEnd.Failed(new Cause(CauseClass.UNREACHABLE, "12/-")));
    }

    @Test
    void a_file_of_ones_own_may_say_it_all() throws IOException {
        CallCauses own = CallCauses.read(new StringReader("# mine\n\n17  NO_ANSWER  they lie\n17/486 BUSY\n"));
        assertThat(own.end("17/600")).isEqualTo(new AttemptEnd.Failed(new Cause(CauseClass.NO_ANSWER, "17/600")));
        assertThat(own.end("17/486")).isEqualTo(new AttemptEnd.Failed(new Cause(CauseClass.BUSY, "17/486")));
        assertThat(own.end("1/404")).isEqualTo(new AttemptEnd.Failed(new Cause(CauseClass.UNREACHABLE, "1/404")));
    }

    @Test
    void an_answer_without_a_dialog_may_be_made_to_count() {
        CallCauses bold = usual.over(new CauseOverrides.Classes(Map.of("answered", CauseClass.REACHED)).now());
        assertThat(usual.end("answered:16/-")).isInstanceOf(AttemptEnd.Unknown.class);
        assertThat(bold.end("answered:16/-")).isInstanceOf(AttemptEnd.Delivered.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"17|line 1", "17 BUSSY|'BUSSY'", "17 NONE|NONE is not how a call ends",
            "17 STOP_LIST|STOP_LIST is not how an attempt ends", "17 busy|line 1"})
    void a_line_that_is_wrong_is_named(String line, String said) {
        assertThatThrownBy(() -> CallCauses.read(new StringReader(line))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said);
    }

    @Test
    void a_key_that_comes_twice_is_named() {
        assertThatThrownBy(() -> CallCauses.read(new StringReader("17 BUSY\n18 BUSY\n17 BUSY\n")))
                .hasMessage("line 3: 17 comes twice");
    }
}

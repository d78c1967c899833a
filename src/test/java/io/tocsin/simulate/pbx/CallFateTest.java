package io.tocsin.simulate.pbx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.simulate.Mix;
import io.tocsin.simulate.Span;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallFateTest {
    private static final Mix BUSY = Mix.only("486");

    @ParameterizedTest
    @CsvSource({"13800000404,FAIL,404,1,false", "13800001603,FAIL,603,21,true", "13800003020,FAIL,480,20,false",
            "13800000599,FAIL,599,34,false", "13800002000,ANSWER,0,0,false", "13800002180,RING,0,0,false",
            "13800004000,DEAD,0,0,false", "13800000299,FAIL,486,17,true", "13800139999,FAIL,486,17,true",
            "110,FAIL,486,17,true"})
    void a_number_may_say_what_becomes_of_its_call_and_else_the_mix_does(String number, CallFate.Kind kind, int sip,
            int cause, boolean rings) {
        assertThat(CallFate.of(BUSY, 1, number, "w0-1")).isEqualTo(new CallFate(kind, sip, cause, rings));
    }

    @Test
    void a_seed_repeats_and_another_does_not() {
        Mix mix = Mix.parse("answer=1,486=1,ring=1,no-channel=1");
        assertThat(fates(mix, 1)).isEqualTo(fates(mix, 1)).isNotEqualTo(fates(mix, 2));
        assertThat(fates(mix, 1)).contains("ANSWER").contains("FAIL").contains("RING").contains("NO_CHANNEL");
    }

    private static String fates(Mix mix, long seed) {
        return IntStream.range(0, 100).mapToObj(i -> CallFate.of(mix, seed, "1380013999" + i % 2 * 9, "w" + i))
                .map(fate -> fate.kind().name()).toList().toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"busy", "200", "q1234", ""})
    void a_word_that_names_no_fate_is_refused_with_those_that_do(String word) {
        assertThatThrownBy(() -> new PbxBehaviour(Mix.only(word), Span.NONE, Span.NONE, PbxBehaviour.Faults.NONE, 1))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("a SIP code like 486")
                .hasMessageContaining("'" + word + "'");
    }
}

package io.tocsin.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MixTest {
    @Test
    void words_come_up_in_proportion_to_their_shares() {
        Mix mix = Mix.parse("DELIVRD=90, MK:0012=10");

        int delivered = 0;
        for (int i = 0; i < 1000; i++) {
            delivered += mix.at(i / 1000.0).equals("DELIVRD") ? 1 : 0;
        }

        assertThat(mix.shares()).isEqualTo(Map.of("DELIVRD", 90.0, "MK:0012", 10.0));
        assertThat(delivered).isEqualTo(900);
    }

    @Test
    void a_share_of_zero_never_comes_up() {
        Mix mix = Mix.parse("A=0,B=1,C=0");

        assertThat(mix.at(0)).isEqualTo("B");
        assertThat(mix.at(0.999_999)).isEqualTo("B");
    }

    @Test
    void what_is_no_share_is_named() {
        assertThatThrownBy(() -> Mix.parse("DELIVRD")).hasMessageContaining("got 'DELIVRD'");
        assertThatThrownBy(() -> Mix.parse("A=x")).hasMessageContaining("'A=x'");
        assertThatThrownBy(() -> Mix.parse("A=0")).hasMessageContaining("sum above 0");
    }
}

package io.tocsin.config.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberPrefixesTest {
    @Test
    void a_number_matches_its_beginnings() {
        NumberPrefixes prefixes = new NumberPrefixes(List.of("138", "0470"));
        assertThat(prefixes.matches("13800138000")).isTrue();
        assertThat(prefixes.matches("04708221234")).isTrue();
        assertThat(prefixes.matches("13900138000")).isFalse();
        assertThat(prefixes.matches("13")).isFalse();
        assertThat(new NumberPrefixes(List.of()).matches("13800138000")).isFalse();
    }

    @Test
    void numbers_are_not_printed() {
        assertThat(new NumberPrefixes(List.of("13800138000"))).hasToString("1 prefixes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+86138", "138*", "1380013800013800", "１３８"})
    void what_begins_no_number_is_refused(String text) {
        assertThatThrownBy(() -> new NumberPrefixes(List.of(text))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_list_is_bounded() {
        assertThatThrownBy(() -> new NumberPrefixes(Collections.nCopies(10_001, "1")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("10000");
    }
}
